// Tenancy cases of continuity mode: an outage of another hospital, and a visit that its desk registered while the mode was on.
import type { MatrixWorld, TenancyCase } from '../../platform/testing-matrix.ts';

const REASON = { reason: 'dicoba dari fasilitas lain' };

/** The neighbour's mode is on from its first case on; switching it on again is refused and changes nothing. */
async function outageOf({ hospital }: MatrixWorld): Promise<string> {
  await hospital.call('POST', '/continuity/start', { reason: 'gangguan di fasilitas tetangga' });
  const found = await hospital.call('GET', '/continuity');
  const status: { outage: { id: string } | null } = found.json();
  if (status.outage === null) throw new Error(`the neighbour has no outage: ${found.body.slice(0, 300)}`);
  return status.outage.id;
}

async function caseOf(world: MatrixWorld): Promise<string> {
  await outageOf(world);
  const answer = await world.hospital.call('POST', '/visits', {
    patient: { nama: 'PASIEN TETANGGA', nomorKartu: '0000000000779', nik: '9999000000000779', noHp: '080000000079' },
    jenisPasien: 'JKN',
    pasienBaru: true,
    serviceDate: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(),
    kodePoli: 'INT',
    continuity: { choice: 'menunggu' },
  });
  const visit: { id: string } = answer.json();
  return visit.id;
}

const onOutage = (route: TenancyCase['route'], body?: object): TenancyCase => ({
  route,
  prepare: async (world) => ({
    params: { id: await outageOf(world) },
    ...(body === undefined ? {} : { body }),
  }),
});

const onCase = (route: TenancyCase['route'], body?: object): TenancyCase => ({
  route,
  prepare: async (world) => ({ params: { id: await caseOf(world) }, ...(body === undefined ? {} : { body }) }),
});

export const tenancyCases: readonly TenancyCase[] = [
  onOutage('GET /continuity/outages/{id}'),
  onOutage('GET /continuity/outages/{id}/cases'),
  onOutage('POST /continuity/outages/{id}/announcements', { oleh: 'Kantor cabang', teks: 'pemeliharaan' }),
  onOutage('POST /continuity/outages/{id}/notes', { text: 'dicoba dari fasilitas lain' }),
  onOutage('POST /continuity/outages/{id}/departures', { nama: '', noHp: '', catatan: 'pergi' }),
  onOutage('GET /continuity/outages/{id}/report.pdf'),
  onCase('POST /visits/{id}/continuity/choice', { choice: 'lanjut' }),
  onCase('POST /visits/{id}/continuity/statement', {}),
  onCase('POST /visits/{id}/continuity/resolution', { resolution: 'jadi-umum', ...REASON }),
  onCase('GET /visits/{id}/statement.pdf'),
  onOutage('GET /continuity/outages/{id}/late-seps'),
  onOutage('GET /continuity/outages/{id}/unserved'),
  {
    route: 'POST /continuity/outages/{id}/rebook',
    prepare: async (world) => ({
      params: { id: await outageOf(world) },
      body: {
        visitIds: [await caseOf(world)],
        date: '2099-01-01',
        sessionId: world.platform.random.uuidv7(),
        decidedFor: 'pasien',
        ...REASON,
        confirm: true,
      },
    }),
  },
  onCase('POST /visits/{id}/sep/backdate', { keterangan: 'dicoba dari fasilitas lain' }),
  {
    route: 'POST /continuity/register',
    name: 'a patient of another facility',
    prepare: async (world) => {
      const visit = await world.hospital.call('GET', `/visits/${await caseOf(world)}`);
      const { patient }: { patient: { id: string } } = visit.json();
      return {
        body: {
          date: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(),
          rowNumber: 1,
          writtenBy: 'petugas tetangga',
          // The earliest minute there is, so that it is past whenever this runs; an emergency has no opening hour.
          arrivedAt: '00:00',
          registration: { patientId: patient.id, jenisPasien: 'JKN', pasienBaru: false, kodePoli: 'IGD' },
        },
      };
    },
  },
];
