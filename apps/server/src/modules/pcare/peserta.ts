// A member as P-Care knows them, for the participant module: asks and maps, stores nothing. Membership is never read from
// registration lists, where `aktif` is always false (docs/facts/pcare.md §4.4).
import { pcare, type ResponseOf } from '@titian/contract';
import { isoDate } from './bpjs.ts';
import type { PesertaFacts, PesertaLookup } from '../peserta/index.ts';

/** Null when P-Care knows nobody by this number; throws the client's error when it gives no answer. */
export const pcarePesertaLookup: PesertaLookup = async (bpjs, key, { timeoutMs }) => {
  const answer =
    key.kind === 'nik'
      ? await bpjs.call(pcare.pesertaJenis, { params: { jenis: 'nik', nomor: key.value }, body: null, timeoutMs })
      : await bpjs.call(pcare.pesertaNokartu, { params: { noKartu: key.value }, body: null, timeoutMs });
  return answer.kind === 'ok' ? pesertaFromPcare(answer.data) : null;
};

export function pesertaFromPcare(member: ResponseOf<typeof pcare.pesertaNokartu>): PesertaFacts {
  const provider = member.kdProviderPst;
  return {
    nomorKartu: filled(member.noKartu),
    nik: filled(member.noKTP),
    nama: filled(member.nama) ?? '',
    jenisKelamin: member.sex === 'L' || member.sex === 'P' ? member.sex : null,
    tanggalLahir: isoDate(member.tglLahir),
    noHp: filled(member.noHP),
    norm: null,
    umur: null,
    isAktif: member.aktif,
    statusText: filled(member.ketAktif) ?? (member.aktif ? 'AKTIF' : 'TIDAK AKTIF'),
    kelas: filled(member.jnsKelas?.kode),
    kelasText: filled(member.jnsKelas?.nama),
    jenisPeserta: filled(member.jnsPeserta?.nama),
    fktp: provider?.kdProvider ? { kode: provider.kdProvider, nama: provider.nmProvider ?? '' } : null,
    prolanis: filled(member.pstProl),
    prb: filled(member.pstPrb),
    berlakuMulai: isoDate(member.tglMulaiAktif),
    berlakuSampai: isoDate(member.tglAkhirBerlaku),
    cob: member.asuransi?.cob ? filled(member.asuransi.nmAsuransi) : null,
  };
}

function filled(value: string | null | undefined): string | null {
  return value === null || value === undefined || value.trim() === '' ? null : value.trim();
}
