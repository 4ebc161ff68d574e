// The whole catalogue in one list, and by service as typed objects. Adding an endpoint means adding a record to one of
// the files beside this one; nothing else has to change.
import type { Endpoint } from '../types.ts';
import { antreanfktp } from './antrean-fktp.ts';
import { antreanrs } from './antrean-rs.ts';
import { aplicares } from './aplicares.ts';
import { apotekLaporan } from './apotek-laporan.ts';
import { apotekObat } from './apotek-obat.ts';
import { apotekReferensi } from './apotek-referensi.ts';
import { apotekResep } from './apotek-resep.ts';
import { erekammedis } from './erekammedis.ts';
import { icare } from './icare.ts';
import { pcareKelompok } from './pcare-kelompok.ts';
import { pcareKunjungan } from './pcare-kunjungan.ts';
import { pcareMcu } from './pcare-mcu.ts';
import { pcarePendaftaran } from './pcare-pendaftaran.ts';
import { pcareReferensi, pcareRujukan } from './pcare-referensi.ts';
import { pcareSkrinning } from './pcare-skrinning.ts';
import { pcareTambahan } from './pcare-tambahan.ts';
import { sisrute } from './sisrute.ts';
import { srbk } from './srbk.ts';
import { vclaimKontrolBaca } from './vclaim-kontrol-baca.ts';
import { vclaimKontrol } from './vclaim-kontrol.ts';
import { vclaimLpk } from './vclaim-lpk.ts';
import { vclaimMonitoring } from './vclaim-monitoring.ts';
import { vclaimPeserta, vclaimRujukan } from './vclaim-peserta.ts';
import { vclaimPrb } from './vclaim-prb.ts';
import { vclaimReferensiLpk } from './vclaim-referensi-lpk.ts';
import { vclaimReferensi } from './vclaim-referensi.ts';
import { vclaimRujukanKeluar } from './vclaim-rujukan-keluar.ts';
import { vclaimRujukanKhusus } from './vclaim-rujukan-khusus.ts';
import { vclaimSepBaca } from './vclaim-sep-baca.ts';
import { vclaimSepLain } from './vclaim-sep-lain.ts';
import { vclaimSepPengajuan } from './vclaim-sep-pengajuan.ts';
import { vclaimSep } from './vclaim-sep.ts';

export { createdNumber } from './pcare-common.ts';
export { antreanfktp, antreanrs, aplicares, erekammedis, icare, sisrute, srbk };
export const vclaim = {
  ...vclaimPeserta,
  ...vclaimRujukan,
  ...vclaimRujukanKeluar,
  ...vclaimRujukanKhusus,
  ...vclaimSep,
  ...vclaimSepBaca,
  ...vclaimSepPengajuan,
  ...vclaimSepLain,
  ...vclaimMonitoring,
  ...vclaimKontrolBaca,
  ...vclaimKontrol,
  ...vclaimReferensi,
  ...vclaimReferensiLpk,
  ...vclaimPrb,
  ...vclaimLpk,
} as const;
export const pcare = {
  ...pcareReferensi,
  ...pcareRujukan,
  ...pcarePendaftaran,
  ...pcareKunjungan,
  ...pcareTambahan,
  ...pcareMcu,
  ...pcareKelompok,
  ...pcareSkrinning,
} as const;

export const apotek = { ...apotekReferensi, ...apotekResep, ...apotekObat, ...apotekLaporan } as const;

export const ENDPOINTS: readonly Endpoint[] = [
  ...Object.values(vclaim),
  ...Object.values(antreanrs),
  ...Object.values(pcare),
  ...Object.values(antreanfktp),
  ...Object.values(aplicares),
  ...Object.values(icare),
  ...Object.values(apotek),
  ...Object.values(erekammedis),
  ...Object.values(sisrute),
  ...Object.values(srbk),
];

const BY_ID: ReadonlyMap<string, Endpoint> = new Map(ENDPOINTS.map((entry) => [entry.id, entry]));

/** The endpoint with this id, or undefined when the catalogue has none. */
export function findEndpoint(id: string): Endpoint | undefined {
  return BY_ID.get(id);
}

/** The endpoint with this id; an unknown id is a programming error and throws. */
export function endpoint(id: string): Endpoint {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`The catalogue has no endpoint "${id}".`);
  return found;
}
