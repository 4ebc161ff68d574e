// Home, registration and the drawer of a visit in English.
import type { id } from '../id.ts';

export const desk: (typeof id)['desk'] = {
  home: {
    title: 'Home', registered: 'Registered', finished: 'Finished', inside: 'Still here', longest: 'Longest wait', waiting: 'Waiting per poli',
    waitingDef: 'Minutes since ready to be served, for the patient who waits longest. Line = standard of {{minutes}} minutes.', served: '{{count}} served', waitingCount: '{{count}} waiting',
    nobody: 'Nobody is waiting.', nobodyNext: 'Patients appear here as soon as they are registered.', flow: 'Flow from number to medicine',
    flowDef: 'Width = patients now in the stage; colour = median minutes waited.', flowEmpty: 'No patients yet today.', minutesMedian: 'median {{minutes}}', actions: 'Needs action',
    noActions: 'Nothing needs action.', noActionsNext: 'All that BPJS must know has arrived or is on its way.', open: 'Open', people: '{{count}} patients',
    definition: { registered: 'Visits registered today, without cancelled ones.', finished: 'Visits finished to the medicine, or to the poli without prescription.', inside: 'Registered minus finished.', longest: 'The patient who now waits longest for a poli.' },
    action: { ditolak: 'Refused by BPJS', h7: 'H+7 deadline near', 'klik-hilang': 'Missing clicks', 'belum-pasti': 'Unclear at BPJS', ditahan: 'Held' },
  },
  search: {
    title: 'Registration', label: 'Search participant', placeholder: 'Card, NIK, rujukan, record no., or name', hint: 'Scan a card or type: 13 digits = BPJS card, 16 digits = NIK, 17–21 = rujukan number, letters = name.', submit: 'Search',
    kinds: { card: 'BPJS card number', nik: 'NIK', rujukan: 'Rujukan number', norm: 'Record number', name: 'Name (registered here before)', short: 'Type at least 3 letters or digits' },
    empty: 'No participant found.', emptyNext: 'Check the digits, or register a general patient with data from the identity card.', registerNew: 'Register a new patient', several: '{{count}} people match. Choose one:',
    today: 'Registered today', todayEmpty: 'No registrations yet today.', searching: 'Asking BPJS …', away: 'BPJS is not connected. Searching in local data (as of {{age}}); registration goes on.',
    slow: 'BPJS is slow; data may follow later.', local: 'Local data of {{moment}}', fromBpjs: 'BPJS data of {{moment}}', fresh: 'BPJS data just now',
  },
  person: {
    title: 'Participant', none: 'Search a participant first', noneNext: 'The participant card and the options appear here.', norm: 'Record no.', card: 'Card no.', nik: 'NIK', birth: 'Born', sex: 'Sex', phone: 'Phone', kelas: 'Class', jenis: 'Participant type', fktp: 'Registered FKTP',
    prolanis: 'Prolanis', prb: 'PRB', newNorm: 'New here, record number is made on saving', unknown: 'Eligibility not known yet', unknownNext: 'BPJS has not answered. The patient is registered all the same; eligibility is checked again once BPJS is back.',
    inactive: 'Eligibility not active', inactiveNext: 'The patient can reactivate through Mobile JKN or a BPJS office, or be served as a general patient.', openVisit: 'Already registered today at {{poli}}.', openVisitGo: 'See visit', warning: 'Attention',
    nama: 'Full name', birthDate: 'Date of birth', identity: 'New patient',
  },
  form: {
    title: 'Service', payer: 'Payer', jkn: 'JKN', umum: 'General', patient: 'Patient', fresh: 'New', existing: 'Existing', rujukan: 'Rujukan', validUntil: 'valid until {{date}}', expired: 'expired {{date}}', printOnSave: 'Print on saving', showExpired: '{{count}} expired rujukan', noRujukan: 'BPJS holds no rujukan.', noRujukanAway: 'The rujukan list cannot be read from BPJS now. Type the number from the letter if there is one.',
    manualRujukan: 'Other rujukan number', kind: 'Kind of visit', kinds: { '1': 'Rujukan from FKTP', '2': 'Internal rujukan', '3': 'Control', '4': 'Rujukan between hospitals' }, suratKontrol: 'Control letter number', poli: 'Poli', doctor: 'Doctor & hours', quota: '{{left}} of {{total}} left', full: 'Full', closed: 'Closed', noSession: 'No doctor sessions today.',
    chooseDoctor: 'Choose doctor and hours', complaint: 'Complaint', sick: 'Sick visit', healthy: 'Healthy visit', sep: 'SEP', issueSep: 'Issue the SEP now', diagnosis: 'First diagnosis (ICD-10)', submit: 'Save & print number', submitEnter: 'Enter', again: 'Next patient',
    missing: 'Still needed: {{fields}}', staleSchedule: 'Schedule of {{moment}}', visitType: 'Kind of visit', phoneHint: 'BPJS uses it for queue notices', firstVisit: 'first visit', followVisit: 'repeat visit', controlDoctor: 'Control letter', usedTimes: '{{count}} SEP from this rujukan',
  },
  done: {
    callToCounter: 'Call to the counter', counterDone: 'Done at the counter',
    title: 'Saved', number: 'Queue number', booking: 'Booking code', estimate: 'Expected to be served {{time}}', print: 'Print number', printSep: 'Print SEP', issueSep: 'Ask for the SEP again', sep: 'SEP', sepLater: 'SEP follows: the patient is served all the same; the number appears here once BPJS answers.', onTheWay: 'On the way to BPJS', nothingToSend: 'Nothing needs to be sent to BPJS.',
  },
  visit: {
    title: 'Visit', open: 'Open visit', stage: 'Stage', dokter: 'Doctor', jam: 'Hours', source: 'Registered through', registeredAt: 'Registered', deliveries: 'Sent to BPJS', events: 'What happened', timeline: 'See Task ID', messages: 'See messages', cancel: 'Cancel visit', noShow: 'No-show', cancelTitle: 'Cancel visit {{number}}?', noShowTitle: 'Record {{number}} as no-show?',
    cancelExplain: 'The cancellation is sent to BPJS and cannot be taken back.', payer: 'Payer', estimate: 'Expected at', nomorSep: 'SEP number', noUrut: 'P-Care queue no.', noKunjungan: 'P-Care visit no.', by: 'by {{name}}', recorded: 'recorded {{time}}', entry: 'Service entry', eligibility: 'Eligibility',
  },
};
