// Asks VClaim for a participant and puts the answer into our own words. Clinics ask P-Care instead (modules/pcare); both give the
// same `PesertaFacts`.
import { vclaim } from '@titian/contract';
import type { FacilityBpjs } from '../gateway/index.ts';
import type { PesertaFacts } from './rules.ts';

export interface PesertaKey {
  readonly kind: 'card' | 'nik';
  readonly value: string;
}

/** One service's way of finding a participant. Null = BPJS answered that there is none. Throws when it cannot be reached. */
export type PesertaLookup = (
  bpjs: FacilityBpjs,
  key: PesertaKey,
  options: { readonly serviceDate: string; readonly timeoutMs: number },
) => Promise<PesertaFacts | null>;

export const vclaimPesertaLookup: PesertaLookup = async (bpjs, key, { serviceDate, timeoutMs }) => {
  const answer =
    key.kind === 'card'
      ? await bpjs.call(vclaim.pesertaNokartu, {
          params: { noKartu: key.value, tglSep: serviceDate },
          body: null,
          timeoutMs,
        })
      : await bpjs.call(vclaim.pesertaNik, { params: { nik: key.value, tglSep: serviceDate }, body: null, timeoutMs });
  return answer.kind === 'ok' ? pesertaFromVclaim(answer.data.peserta) : null;
};

/** The `peserta` member of VClaim answers; most of it is nullable. docs/facts/vclaim.md §4.1 */
export interface VclaimPeserta {
  readonly noKartu: string;
  readonly nik?: string | null | undefined;
  readonly nama: string;
  readonly sex?: string | null | undefined;
  readonly tglLahir?: string | null | undefined;
  readonly tglTAT?: string | null | undefined;
  readonly tglTMT?: string | null | undefined;
  readonly umur?: { readonly umurSaatPelayanan?: string | null | undefined } | null | undefined;
  readonly hakKelas?:
    | { readonly kode?: string | null | undefined; readonly keterangan?: string | null | undefined }
    | null
    | undefined;
  readonly jenisPeserta?: { readonly keterangan?: string | null | undefined } | null | undefined;
  readonly statusPeserta?:
    | { readonly kode?: string | null | undefined; readonly keterangan?: string | null | undefined }
    | null
    | undefined;
  readonly provUmum?:
    | { readonly kdProvider?: string | null | undefined; readonly nmProvider?: string | null | undefined }
    | null
    | undefined;
  readonly cob?: { readonly nmAsuransi?: string | null | undefined } | null | undefined;
  readonly mr?:
    | { readonly noMR?: string | null | undefined; readonly noTelepon?: string | null | undefined }
    | null
    | undefined;
  readonly informasi?: { readonly prolanisPRB?: string | null | undefined } | null | undefined;
}

export function pesertaFromVclaim(peserta: VclaimPeserta): PesertaFacts {
  const programme = filled(peserta.informasi?.prolanisPRB);
  const isPrb = programme !== null && /prb/iu.test(programme);
  return {
    nomorKartu: filled(peserta.noKartu),
    nik: filled(peserta.nik),
    nama: peserta.nama.trim(),
    jenisKelamin: peserta.sex === 'L' || peserta.sex === 'P' ? peserta.sex : null,
    tanggalLahir: filled(peserta.tglLahir),
    noHp: filled(peserta.mr?.noTelepon),
    norm: filled(peserta.mr?.noMR),
    umur: filled(peserta.umur?.umurSaatPelayanan)?.replaceAll(' ,', ', ') ?? null,
    // BPJS fact: only code "0" is eligible; the text says why not [A]. docs/facts/vclaim.md §4.1
    isAktif: peserta.statusPeserta?.kode === '0',
    statusText: filled(peserta.statusPeserta?.keterangan) ?? 'tanpa keterangan',
    kelas: filled(peserta.hakKelas?.kode),
    kelasText: filled(peserta.hakKelas?.keterangan),
    jenisPeserta: filled(peserta.jenisPeserta?.keterangan),
    fktp: peserta.provUmum?.kdProvider
      ? { kode: peserta.provUmum.kdProvider, nama: peserta.provUmum.nmProvider ?? '' }
      : null,
    prolanis: isPrb ? null : programme,
    prb: isPrb ? programme : null,
    berlakuMulai: filled(peserta.tglTMT),
    berlakuSampai: filled(peserta.tglTAT),
    cob: filled(peserta.cob?.nmAsuransi),
  };
}

function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
