// The room of participants as other rooms see it: patients, eligibility snapshots, and the search of the desk.
export {
  createPesertaService,
  eligibilityView,
  type EligibilityView,
  type GivenPatient,
  type PesertaDeps,
  type PesertaService,
} from './service.ts';
export { pesertaRoutes } from './routes.ts';
export { pesertaFromVclaim, vclaimPesertaLookup, type PesertaKey, type PesertaLookup } from './bpjs.ts';
export { ELIGIBILITY, maskIdentity, phoneDigits, type EligibilityStatus, type PesertaFacts } from './rules.ts';
export type { Patient, Snapshot } from './store.ts';
export { eligibility as eligibilityShape, kodeNama as kodeNamaShape } from './shapes.ts';
