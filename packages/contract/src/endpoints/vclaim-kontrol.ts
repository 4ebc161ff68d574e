// VClaim control letters and admission orders (SPRI), the writing calls (docs/facts/vclaim.md §4.7). None has an idempotency key: after
// an unclear ending look in the lists of vclaim-kontrol-baca.ts first (§6.4).
import { z } from 'zod';
import { emptyPrbFigures, formPrb } from '../form-prb.ts';
import { isoDate, maybeText, noParams, noResponse, text } from '../shapes.ts';
import { vclaimEndpoints } from './vclaim-common.ts';

const { write } = vclaimEndpoints;

/** What every letter says: doctor, polyclinic (or its sub-specialty code) and planned day. */
const plan = { kodeDokter: text, poliKontrol: text, tglRencanaKontrol: isoDate, user: text };
const planExample = {
  kodeDokter: '99901',
  poliKontrol: 'INT',
  tglRencanaKontrol: '2025-02-03',
  user: 'pendaftaran.rs',
};
const noSEP = '9999R0010125V000001';
const noSuratKontrol = '9999R0010125K000001';
const noSPRI = '9999R0010125K000002';

/** The member as letters print it; `kelamin` is `Laki-laki` or `Perempuan`. */
const issued = {
  tglRencanaKontrol: maybeText,
  namaDokter: maybeText,
  noKartu: maybeText,
  nama: maybeText,
  kelamin: maybeText,
  tglLahir: maybeText,
};
const issuedExample = {
  tglRencanaKontrol: '2025-02-03',
  namaDokter: 'dr. Contoh, Sp.PD',
  noKartu: '0000000000001',
  nama: 'PESERTA CONTOH SATU',
  kelamin: 'Laki-laki',
  tglLahir: '1990-05-06',
};
const letterV1 = z.looseObject({ noSuratKontrol: z.string().min(1), ...issued });
const letterV2 = z.looseObject({
  noSuratKontrol: z.string().min(1),
  ...issued,
  namaDiagnosa: maybeText,
  // Nobody shows the shape in which it comes back; kept as it comes.
  formPRB: z.unknown().optional(),
});
const order = z.looseObject({ noSPRI: z.string().min(1), ...issued, namaDiagnosa: maybeText });

const formPrbExample = { kdStatusPRB: '02', data: { ...emptyPrbFigures(), Rata_TD_Sistolik: 130, Aritmia: 0 } };
const letterV2Example = {
  noSuratKontrol,
  ...issuedExample,
  namaDiagnosa: 'I10 - Essential (primary) hypertension',
  formPRB: formPrbExample,
};
const orderExample = { noSPRI, ...issuedExample, namaDiagnosa: null };

const kontrolInsert = write({
  group: 'rencanakontrol',
  name: 'insert',
  method: 'POST',
  path: '/RencanaKontrol/v2/Insert',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ noSEP: text, ...plan, formPRB: formPrb }) }),
  response: letterV2,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Issues a control letter from a SEP; outside the back-referral programme formPRB holds nulls.',
  example: {
    params: {},
    request: { request: { noSEP, ...planExample, formPRB: formPrbExample } },
    response: letterV2Example,
  },
});

const kontrolUpdate = write({
  group: 'rencanakontrol',
  name: 'update',
  method: 'PUT',
  path: '/RencanaKontrol/v2/Update',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ noSuratKontrol: text, noSEP: text, ...plan, formPRB: formPrb }),
  }),
  response: letterV2,
  // A late copy would put an older plan back.
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Moves a control letter to another day, polyclinic or doctor; needed when the patient comes on another day.',
  example: {
    params: {},
    request: { request: { noSuratKontrol, noSEP, ...planExample, formPRB: formPrbExample } },
    response: letterV2Example,
  },
});

const kontrolInsertLama = write({
  group: 'rencanakontrol',
  name: 'insertLama',
  method: 'POST',
  path: '/RencanaKontrol/insert',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ noSEP: text, ...plan }) }),
  response: letterV1,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Issues a control letter without the figures of the back-referral programme (first version of the call).',
  example: {
    params: {},
    request: { request: { noSEP, ...planExample } },
    response: { noSuratKontrol, ...issuedExample },
  },
});

const kontrolUpdateLama = write({
  group: 'rencanakontrol',
  name: 'updateLama',
  method: 'PUT',
  path: '/RencanaKontrol/Update',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ noSuratKontrol: text, noSEP: text, ...plan }) }),
  response: letterV1,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Changes a control letter, first version of the call.',
  example: {
    params: {},
    request: { request: { noSuratKontrol, noSEP, ...planExample } },
    response: { noSuratKontrol, ...issuedExample },
  },
});

const kontrolDelete = write({
  group: 'rencanakontrol',
  name: 'delete',
  method: 'DELETE',
  path: '/RencanaKontrol/Delete',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_suratkontrol: z.looseObject({ noSuratKontrol: text, user: text }) }),
  }),
  response: noResponse,
  encryption: 'plain',
  writeClass: 'write-once',
  source: '§4.7',
  purpose: 'Deletes a control letter or an admission order that no SEP has used; the body travels with DELETE.',
  example: {
    params: {},
    request: { request: { t_suratkontrol: { noSuratKontrol, user: 'pendaftaran.rs' } } },
    response: null,
  },
});

const spriInsert = write({
  group: 'rencanakontrol',
  name: 'insertSpri',
  method: 'POST',
  path: '/RencanaKontrol/InsertSPRI',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ noKartu: text, ...plan }) }),
  response: order,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Issues an admission order for a member; the in-patient SEP names it.',
  example: {
    params: {},
    request: { request: { noKartu: '0000000000001', ...planExample } },
    response: orderExample,
  },
});

const spriUpdate = write({
  group: 'rencanakontrol',
  name: 'updateSpri',
  method: 'PUT',
  path: '/RencanaKontrol/UpdateSPRI',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ noSPRI: text, ...plan }) }),
  response: order,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Changes day, polyclinic or doctor of an admission order.',
  example: {
    params: {},
    request: { request: { noSPRI, ...planExample } },
    response: orderExample,
  },
});

export const vclaimKontrol = {
  kontrolInsert,
  kontrolUpdate,
  kontrolInsertLama,
  kontrolUpdateLama,
  kontrolDelete,
  spriInsert,
  spriUpdate,
} as const;
