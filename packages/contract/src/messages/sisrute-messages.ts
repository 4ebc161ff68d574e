// What VClaim-SISRUTE was seen to say beside VClaim's own texts (docs/facts/vclaim.md §7). They come with code 400 or 500.
import { rows } from './rows.ts';

export const SISRUTE = rows(['sisrute', 'srbk'], 'docs/facts/vclaim.md §7', [
  {
    // The referral often exists although its number did not come back: never repeated without looking.
    id: 'sisrute.number-missing',
    pattern: 'gagal mendapatkan nomor rujukan satu ?sehat',
    only: 'write',
    outcome: 'busy',
    actor: 'sistem',
    confidence: 'C',
  },
  {
    id: 'sisrute.pair',
    pattern: 'tujuan rujukan tidak sesuai dengan ppk dirujuk',
    outcome: 'rejected',
    actor: 'pendaftaran',
    confidence: 'C',
  },
  {
    id: 'sisrute.mapping',
    pattern: 'tidak ditemukan di pemetaan',
    outcome: 'rejected',
    actor: 'admin',
    confidence: 'C',
  },
  {
    id: 'sisrute.link-id',
    pattern: 'linkid.{0,200}?tidak valid',
    outcome: 'rejected',
    actor: 'dokter',
    confidence: 'C',
  },
  {
    id: 'sisrute.one-criterion',
    pattern: 'hanya boleh mengisi salah satu dari terapi',
    outcome: 'rejected',
    actor: 'dokter',
    confidence: 'C',
  },
  {
    id: 'sisrute.no-criteria',
    pattern: 'tidak mengandung kriteria rujukan',
    outcome: 'rejected',
    actor: 'dokter',
    confidence: 'C',
  },
  {
    id: 'sisrute.no-candidate',
    pattern: 'tidak mengandung faskes rujukan',
    only: 'read',
    outcome: 'empty',
    actor: 'dokter',
    confidence: 'C',
  },
]);
