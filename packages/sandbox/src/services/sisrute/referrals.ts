// Competency-based referral (Z1–Z4), docs/facts/vclaim.md §7. The referral itself is one of VClaim's: it stands in R13 and arrives at its
// target [U]; what SATUSEHAT adds travels inside it.

import { objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, type Call, type Reply } from '../../kernel.ts';
import { findPoli } from '../../reference/hospital.ts';
import { satuSehatOf } from '../../reference/satusehat.ts';
import { isDate, wibDate } from '../../wib.ts';
import { ownSep, wrapped } from '../vclaim/own-sep.ts';
import { deletion, issuedEffect, judgeReferral } from '../vclaim/referrals-out.ts';
import { candidatesIn, judgeBareEncounter, judgePrefixedEncounter, judgeRegion, regionList } from './candidates.ts';
import { criteriaOf, criterionRows, judgeCriterion } from './criteria.ts';
import * as texts from './texts.ts';

/** The number must be the calling facility's own; the refusal, or null. */
function judgeOrigin(call: Call, holder: Json): Reply | null {
  const kode = textAt(holder, 'kodeFaskesSatuSehat');
  return satuSehatOf(call.facility.kodePpk)?.kodeFaskes === kode ? null : texts.unmapped(`Faskes ${kode}`);
}

/** Z1. */
export function findCriteria(call: Call): Reply {
  const diagnosis = textAt(call.body, 'kodeDiagnosa');
  const problem = judgeOrigin(call, call.body) ?? judgePrefixedEncounter(call.body);
  if (problem !== null) return problem;
  const criteria = criteriaOf(diagnosis);
  if (criteria === null) return texts.noCriteria(diagnosis);
  return answer({ kriteriaRujukan: criterionRows(criteria), JejaringWilayah: regionList() });
}

/** Z2. No candidate is no error; where the text of it comes instead is a switch. */
export function findCandidates(call: Call): Reply {
  const { body } = call;
  const diagnosis = textAt(body, 'kodeDiagnosa');
  const specialty = textAt(body, 'kodeSpesialis').trim();
  const problem = judgeOrigin(call, body) ?? judgeCriterion(diagnosis, body) ?? judgePrefixedEncounter(body);
  if (problem !== null) return problem;
  const poli = findPoli(specialty)?.kode;
  if (poli === undefined) return texts.unmapped(`Spesialis ${specialty}`);
  const date = textAt(body, 'tglRencanaKunjungan');
  if (!isDate(date) || date < wibDate(call.nowMs)) return texts.badDate();
  const elsewhere = judgeRegion(body);
  if (elsewhere !== null) return elsewhere;
  const rows = candidatesIn(call, body, { poli, date });
  if (rows.length === 0 && call.switches.sisruteNoCandidate === 'message') return texts.noCandidate(diagnosis);
  return answer({ count: rows.length, list: rows });
}

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
    judgeCriterion(textAt(fields, 'diagRujukan'), satuSehat) ??
    judgeBareEncounter(satuSehat);
  if (problem !== null) return problem;
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
