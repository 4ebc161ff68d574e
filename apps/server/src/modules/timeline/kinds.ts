// Names, endpoints and stop rules of Antrean RS's messages: what planners need to know of them. Building and settling is bpjs.ts.
import { antreanrs } from '@titian/contract';

export const ANTREAN_ADD = { kind: 'antreanrs.add', endpoint: antreanrs.add, onRefused: 'stop-lane' } as const;
/** BPJS fact: after a refusal the booking stops; nothing may overtake it. docs/facts/task-id.md §7.6 */
export const UPDATE_WAKTU = {
  kind: 'antreanrs.updatewaktu',
  endpoint: antreanrs.updatewaktu,
  onRefused: 'stop-lane',
} as const;
/** A refused cancellation must not hold back task 99, the second road to the same end. docs/facts/task-id.md §5 */
export const ANTREAN_BATAL = { kind: 'antreanrs.batal', endpoint: antreanrs.batal, onRefused: 'continue' } as const;
/** The pharmacy number is a convenience for the patient: refused or not, task 6 goes on. */
export const FARMASI_ADD = {
  kind: 'antreanrs.farmasi.add',
  endpoint: antreanrs.farmasiAdd,
  onRefused: 'continue',
} as const;
