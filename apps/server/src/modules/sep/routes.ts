// Routes of the SEP and of the two prints.
import { z } from 'zod';
import { can, type Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { maskIdentity, type PesertaService } from '../peserta/index.ts';
import { localDate, sepWish, visitShape, type VisitService, type VisitViews } from '../visit/index.ts';
import { sepPdf, ticketPdf } from './print.ts';
import { needsSep } from './rules.ts';
import type { SepService } from './service.ts';

export interface SepRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly sep: SepService;
  readonly visits: VisitService;
  readonly views: VisitViews;
  readonly peserta: PesertaService;
  readonly letterhead: (tx: FacilityTx) => Promise<{ name: string; address: string; timeZone: string; sep: boolean }>;
  /** One sentence for patients while BPJS cannot be asked; null otherwise. */
  readonly notice: (tx: FacilityTx) => Promise<string | null>;
  /** Comes back when the letter is settled or waiting makes no sense any more. */
  readonly awaitLetter: (facilityId: FacilityId, visitId: string) => Promise<void>;
}

/** Binary answers are described by their content type; the body itself has no schema. */
const PDF_RESPONSE = { 200: z.any().describe('application/pdf'), ...errorResponses };

export function sepRoutes(app: TitianApp, deps: SepRoutesDeps): void {
  const { db, visits } = deps;

  app.post(
    '/visits/:id/sep',
    {
      schema: {
        tags: ['sep'],
        summary: 'Issue or retry the SEP',
        description: 'Tries for up to three seconds; what BPJS does not answer in time follows by itself.',
        params: idParam,
        body: sepWish.partial(),
        response: { 200: visitShape, ...errorResponses },
      },
      config: { access: 'visit-register', audit: 'write' },
    },
    async (request) => {
      const { actor } = request;
      const hasWish = Object.keys(request.body).length > 0;
      await deps.sep.issue(actor, request.params.id, hasWish ? request.body : undefined);
      await deps.awaitLetter(actor.facilityId, request.params.id);
      return db.withFacility(actor.facilityId, (tx) => deps.views.one(tx, actor, request.params.id));
    },
  );

  app.get(
    '/visits/:id/ticket.pdf',
    {
      schema: {
        tags: ['sep'],
        summary: 'Queue ticket',
        description: '80 mm wide, with the booking code as QR.',
        params: idParam,
        response: PDF_RESPONSE,
      },
      config: { access: 'visit-read', audit: 'read-person' },
    },
    async (request, reply) =>
      reply.type('application/pdf').send(await ticketPdf(await ticketOf(request.actor, request.params.id))),
  );

  app.get(
    '/visits/:id/sep.pdf',
    {
      schema: {
        tags: ['sep'],
        summary: 'SEP sheet',
        description: 'Marked "SEP MENYUSUL" while BPJS has not given the number.',
        params: idParam,
        response: PDF_RESPONSE,
      },
      config: { access: 'visit-read', audit: 'read-person' },
    },
    async (request, reply) =>
      reply.type('application/pdf').send(await sepPdf(await sheetOf(request.actor, request.params.id))),
  );

  const printed = (actor: Actor, visitId: string, action: string) =>
    db.withFacility(actor.facilityId, async (tx) => {
      const visit = await visits.find(tx, visitId);
      if (visit === null) throw notFound('visit');
      const patient = await deps.peserta.findPatient(tx, visit.patientId);
      if (patient === null) throw notFound('patient');
      const sep = await deps.sep.find(tx, visitId);
      const snapshot = await deps.peserta.newestSnapshot(tx, patient);
      const facility = await deps.letterhead(tx);
      await deps.audit.record(tx, { actor, action, subjectType: 'visit', subjectId: visitId });
      return { visit, patient, sep, snapshot, facility, notice: await deps.notice(tx) };
    });

  async function ticketOf(actor: Actor, visitId: string) {
    const { visit, patient, sep, facility, notice } = await printed(actor, visitId, 'visit.print-ticket');
    return {
      facility: facility.name,
      address: facility.address,
      nomorAntrean: visit.nomorAntrean,
      namaPoli: visit.namaPoli,
      namaDokter: visit.namaDokter,
      jamPraktek: visit.jamPraktek,
      tanggal: longDate(visit.serviceDate),
      nama: patient.nama,
      norm: patient.norm,
      kodeBooking: visit.kodeBooking,
      estimasi: visit.estimasiAt === null ? null : clockTime(visit.estimasiAt, facility.timeZone),
      jenisPasien: visit.jenisPasien,
      nomorSep: sep?.nomorSep ?? null,
      isSepExpected: facility.sep && needsSep(visit, true),
      notice,
    };
  }

  async function sheetOf(actor: Actor, visitId: string) {
    const { visit, patient, sep, snapshot, facility } = await printed(actor, visitId, 'visit.print-sep');
    if (sep === null) throw notFound('sep');
    const peserta = snapshot?.peserta;
    const nomorKartu = patient.nomorKartu ?? peserta?.nomorKartu ?? '';
    return {
      facility: facility.name,
      nomorSep: sep.nomorSep,
      printedAt: `${longDate(localDate(deps.clock.now(), facility.timeZone))} ${clockTime(deps.clock.now(), facility.timeZone)}`,
      rows: [
        ['Tgl. SEP', longDate(sep.tglSep)],
        ['No. Kartu', can(actor, 'person-identity') ? nomorKartu : (maskIdentity(nomorKartu) ?? '')],
        ['No. RM', patient.norm],
        ['Nama Peserta', patient.nama],
        ['Tgl. Lahir', longDate(patient.tanggalLahir ?? peserta?.tanggalLahir ?? '')],
        ['Jns. Kelamin', SEX[patient.jenisKelamin ?? peserta?.jenisKelamin ?? ''] ?? ''],
        ['No. Telepon', patient.noHp ?? peserta?.noHp ?? ''],
        ['Jns. Peserta', peserta?.jenisPeserta ?? ''],
        ['Kelas Hak', peserta?.kelasText ?? sep.basis?.kelas ?? ''],
        ['Jns. Rawat', 'Rawat Jalan'],
        ['Poli Tujuan', visit.namaPoli],
        ['Dokter', visit.namaDokter],
        ['No. Rujukan', sep.basis?.noRujukan ?? visit.nomorReferensi ?? ''],
        ['Faskes Perujuk', sep.basis?.ppkRujukan ?? ''],
        ['Diagnosa Awal', sep.wish.diagAwal ?? sep.basis?.diagAwal ?? ''],
        ['Catatan', sep.wish.catatan ?? ''],
      ] as const,
    };
  }
}

const SEX: Readonly<Record<string, string>> = { L: 'Laki-laki', P: 'Perempuan' };
const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

function longDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (day === '') return '';
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

const ZONE_NAME: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

function clockTime(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('id-ID', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    at,
  );
  return `${text} ${ZONE_NAME[timeZone] ?? ''}`.trim();
}
