// VClaim membership and incoming referrals (docs/facts/vclaim.md §4.1 and §4.2): what a counter asks before a SEP.
import { z } from 'zod';
import { cardNumber, isoDate, kodeNama, maybeText, nikNumber, num, rowsOf, segment, text } from '../shapes.ts';
import { LIST_EMPTY, peserta, pesertaExample, vclaimEndpoints } from './vclaim-common.ts';
import { sepDetail, sepDetailExample } from './vclaim-sep-baca.ts';

const { read } = vclaimEndpoints;

const pesertaResponse = z.looseObject({ peserta });

const pesertaNokartu = read({
  group: 'peserta',
  name: 'nokartu',
  path: '/Peserta/nokartu/{noKartu}/tglSEP/{tglSep}',
  params: z.strictObject({ noKartu: cardNumber, tglSep: isoDate }),
  response: pesertaResponse,
  source: '§4.1',
  purpose: 'Eligibility of a member by card number on a date.',
  example: { params: { noKartu: '0000000000001', tglSep: '2025-01-06' }, response: { peserta: pesertaExample } },
});

const pesertaNik = read({
  group: 'peserta',
  name: 'nik',
  path: '/Peserta/nik/{nik}/tglSEP/{tglSep}',
  params: z.strictObject({ nik: nikNumber, tglSep: isoDate }),
  response: pesertaResponse,
  source: '§4.1',
  purpose: 'Eligibility of a member by NIK on a date.',
  example: { params: { nik: '9999000000000001', tglSep: '2025-01-06' }, response: { peserta: pesertaExample } },
});

/** A referral; its number is called noKunjungan and its date tglKunjungan (docs/facts/vclaim.md §4.2). */
export const rujukan = z.looseObject({
  noKunjungan: text,
  tglKunjungan: maybeText,
  keluhan: maybeText,
  diagnosa: kodeNama.nullish(),
  pelayanan: kodeNama.nullish(),
  poliRujukan: kodeNama.nullish(),
  provPerujuk: kodeNama.nullish(),
  peserta: peserta.nullish(),
});

const rujukanExample: z.output<typeof rujukan> = {
  noKunjungan: '9999U0010125P000001',
  tglKunjungan: '2025-01-02',
  keluhan: '-',
  diagnosa: { kode: 'I10', nama: 'Essential (primary) hypertension' },
  pelayanan: { kode: '2', nama: 'Rawat Jalan' },
  poliRujukan: { kode: 'INT', nama: 'PENYAKIT DALAM' },
  provPerujuk: { kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' },
  peserta: pesertaExample,
};
const rujukanRsExample = {
  ...rujukanExample,
  noKunjungan: '9999R0010125B000001',
  provPerujuk: { kode: '9999R001', nama: 'RS TIRTA MEDIKA' },
};

// asalFaskes stands beside the referral in some answers and is missing in others (docs/facts/vclaim.md §4.2).
const oneRujukan = z.looseObject({ asalFaskes: maybeText, rujukan });
const manyRujukan = z.looseObject({ asalFaskes: maybeText, rujukan: rowsOf(rujukan) });

const byNumber = z.strictObject({ noRujukan: segment });
const byCard = z.strictObject({ noKartu: cardNumber });

const rujukanNomor = read({
  group: 'rujukan',
  name: 'nomor',
  path: '/Rujukan/{noRujukan}',
  params: byNumber,
  response: oneRujukan,
  source: '§4.2',
  purpose: 'A referral from primary care by its number.',
  example: { params: { noRujukan: '9999U0010125P000001' }, response: { asalFaskes: '1', rujukan: rujukanExample } },
});

const rujukanNomorRs = read({
  group: 'rujukan',
  name: 'nomorRs',
  path: '/Rujukan/RS/{noRujukan}',
  params: byNumber,
  response: oneRujukan,
  source: '§4.2',
  purpose: 'A referral between hospitals by its number.',
  example: { params: { noRujukan: '9999R0010125B000001' }, response: { asalFaskes: '2', rujukan: rujukanRsExample } },
});

const rujukanPeserta = read({
  group: 'rujukan',
  name: 'peserta',
  path: '/Rujukan/Peserta/{noKartu}',
  params: byCard,
  response: oneRujukan,
  source: '§4.2',
  purpose: 'The latest primary-care referral of a member.',
  example: { params: { noKartu: '0000000000001' }, response: { asalFaskes: '1', rujukan: rujukanExample } },
});

const rujukanPesertaRs = read({
  group: 'rujukan',
  name: 'pesertaRs',
  path: '/Rujukan/RS/Peserta/{noKartu}',
  params: byCard,
  response: oneRujukan,
  source: '§4.2',
  purpose: 'The latest hospital referral of a member.',
  example: { params: { noKartu: '0000000000001' }, response: { asalFaskes: '2', rujukan: rujukanRsExample } },
});

const rujukanPesertaList = read({
  group: 'rujukan',
  name: 'pesertaList',
  path: '/Rujukan/List/Peserta/{noKartu}',
  params: byCard,
  response: manyRujukan,
  empty: LIST_EMPTY,
  source: '§4.2',
  purpose: 'All primary-care referrals of a member, newest first, expired ones included.',
  example: { params: { noKartu: '0000000000001' }, response: { asalFaskes: '1', rujukan: [rujukanExample] } },
});

const rujukanPesertaListRs = read({
  group: 'rujukan',
  name: 'pesertaListRs',
  path: '/Rujukan/RS/List/Peserta/{noKartu}',
  params: byCard,
  response: manyRujukan,
  empty: LIST_EMPTY,
  source: '§4.2',
  purpose: 'All hospital referrals of a member, newest first, expired ones included.',
  example: { params: { noKartu: '0000000000001' }, response: { asalFaskes: '2', rujukan: [rujukanRsExample] } },
});

const rujukanJumlahSep = read({
  group: 'rujukan',
  name: 'jumlahSep',
  path: '/Rujukan/JumlahSEP/{asal}/{noRujukan}',
  params: z.strictObject({ asal: z.enum(['1', '2']), noRujukan: segment }),
  response: z.looseObject({ jumlahSEP: num }),
  source: '§4.2',
  purpose: 'How many SEPs a referral already has; 0 means first visit.',
  example: { params: { asal: '1', noRujukan: '9999U0010125P000001' }, response: { jumlahSEP: 0 } },
});

const rujukanLastSep = read({
  group: 'rujukan',
  name: 'lastSep',
  path: '/Rujukan/lastsep/norujukan/{noRujukan}',
  params: byNumber,
  response: sepDetail,
  source: '§4.2',
  purpose: 'Detail of the last SEP on a referral; used to find out whether an unclear insert succeeded.',
  example: { params: { noRujukan: '9999U0010125P000001' }, response: sepDetailExample },
});

export const vclaimPeserta = { pesertaNokartu, pesertaNik } as const;
export const vclaimRujukan = {
  rujukanNomor,
  rujukanNomorRs,
  rujukanPeserta,
  rujukanPesertaRs,
  rujukanPesertaList,
  rujukanPesertaListRs,
  rujukanJumlahSep,
  rujukanLastSep,
} as const;
