// Internal SEPs, from polyclinic to polyclinic on one referral (S7, S8), and what else hangs on a SEP and forbids its deletion.

import { textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { REFERRAL_TEXTS } from './referral-texts.ts';
import { changeData, tSep } from './sep-body.ts';
import { diagnosisName, poliName } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

/** Consultation in another poli: assessment 1–4 [B], docs/facts/vclaim.md §5. */
const isInternal = ({ fields }: Sep): boolean => /^[1-4]$/.test(textAt(fields, 'assesmentPel'));

/** Derived: out-patient SEPs of the same referral in another poli, see README. */
function internalsOf(call: Call, sep: Sep): readonly Sep[] {
  return call.world.sep
    .onReferral(sep.nomorKartu, sep.nomorRujukan)
    .filter((other) => other.nomorSep !== sep.nomorSep && other.poli !== sep.poli && isInternal(other));
}

/** PPK(8) + MMyy + `N` + six digits [A], docs/facts/vclaim.md §3: the running number of its SEP. */
const letterNumber = ({ nomorSep }: Sep): string => `${nomorSep.slice(0, 12)}N${nomorSep.slice(13)}`;
const sepOfLetter = (nomor: string): string => `${nomor.slice(0, 12)}V${nomor.slice(13)}`;

/** S7. */
export function listInternal(call: Call): Reply {
  const sep = call.world.sep.find(call.params['noSep'] ?? '');
  if (sep === undefined || sep.deleted !== null) return refuse(TEXTS.noData);
  const rows = internalsOf(call, sep).map((other) => internalRow(sep, other));
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ count: String(rows.length), list: rows });
}

function internalRow(from: Sep, to: Sep): JsonObject {
  const diagnosis = textAt(to.fields, 'diagAwal');
  const doctor = textAt(to.fields, 'dpjpLayan');
  return {
    tujuanrujuk: to.poli,
    nmtujuanrujuk: poliName(to.poli),
    nmpoliasal: poliName(from.poli),
    tglrujukinternal: to.tanggal,
    nosep: to.nomorSep,
    nosepref: from.nomorSep,
    ppkpelsep: to.kodePpk,
    nokapst: to.nomorKartu,
    tglsep: to.tanggal,
    nosurat: letterNumber(to),
    flaginternal: '1',
    kdpoliasal: from.poli,
    kdpolituj: to.poli,
    kdpenunjang: textAt(to.fields, 'kdPenunjang') || '0',
    nmpenunjang: null,
    diagppk: diagnosis,
    kddokter: doctor,
    nmdokter: findHospitalDoctor(doctor)?.nama ?? null,
    flagprosedur: null,
    opsikonsul: textAt(to.fields, 'assesmentPel'),
    flagsep: '1',
    fuser: textAt(to.fields, 'user'),
    fdate: to.tanggal,
    nmdiag: diagnosisName(diagnosis),
  };
}

/** S8: letter, day and poli must be those of the internal SEP; `noSep` is its own number or that of the SEP it came from [U]. */
export function deleteInternal(call: Call): Reply {
  const fields = tSep(call);
  const sep = call.world.sep.find(sepOfLetter(textAt(fields, 'noSurat').trim()));
  if (sep === undefined || sep.kodePpk !== call.facility.kodePpk || !isInternal(sep)) return refuse(TEXTS.noData);
  if (sep.deleted !== null && call.character === 'documented') return refuse(TEXTS.noData);
  const named = textAt(fields, 'noSep').trim().toUpperCase();
  const fits = named === sep.nomorSep || call.world.sep.find(named)?.nomorRujukan === sep.nomorRujukan;
  const samePlan =
    textAt(fields, 'tglRujukanInternal') === sep.tanggal &&
    textAt(fields, 'kdPoliTuj').trim().toUpperCase() === sep.poli;
  if (!fits || !samePlan) return refuse(TEXTS.noData);
  if (sep.claim !== 'none') return refuse(TEXTS.sepClaimed);
  const effect = {
    effect: 'sep.deleted',
    key: sep.nomorSep,
    data: changeData(sep, fields),
    duplicateOf: sep.deleted?.seq ?? null,
  } as const;
  return { ...answer(named), message: 'Sukses', effects: [effect] };
}

/** Only without internal SEP, control letter, referral, claim sheet and PRB letter [U], docs/facts/vclaim.md §8.2; the refusal, or null. */
export function followUpProblem(call: Call, sep: Sep): string | null {
  if (!call.switches.sepDeleteNeedsNoFollowUp) return null;
  if (internalsOf(call, sep).length > 0) return TEXTS.sepHasInternal;
  const { outgoing, lpk, prb } = call.world;
  const inUse = lpk.find(sep.nomorSep) ?? outgoing.ofSep(sep.nomorSep)[0] ?? prb.ofSep(sep.nomorSep)[0];
  if (inUse !== undefined) return REFERRAL_TEXTS.sepInUse;
  const letters = call.world.letters.ofCard(sep.nomorKartu);
  return letters.some(({ nomorSepAsal }) => nomorSepAsal === sep.nomorSep) ? TEXTS.sepHasLetter : null;
}
