// What a step of the conformance walk is, and the walk through Aplicares, i-Care, Apotek and e-Rekam Medis: paths by id, bodies, and
// numbers that later steps need.

import type { Json } from '../json.ts';
import { participantAt } from '../population/index.ts';
import { TEST_TODAY } from '../testing.ts';
import { sealRecord } from '../wire/medical-record.ts';
import { sandboxCredentials } from '../world/facilities.ts';

/** Later steps use numbers that earlier ones were given. */
export interface Memory {
  noSep: string;
  noSepInap: string;
  noKunjungan: string;
}
type Params = Record<string, string>;
export interface Step {
  readonly id: string;
  readonly params?: (memory: Memory) => Params;
  readonly body?: (memory: Memory) => Json;
  readonly keep?: (response: Json, memory: Memory) => void;
  /** Codes that are right here though the call finds nothing (e.g. no accident yet). */
  readonly code?: string;
}

const ward = (): Params => ({ kodeppk: '9999R001' });
const room = { kodekelas: 'KL3', koderuang: 'MWR3', namaruang: 'Mawar Kelas 3', kapasitas: 12, tersedia: 4 };

const treated = participantAt(1, 6, TEST_TODAY);
const earlierSep = treated.earlierSep?.nomorSep ?? '';
const NUMBER = '9999A00111260000001';
const prescription = {
  TGLSJP: `${TEST_TODAY} 09:00:00`,
  REFASALSJP: earlierSep,
  POLIRSP: 'INT',
  KDJNSOBAT: '1',
  NORESEP: '00012',
  IDUSERSJP: 'APT-01',
  TGLRSP: `${TEST_TODAY} 00:00:00`,
  TGLPELRSP: `${TEST_TODAY} 00:00:00`,
  KdDokter: '0',
  iterasi: '0',
};
const item = {
  NOSJP: NUMBER,
  NORESEP: '00012',
  KDOBT: '99900000005',
  NMOBAT: 'Amlodipin tab 10 mg',
  SIGNA1OBT: 1,
  SIGNA2OBT: 1,
  JMLOBT: 30,
  JHO: 30,
  CatKhsObt: '-',
};
const bundle = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient' } }] };
const hospitalKey = { ...sandboxCredentials(1, '9999R001'), kodePpk: '9999R001' };

export const OTHER_STEPS: readonly Step[] = [
  { id: 'aplicares.referensi.kelas' },
  { id: 'aplicares.bed.create', params: ward, body: () => room },
  { id: 'aplicares.bed.update', params: ward, body: () => ({ ...room, tersedia: 3 }) },
  { id: 'aplicares.bed.read', params: () => ({ ...ward(), start: '1', limit: '10' }) },
  { id: 'aplicares.bed.delete', params: ward, body: () => ({ kodekelas: 'KL3', koderuang: 'MWR3' }) },
  { id: 'icare.fkrtl.validate', body: () => ({ param: '0000000000001', kodedokter: 99901 }) },
  { id: 'icare.fktp.validate', body: () => ({ param: '0000000000001' }) },
  { id: 'apotek.referensi.dpho' },
  { id: 'apotek.referensi.poli', params: () => ({ kata: 'INT' }) },
  { id: 'apotek.referensi.ppk', params: () => ({ jenis: '1', nama: 'klinik' }) },
  { id: 'apotek.referensi.setting', params: () => ({ kodeApotek: '9999A001' }) },
  { id: 'apotek.referensi.spesialistik' },
  { id: 'apotek.referensi.obat', params: () => ({ kdJnsObat: '3', tglResep: TEST_TODAY, nama: ' ' }) },
  { id: 'apotek.sep.find', params: () => ({ noSep: earlierSep }) },
  { id: 'apotek.resep.insert', body: () => prescription },
  { id: 'apotek.obat.nonRacikan', body: () => item },
  { id: 'apotek.obat.racikan', body: () => ({ ...item, JNSROBT: 'R.01', PERMINTAAN: 10 }) },
  { id: 'apotek.obat.daftar', params: () => ({ noSep: NUMBER }) },
  {
    id: 'apotek.resep.list',
    body: () => ({
      kdppk: '9999A001',
      KdJnsObat: '1',
      JnsTgl: 'TGLRSP',
      TglMulai: `${TEST_TODAY} 00:00:00`,
      TglAkhir: `${TEST_TODAY} 23:59:59`,
    }),
  },
  {
    id: 'apotek.riwayat.obat',
    params: () => ({ tglAwal: TEST_TODAY, tglAkhir: TEST_TODAY, noKartu: treated.person.nomorKartu }),
  },
  { id: 'apotek.monitoring.klaim', params: () => ({ bulan: '11', tahun: '2026', kdJnsObat: '0', status: '1' }) },
  { id: 'apotek.stok.update', body: () => ({ KDOBAT: item.KDOBT, STOK: 10 }) },
  // Nobody joined the programme in that month.
  { id: 'apotek.prb.rekap', params: () => ({ tahun: '2025', bulan: '1' }), code: '201' },
  ...['N', 'R'].map((tipeobat) => ({
    id: 'apotek.obat.delete',
    body: () => ({ nosepapotek: NUMBER, noresep: '00012', kodeobat: item.KDOBT, tipeobat }),
  })),
  { id: 'apotek.resep.delete', body: () => ({ nosjp: NUMBER, refasalsjp: earlierSep, noresep: '00012' }) },
  {
    id: 'erekammedis.rekammedis.insert',
    body: () => ({
      request: {
        noSep: earlierSep,
        jnsPelayanan: '2',
        bulan: '11',
        tahun: '2026',
        dataMR: sealRecord(bundle, hospitalKey),
      },
    }),
  },
];
