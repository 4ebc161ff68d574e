// What the hospital's and the clinic's gateway of the competency-based referral offer alike: encounters, regions and candidates
// (docs/facts/vclaim.md §7, docs/facts/pcare.md §8).

import { objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';
import { doctorsOf } from '../../reference/hospital.ts';
import { provinces, regenciesOf } from '../../reference/regions.ts';
import { SATUSEHAT_HOSPITALS, type SatuSehatFacility } from '../../reference/satusehat.ts';
import { badEncounter, badRegion } from './texts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PREFIX = 'Encounter/';

const encounterOf = (holder: Json): string => textAt(objectAt(holder, 'encounter'), 'reference');

/** The two searches write the encounter with its prefix; the refusal, or null. */
export const judgePrefixedEncounter = (body: Json): Reply | null =>
  encounterOf(body).startsWith(PREFIX) && UUID.test(encounterOf(body).slice(PREFIX.length)) ? null : badEncounter();

/** The referral writes it without. */
export const judgeBareEncounter = (holder: Json): Reply | null =>
  UUID.test(encounterOf(holder)) ? null : badEncounter();

/** Written as a FHIR questionnaire [U]: two digits a province, four a regency. */
export const regionList = (): JsonObject[] =>
  provinces().map(({ kode, nama }) => ({
    linkId: kode,
    text: nama,
    type: 'group',
    item: regenciesOf(kode).map((regency) => ({ linkId: regency.kode, text: regency.nama, type: 'boolean' })),
  }));

/** Province and regency must belong together; the refusal, or null. */
export function judgeRegion(holder: Json): Reply | null {
  const place = objectAt(holder, 'codeJejaringWilayah');
  const regency = textAt(place, 'kodeKabupaten');
  return regenciesOf(textAt(place, 'kodePropinsi')).some(({ kode }) => kode === regency) ? null : badRegion();
}

export interface Search {
  /** Polyclinic that the referral goes to. */
  readonly poli: string;
  /** `yyyy-MM-dd`. */
  readonly date: string;
}

/** Every other hospital of the regency. */
export function candidatesIn(call: Call, holder: Json, search: Search): JsonObject[] {
  const regency = textAt(objectAt(holder, 'codeJejaringWilayah'), 'kodeKabupaten');
  return SATUSEHAT_HOSPITALS.filter(
    ({ kodePpk, kabupaten }) => kodePpk !== call.facility.kodePpk && kabupaten === regency,
  ).map((entry) => candidateRow(call, entry, search));
}

/** Shape of the clinic's call [C], docs/facts/pcare.md §8; a missing BPJS code is the text `null`. */
function candidateRow(call: Call, entry: SatuSehatFacility, { poli, date }: Search): JsonObject {
  const kapasitas = doctorsOf(poli)
    .flatMap(({ sesi }) => sesi)
    .reduce((total, session) => total + session.kapasitas, 0);
  const jmlRujuk = entry.kodePpk === null ? 0 : call.world.outgoing.countTo(entry.kodePpk, poli, date);
  return {
    kodeFaskesSatuSehat: `Organization/${entry.kodeFaskes}`,
    kdppk: entry.kodePpk ?? 'null',
    nmppk: entry.nama,
    strataSatuSehat: 'Madya',
    alamatPpk: 'Jl. Contoh',
    telpPpk: '',
    kelas: entry.kelas,
    nmkc: 'KC CONTOH',
    distance: entry.jarakKm ?? UNKNOWN_DISTANCE,
    jadwal: null,
    jmlRujuk,
    kapasitas,
    persentase: kapasitas === 0 ? 0 : Math.round((jmlRujuk * 100) / kapasitas),
  };
}

const UNKNOWN_DISTANCE = 1.7976931348623e308;
