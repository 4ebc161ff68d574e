// PCare's drugs and procedures of a visit, docs/facts/pcare.md §4.6. They need a visit; drugs have no edit.

import { numberAt, textAt, type JsonObject } from '../../json.ts';
import { scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { DRUGS, PROCEDURES } from '../../reference/clinic.ts';
import { bodyOf, created, noVisit, ownVisit, visitKeys } from './own-visit.ts';
import { failedDependency, noContent, precondition } from './shapes.ts';

export function addObat(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const dpho = textAt(body, 'obatDPHO') === 'true';
  const kdObat = textAt(body, 'kdObat');
  if (dpho && !DRUGS.some((drug) => drug.kdObat === kdObat)) return failedDependency('kdObat tidak valid');
  const problems = ['signa1', 'signa2', 'jmlObat']
    .filter((field) => !(numberAt(body, field) > 0))
    .map((field) => ({ field, message: `${field} harus lebih dari 0.` }));
  if (!dpho && textAt(body, 'nmObatNonDPHO').trim() === '')
    problems.push({ field: 'nmObatNonDPHO', message: 'Nama obat non DPHO harus diisi.' });
  if (problems.length > 0) return precondition(problems);
  const kdObatSK = call.world.pcare.nextChild('obat');
  const compound = textAt(body, 'racikan') === 'true';
  // The first ingredient comes with kdRacikan null and its code is reused [?], docs/facts/pcare.md §4.6.
  const kdRacikan = compound ? textAt(body, 'kdRacikan') || `R.${String(kdObatSK).padStart(2, '0')}` : null;
  const response = [
    { field: 'kdObatSK', message: String(kdObatSK) },
    ...(kdRacikan === null ? [] : [{ field: 'kdRacikan', message: kdRacikan }]),
  ];
  const earlier = visit.obat.find(
    ({ fields }) =>
      textAt(fields, 'kdObat') === kdObat && textAt(fields, 'nmObatNonDPHO') === textAt(body, 'nmObatNonDPHO'),
  );
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdObatSK, kdRacikan };
  // BPJS knows no rule against the same drug twice; the ledger only remarks it.
  return created(response, [
    { effect: 'obat.added', key: visit.nomorKunjungan, data, duplicateOf: earlier?.seq ?? null },
  ]);
}

export function deleteObat(call: Call): Reply {
  const visit = ownVisit(call, call.params['noKunjungan'] ?? '');
  const kdObatSK = Number(call.params['kdObatSK']);
  if (visit === undefined || !visit.obat.some(({ sk }) => sk === kdObatSK)) return noContent();
  return {
    code: 200,
    message: 'OK',
    response: null,
    effects: [{ effect: 'obat.deleted', key: visit.nomorKunjungan, data: { ...visitKeys(visit), kdObatSK } }],
  };
}

/** biaya not above maxTarif where one is set [?], docs/facts/pcare.md §4.6. */
function tindakanProblem(body: JsonObject): Reply | null {
  const known = PROCEDURES.find(({ kdTindakan }) => kdTindakan === textAt(body, 'kdTindakan'));
  const biaya = numberAt(body, 'biaya');
  if (known === undefined) return failedDependency('kdTindakan tidak valid');
  if (Number.isNaN(biaya) || biaya < 0 || (known.maxTarif > 0 && biaya > known.maxTarif))
    return precondition([{ field: 'biaya', message: 'Biaya melebihi tarif maksimal.' }]);
  return known.withValue && Number.isNaN(numberAt(body, 'hasil'))
    ? precondition([{ field: 'hasil', message: 'Hasil harus diisi.' }])
    : null;
}

export function addTindakan(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const refused = tindakanProblem(body);
  if (refused !== null) return refused;
  const kdTindakanSK = call.world.pcare.nextChild('tindakan');
  const earlier = visit.tindakan.find(({ fields }) => textAt(fields, 'kdTindakan') === textAt(body, 'kdTindakan'));
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdTindakanSK };
  return created({ field: 'kdTindakanSK', message: String(kdTindakanSK) }, [
    { effect: 'tindakan.added', key: visit.nomorKunjungan, data, duplicateOf: earlier?.seq ?? null },
  ]);
}

export function updateTindakan(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  const kdTindakanSK = numberAt(body, 'kdTindakanSK');
  if (visit === undefined || !visit.tindakan.some(({ sk }) => sk === kdTindakanSK)) return noVisit();
  const refused = tindakanProblem(body);
  if (refused !== null) return refused;
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdTindakanSK };
  const response = { field: 'kdTindakanSK', message: String(kdTindakanSK) };
  return {
    code: 200,
    message: 'OK',
    response,
    effects: [{ effect: 'tindakan.updated', key: visit.nomorKunjungan, data }],
  };
}

export function deleteTindakan(call: Call): Reply {
  const visit = ownVisit(call, call.params['noKunjungan'] ?? '');
  const kdTindakanSK = Number(call.params['kdTindakanSK']);
  if (visit === undefined || !visit.tindakan.some(({ sk }) => sk === kdTindakanSK)) return noContent();
  return {
    code: 200,
    message: 'OK',
    response: null,
    effects: [{ effect: 'tindakan.deleted', key: visit.nomorKunjungan, data: { ...visitKeys(visit), kdTindakanSK } }],
  };
}
