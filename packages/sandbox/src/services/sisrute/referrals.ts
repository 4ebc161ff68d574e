// Competency-based referral (Z1–Z4), docs/facts/vclaim.md §7. The referral itself is one of VClaim's: it stands in R13 and arrives at its
// target [U]; what SATUSEHAT adds travels inside it.

import { objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, type Call, type Reply } from '../../kernel.ts';
import { doctorsOf, findPoli } from '../../reference/hospital.ts';
import { provinces, regenciesOf } from '../../reference/regions.ts';
import { SATUSEHAT_HOSPITALS, satuSehatOf, type SatuSehatFacility } from '../../reference/satusehat.ts';
import { isDate, wibDate } from '../../wib.ts';
import { ownSep, wrapped } from '../vclaim/own-sep.ts';
import { deletion, issuedEffect, judgeReferral } from '../vclaim/referrals-out.ts';
import { criteriaOf, criterionRows, judgeCriterion } from './criteria.ts';
import * as texts from './texts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PREFIX = 'Encounter/';

const encounterOf = (holder: Json): string => textAt(objectAt(holder, 'encounter'), 'reference');

/** The number must be the calling facility's own; the refusal, or null. */
function judgeOrigin(call: Call, holder: Json): Reply | null {
  const kode = textAt(holder, 'kodeFaskesSatuSehat');
  return satuSehatOf(call.facility.kodePpk)?.kodeFaskes === kode ? null : texts.unmapped(`Faskes ${kode}`);
}

/** The two searches write the encounter with its prefix, the referral without. */
const hasPrefixedEncounter = (body: Json): boolean =>
  encounterOf(body).startsWith(PREFIX) && UUID.test(encounterOf(body).slice(PREFIX.length));

/** Z1. The region list is written as a FHIR questionnaire [U]: two digits a province, four a regency. */
export function findCriteria(call: Call): Reply {
  const diagnosis = textAt(call.body, 'kodeDiagnosa');
  const problem = judgeOrigin(call, call.body);
  if (problem !== null) return problem;
  if (!hasPrefixedEncounter(call.body)) return texts.badEncounter();
  const criteria = criteriaOf(diagnosis);
  if (criteria === null) return texts.noCriteria(diagnosis);
  return answer({
    kriteriaRujukan: criterionRows(criteria),
    JejaringWilayah: provinces().map(({ kode, nama }) => ({
      linkId: kode,
      text: nama,
      type: 'group',
      item: regenciesOf(kode).map((regency) => ({ linkId: regency.kode, text: regency.nama, type: 'boolean' })),
    })),
  });
}

/** Z2. No candidate is no error; where the text of it comes instead is a switch. */
export function findCandidates(call: Call): Reply {
  const { body } = call;
  const diagnosis = textAt(body, 'kodeDiagnosa');
  const specialty = textAt(body, 'kodeSpesialis').trim();
  const problem = judgeOrigin(call, body) ?? judgeCriterion(diagnosis, body);
  if (problem !== null) return problem;
  if (!hasPrefixedEncounter(body)) return texts.badEncounter();
  if (findPoli(specialty) === undefined) return texts.unmapped(`Spesialis ${specialty}`);
  const date = textAt(body, 'tglRencanaKunjungan');
  if (!isDate(date) || date < wibDate(call.nowMs)) return texts.badDate();
  const region = objectAt(body, 'codeJejaringWilayah');
  const regency = textAt(region, 'kodeKabupaten');
  if (!regenciesOf(textAt(region, 'kodePropinsi')).some(({ kode }) => kode === regency)) return texts.badRegion();
  const rows = SATUSEHAT_HOSPITALS.filter(
    ({ kodePpk, kabupaten }) => kodePpk !== call.facility.kodePpk && kabupaten === regency,
  ).map((entry) => candidateRow(call, entry, specialty, date));
  if (rows.length === 0 && call.switches.sisruteNoCandidate === 'message') return texts.noCandidate(diagnosis);
  return answer({ count: rows.length, list: rows });
}

/** Shape of the clinic's twin of this call [C], docs/facts/pcare.md §8; a missing BPJS code is the text `null`. */
function candidateRow(call: Call, entry: SatuSehatFacility, specialty: string, date: string): JsonObject {
  const poli = findPoli(specialty)?.kode ?? specialty;
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

const tRujukan = (call: Pick<Call, 'body'>): JsonObject => wrapped(call, 't_rujukan');

/** Z3: the fields of R10, then those of SATUSEHAT. Whether the target was a candidate is not checked, as BPJS does not. */
export function insertReferral(call: Call): Reply {
  const fields = tRujukan(call);
  const satuSehat = objectAt(fields, 'satuSehatRujukan');
  const sep = ownSep(call, textAt(fields, 'noSep'));
  if (sep === undefined) return texts.unknownSep();
  const refused = judgeReferral(call, sep, fields);
  const problem =
    (refused === null ? null : { code: 400, message: refused }) ??
    judgeOrigin(call, satuSehat) ??
    judgeTarget(fields, satuSehat) ??
    judgeCriterion(textAt(fields, 'diagRujukan'), satuSehat);
  if (problem !== null) return problem;
  if (!UUID.test(encounterOf(satuSehat))) return texts.badEncounter();
  const nomorRujukan = call.world.outgoing.nextNumber(call.facility.kodePpk, textAt(fields, 'tglRujukan'));
  const running = String(call.world.outgoing.nextSatuSehat()).padStart(12, '0');
  const extra = {
    noRujukanSatuSehat: `9999${running}`,
    serviceRequestId: `9999bbbb-0000-4000-8000-${running}`,
  };
  const effects = [issuedEffect(call, { sep, nomorRujukan, fields, extra })];
  // The trap: the referral exists, only its number did not come back.
  if (call.switches.sisruteNumberMissing) return { ...texts.numberMissing(), effects };
  return answer({ noRujukan: nomorRujukan, ...extra }, effects);
}

/** `ppkDirujuk` and the SATUSEHAT target must be the same facility. */
function judgeTarget(fields: JsonObject, satuSehat: JsonObject): Reply | null {
  const ppk = textAt(fields, 'ppkDirujuk');
  const known = satuSehatOf(ppk);
  if (known === undefined) return texts.unmapped(`PPK ${ppk}`);
  return known.kodeFaskes === textAt(satuSehat, 'kdppkSatuSehatTujuanRujukan') ? null : texts.wrongPair();
}

const STORED = ['kodeFaskesSatuSehat', 'idPasienSatuSehat', 'kdppkSatuSehatTujuanRujukan'] as const;

/** Z4 wants the values that were stored with the referral; which of them BPJS compares is not known [U]. */
export function deleteReferral(call: Call): Reply {
  const fields = tRujukan(call);
  const known = call.world.outgoing.findEver(textAt(fields, 'noRujukan'));
  if (known === undefined || known.nomorSatuSehat === '') return texts.unknownReferral();
  const [sent, kept] = [objectAt(fields, 'satuSehatRujukan'), objectAt(known.fields, 'satuSehatRujukan')];
  if (STORED.some((key) => textAt(sent, key) !== textAt(kept, key))) return texts.notStored();
  const effect = deletion(call);
  return effect === null ? texts.unknownReferral() : answer(effect.key, [effect]);
}
