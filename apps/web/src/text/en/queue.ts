// Queues and pharmacy in English.
import type { id } from '../id.ts';

export const queue: (typeof id)['queue'] = {
  counterTitle: 'Counter queue', poliTitle: 'Poli queue', nowServing: 'Now serving', called: 'Called', nobodyServed: 'Nobody called yet', nobodyNext: 'Press F8 or this button to call the first.', callNext: 'Call next', call: 'Call', again: 'Repeat', skip: 'Skip', serve: 'Serve',
  finish: 'Finish', finishWith: 'Finish with', finishNone: 'No prescription', finishPlain: 'Non racikan', finishMixed: 'Racikan', served: 'Being served', waiting: 'Waiting', nextFive: 'Next five', emptyWaiting: 'Nobody is waiting.', emptyWaitingNext: 'Patients appear here as soon as they are ready.',
  stillCalled: 'Called, not finished', back: 'Serve now', done: '{{count}} finished', standard: 'standard {{minutes}} minutes', waits: 'waiting {{minutes}}', voice: 'Voice calls', voiceOn: 'Voice on', voiceOff: 'Voice off', notCheckedIn: 'Not checked in', checkIn: 'Check in', chooseUnit: 'Choose poli',
  noUnits: 'No poli has visits today.', calledLive: 'Number {{number}} called', spoken: 'Queue number, {{number}}. Please go to {{place}}.', counterPlace: 'the registration counter', old: 'Existing', fresh: 'New', detail: 'Visit data', since: 'since {{time}}', entry: 'Service entry', recorded: 'Time recorded {{time}}',
  pharmacy: {
    title: 'Pharmacy', racikan: 'Racikan (compounded)', nonRacikan: 'Non racikan', start: 'Start', ready: 'Ready', printed: 'Record prescription printed', waiting: 'waiting', preparing: 'being prepared', empty: 'No prescriptions.', emptyNext: 'They appear as soon as the poli finishes.', doneToday: '{{count}} finished today', standard: 'standard {{minutes}} m',
  },
};
