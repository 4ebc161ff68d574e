// SRBK, docs/facts/pcare.md §8: criteria, candidates, and the visit that refers. The visit is one of PCare's, with its rules and its
// registration; deleting it here takes the registration along.

import { isObject, objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, naturalKey, type Call, type Effect, type Reply } from '../../kernel.ts';
import { SPECIALTIES } from '../../reference/clinic.ts';
import { satuSehatOf, satuSehatOfClinic } from '../../reference/satusehat.ts';
import { fromDayFirst, toDayFirst, wibDate } from '../../wib.ts';
import { bodyOf, created, noVisit } from '../pcare/own-visit.ts';
import { failedDependency, precondition } from '../pcare/shapes.ts';
import type { PcareVisit } from '../pcare/state.ts';
import { deletableVisit, judgeVisit, newVisit, visitDeletion } from '../pcare/writes.ts';
import {
  candidatesIn,
  judgeBareEncounter,
  judgePrefixedEncounter,
  judgeRegion,
  regionList,
} from '../sisrute/candidates.ts';
import { criteriaOf, criterionRows, judgeCriterion } from '../sisrute/criteria.ts';
import { noCandidate, noCriteria, numberMissing, unmapped, wrongPair } from '../sisrute/texts.ts';
import { badEstimate, badRegionCode, notFound, unmappedTarget } from './texts.ts';

/** The number must be the calling clinic's own; the refusal, or null. */
function judgeOrigin(call: Call, holder: Json): Reply | null {
  const kode = textAt(holder, 'kodeFaskesSatuSehat');
  return satuSehatOfClinic(call.facility.kodePpk) === kode ? null : unmapped(`Faskes ${kode}`);
}

/** Two digits a province, four a regency [1], docs/facts/pcare.md §11; both of one place. */
function judgePlace(holder: Json): Reply | null {
  const place = objectAt(holder, 'codeJejaringWilayah');
  if (!/^\d{2}$/.test(textAt(place, 'kodePropinsi'))) return badRegionCode('kodePropinsi', 2);
  if (!/^\d{4}$/.test(textAt(place, 'kodeKabupaten'))) return badRegionCode('kodeKabupaten', 4);
  return judgeRegion(holder);
}

export function findCriteria(call: Call): Reply {
  const problem = judgeOrigin(call, call.body) ?? judgePrefixedEncounter(call.body);
  if (problem !== null) return problem;
  const diagnosis = textAt(call.body, 'kodeDiagnosa');
  const criteria = criteriaOf(diagnosis);
  if (criteria === null) return noCriteria(diagnosis);
  return answer({ kriteriaRujukan: criterionRows(criteria), JejaringWilayah: regionList() });
}

/** No candidate is a valid outcome; which of its texts comes instead is a switch. */
export function findCandidates(call: Call): Reply {
  const { body } = call;
  const diagnosis = textAt(body, 'kodeDiagnosa');
  const sub = SPECIALTIES.flatMap((specialty) => specialty.sub).find(
    ({ kdSubSpesialis }) => kdSubSpesialis === textAt(body, 'kodeSubSpesialis'),
  );
  const problem = judgeOrigin(call, body) ?? judgeCriterion(diagnosis, body) ?? judgePrefixedEncounter(body);
  if (problem !== null) return problem;
  // docs/facts/pcare.md §11 [1].
  if (sub === undefined) return failedDependency('kodeSubSpesialis tidak valid');
  const date = fromDayFirst(textAt(body, 'estimasiRujuk'));
  // Today is allowed [1], docs/facts/pcare.md §8.
  if (date === null || date < wibDate(call.nowMs)) return badEstimate();
  const elsewhere = judgePlace(body);
  if (elsewhere !== null) return elsewhere;
  const rows = candidatesIn(call, body, { poli: sub.kdPoliRujuk, date });
  if (rows.length === 0 && call.switches.srbkNoCandidate === 'message') return noCandidate(diagnosis);
  if (rows.length === 0 && call.switches.srbkNoCandidate === 'not-found') return notFound();
  return answer({ count: rows.length, list: rows });
}

