// Reference lists of VClaim, docs/facts/vclaim.md §4.11. Rows are `{kode, nama}`; nothing here changes.

import { CARA_KELUAR, KELAS_RAWAT_LPK, PASCA_PULANG, STATUS_PRB } from '@titian/contract';
import type { Call, Reply, Route } from '../../kernel.ts';
import {
  CLAIM_SPECIALTIES,
  CLAIM_WARDS,
  PRB_DRUGS,
  PROCEDURES_ICD9,
  searchRows,
  type Row,
} from '../../reference/claim-sheet.ts';
import { searchDiagnoses } from '../../reference/diagnoses.ts';
import { doctorsOf, HOSPITAL_DOCTORS, POLIS } from '../../reference/hospital.ts';
import { districtsOf, provinces, regenciesOf } from '../../reference/regions.ts';
import { STANDARD_FACILITIES as FACILITIES } from '../../world/facilities.ts';
import { isTooShort, listOr } from './lists.ts';

const plain = ({ kode, nama }: Row): { kode: string; nama: string } => ({ kode, nama });

const fixed =
  (rows: readonly Row[]): Route['handle'] =>
  () =>
    listOr('list', rows.map(plain));

/** Answers what the word in the path finds, under the key of the call. */
const search =
  (key: string, find: (word: string, call: Call) => readonly Row[]): Route['handle'] =>
  (call: Call): Reply => {
    const word = call.params['kata'] ?? '';
    return listOr(key, isTooShort(call, word) ? [] : find(word, call).map(plain));
  };

/** In diagnosa and procedure the name repeats the code [A]. */
const withCode = ({ kode, nama }: Row): Row => ({ kode, nama: `${kode} - ${nama}` });
const doctorRow = ({ kode, nama }: { kode: number; nama: string }): Row => ({ kode: String(kode), nama });

export const diagnoses = search('diagnosa', (word) => searchDiagnoses(word).map(withCode));
export const procedures = search('procedure', (word) => searchRows(PROCEDURES_ICD9, word).map(withCode));
export const prbDrugs = search('list', (word) => searchRows(PRB_DRUGS, word));
export const doctorsByName = search('list', (word) => searchRows(HOSPITAL_DOCTORS.map(doctorRow), word));
export const polis = search('poli', (word) => {
  const needle = word.toLowerCase();
  return POLIS.filter(({ kode, nama }) => kode.toLowerCase() === needle || nama.toLowerCase().includes(needle));
});

/** `jenis` 1 FKTP, 2 FKRTL. */
export const facilities = search('faskes', (word, { params }) => {
  const needle = word.toLowerCase();
  return FACILITIES.filter(
    ({ kodePpk, nama, jenis }) =>
      jenis === (params['jenis'] === '1' ? 'fktp' : 'fkrtl') &&
      (kodePpk.toLowerCase() === needle || nama.toLowerCase().includes(needle)),
  ).map(({ kodePpk, nama }) => ({ kode: kodePpk, nama }));
});

export const doctorsOfSpecialty = ({ params }: Call): Reply =>
  listOr(
    'list',
    doctorsOf(params['spesialis'] ?? '')
      .map(doctorRow)
      .map(plain),
  );

export const propinsi = fixed(provinces());
export const kabupaten = ({ params }: Call): Reply =>
  listOr('list', regenciesOf(params['kdPropinsi'] ?? '').map(plain));
export const kecamatan = ({ params }: Call): Reply =>
  listOr('list', districtsOf(params['kdKabupaten'] ?? '').map(plain));

/** Codes end in a blank here [A], docs/facts/vclaim.md §3. */
export const prbDiseases = fixed(STATUS_PRB.map(({ kode, nama }) => ({ kode: `${kode} `, nama })));
export const classes = fixed(KELAS_RAWAT_LPK);
export const specialties = fixed(CLAIM_SPECIALTIES);
export const wards = fixed(CLAIM_WARDS);
export const leavings = fixed(CARA_KELUAR);
export const conditions = fixed(PASCA_PULANG);
