// PCare's medical check-up of a visit, docs/facts/pcare.md §4.6: numbers that are missing count as 0, findings as null.

import { numberAt, textAt, type JsonObject } from '../../json.ts';
import { scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { fromDayFirst } from '../../wib.ts';
import { bodyOf, created, noVisit, ownVisit, visitKeys } from './own-visit.ts';
import { noContent, ok, precondition, type FieldProblem } from './shapes.ts';
import type { PcareVisit } from './state.ts';

const MEASURED = [
  'tekananDarahSistole',
  'tekananDarahDiastole',
  'darahRutinHemo',
  'darahRutinLeu',
  'darahRutinErit',
  'darahRutinLaju',
  'darahRutinHema',
  'darahRutinTrom',
  'lemakDarahHDL',
  'lemakDarahLDL',
  'lemakDarahChol',
  'lemakDarahTrigli',
  'gulaDarahSewaktu',
  'gulaDarahPuasa',
  'gulaDarahPostPrandial',
  'gulaDarahHbA1c',
  'fungsiHatiSGOT',
  'fungsiHatiSGPT',
  'fungsiHatiGamma',
  'fungsiHatiProtKual',
  'fungsiHatiAlbumin',
  'fungsiGinjalCrea',
  'fungsiGinjalUreum',
  'fungsiGinjalAsam',
  'fungsiJantungABI',
] as const;
const FINDINGS = [
  'radiologiFoto',
  'fungsiJantungEKG',
  'fungsiJantungEcho',
  'funduskopi',
  'pemeriksaanLain',
  'keterangan',
] as const;

/** Day and numbers; whether BPJS looks at the values themselves is not known, so any number passes. */
function problemsOf(body: JsonObject): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (fromDayFirst(textAt(body, 'tglPelayanan')) === null)
    problems.push({ field: 'tglPelayanan', message: 'Format tanggal harus dd-MM-yyyy.' });
  for (const field of MEASURED) {
    const isMissing = body[field] === undefined || body[field] === null;
    if (!isMissing && Number.isNaN(numberAt(body, field)))
      problems.push({ field, message: `${field} harus berupa angka.` });
  }
  return problems;
}

const dataOf = (body: JsonObject, visit: PcareVisit, kdMCU: number): JsonObject => ({
  ...scalarsOf(body),
  ...visitKeys(visit),
  kdMCU,
});

export function addCheckUp(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const problems = problemsOf(body);
  const [earlier] = visit.mcu;
  // Once per visit [?], docs/facts/pcare.md §4.10.
  if (earlier !== undefined && call.switches.pcareOneMcuPerVisit && call.character === 'documented')
    problems.push({ field: 'noKunjungan', message: 'Kunjungan sudah memiliki MCU.' });
  if (problems.length > 0) return precondition(problems);
  const kdMCU = call.world.pcare.nextChild('mcu');
  return created({ field: 'kdMCU', message: String(kdMCU) }, [
    {
      effect: 'mcu.added',
      key: visit.nomorKunjungan,
      data: dataOf(body, visit, kdMCU),
      duplicateOf: earlier?.seq ?? null,
    },
  ]);
}

export function updateCheckUp(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  const kdMCU = numberAt(body, 'kdMCU');
  if (visit === undefined) return noVisit();
  if (!visit.mcu.some(({ sk }) => sk === kdMCU))
    return precondition([{ field: 'kdMCU', message: 'MCU tidak ditemukan.' }]);
  const problems = problemsOf(body);
  if (problems.length > 0) return precondition(problems);
  const effect = { effect: 'mcu.updated', key: visit.nomorKunjungan, data: dataOf(body, visit, kdMCU) } as const;
  return { code: 200, message: 'OK', response: null, effects: [effect] };
}

export function deleteCheckUp(call: Call): Reply {
  const visit = ownVisit(call, call.params['noKunjungan'] ?? '');
  const kdMCU = Number(call.params['kdMCU']);
  if (visit === undefined || !visit.mcu.some(({ sk }) => sk === kdMCU)) return noContent();
  const effect = { effect: 'mcu.deleted', key: visit.nomorKunjungan, data: { ...visitKeys(visit), kdMCU } } as const;
  return { code: 200, message: 'OK', response: null, effects: [effect] };
}

export function checkUps(call: Call): Reply {
  const visit = call.world.pcare.findVisit(call.params['noKunjungan'] ?? '');
  const rows = (visit?.mcu ?? []).map(({ sk, fields }) => ({
    kdMCU: sk,
    noKunjungan: visit?.nomorKunjungan ?? '',
    kdProvider: textAt(fields, 'kdProvider'),
    tglPelayanan: textAt(fields, 'tglPelayanan'),
    ...Object.fromEntries(MEASURED.map((field) => [field, numberAt(fields, field) || 0])),
    ...Object.fromEntries(FINDINGS.map((field) => [field, textAt(fields, field) || null])),
  }));
  return rows.length === 0 ? noContent() : ok({ list: rows });
}