/** Only referrals, and only to a sub-specialty, docs/facts/pcare.md §8. */
function judgeKind(body: JsonObject): Reply | null {
  if (textAt(body, 'kdStatusPulang') !== '4')
    return precondition([{ field: 'kdStatusPulang', message: 'kdStatusPulang harus 4.' }]);
  return isObject(objectAt(body, 'rujukLanjut')['khusus'])
    ? precondition([{ field: 'rujukLanjut', message: 'Rujukan khusus tidak melalui Sisrute.' }])
    : null;
}

/** `kdppk` and the SATUSEHAT target must be one facility [1 team], docs/facts/pcare.md §11. */
function judgeTarget(body: JsonObject, satuSehat: JsonObject): Reply | null {
  const known = satuSehatOf(textAt(objectAt(body, 'rujukLanjut'), 'kdppk'));
  if (known === undefined) return unmappedTarget();
  return known.kodeFaskes === textAt(satuSehat, 'kdppkSatuSehatTujuanRujukan') ? null : wrongPair();
}

export function addReferral(call: Call): Reply {
  const body = bodyOf(call);
  const satuSehat = objectAt(body, 'satuSehatRujukan');
  const judged = judgeVisit(call, body);
  if (judged.refused !== null) return judged.refused;
  const problem =
    judgeKind(body) ??
    judgeOrigin(call, satuSehat) ??
    judgeTarget(body, satuSehat) ??
    judgeCriterion(textAt(body, 'kdDiag1'), satuSehat) ??
    judgeBareEncounter(satuSehat) ??
    judgePlace(satuSehat);
  if (problem !== null) return problem;
  const running = String(call.world.pcare.nextSatuSehat()).padStart(10, '0');
  const extra = {
    noRujukanSatuSehat: `99995${running}`,
    serviceRequestId: `9999cccc-0000-4000-8000-00${running}`,
  };
  const { nomor, ...effect } = newVisit(call, { ...judged, body, extra });
  const numbers = { noKunjungan: nomor, ...extra };
  if (call.switches.srbkNumberMissing === 'no') return created(numbers, [effect]);
  return hidden(call, numbers, effect);
}

interface Numbers {
  readonly noKunjungan: string;
  readonly noRujukanSatuSehat: string;
  readonly serviceRequestId: string;
}

/** The trap [1 team], docs/facts/pcare.md §8: the referral exists, only the answer denies it. */
function hidden(call: Call, { noKunjungan, noRujukanSatuSehat, serviceRequestId }: Numbers, effect: Effect): Reply {
  const reply = { ...numberMissing(), effects: [effect] };
  if (call.switches.srbkNumberMissing === 'message') return reply;
  const system = 'https://satusehat.invalid';
  const own = satuSehatOfClinic(call.facility.kodePpk) ?? '';
  return {
    ...reply,
    response: {
      resourceType: 'ServiceRequest',
      meta: { tag: [{ code: `lacak-${noRujukanSatuSehat}` }] },
      identifier: [
        { system: `${system}/referral-number-pcare`, value: noKunjungan },
        { system: `${system}/referral-number-satusehat`, value: noRujukanSatuSehat },
        { system: `${system}/servicerequest/${own}`, value: serviceRequestId },
      ],
    },
  };
}

/** Only visits that came this way; the registration goes with them [1], docs/facts/pcare.md §8. */
export function deleteReferral(call: Call): Reply {
  const visit = deletableVisit(call, textAt(bodyOf(call), 'noKunjungan'));
  if ('code' in visit) return visit;
  if (visit.nomorSatuSehat === '') return noVisit();
  return { code: 200, message: 'OK', response: null, effects: [visitDeletion(visit), registrationDeletion(visit)] };
}

function registrationDeletion({ nomorKartu, tanggal, kdPoli, noUrut, deleted }: PcareVisit): Effect {
  return {
    effect: 'pendaftaran.deleted',
    key: naturalKey(nomorKartu, tanggal, kdPoli),
    data: { noKartu: nomorKartu, tglDaftar: toDayFirst(tanggal), noUrut, kdPoli },
    // The first time its line followed the one of the visit.
    duplicateOf: deleted === null ? null : deleted.seq + 1,
  };
}
