// Routes of the clinic: the service entry of a visit and the search in P-Care's references.
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { visitShape, type VisitViews } from '../visit/index.ts';
import { entrySchema } from './entry-input.ts';
import { REFERENCE_LISTS } from './reference-lists.ts';
import type { References } from './references.ts';
import type { EntrySaved, PcareService } from './service.ts';

export interface PcareRouteDeps {
  readonly db: Db;
  readonly pcare: PcareService;
  readonly references: References;
  readonly views: Pick<VisitViews, 'one'>;
}

const coded = z.strictObject({ kode: z.string(), nama: z.string() });
const entryAnswer = z
  .strictObject({
    keluhan: z.string(),
    anamnesa: z.string(),
    kdSadar: z.string(),
    sistole: z.number(),
    diastole: z.number(),
    beratBadan: z.number(),
    tinggiBadan: z.number(),
    lingkarPerut: z.number(),
    respRate: z.number(),
    heartRate: z.number(),
    suhu: z.number(),
    alergi: z.strictObject({ makan: z.string(), udara: z.string(), obat: z.string() }),
    kdPrognosa: z.string(),
    diagnosa: z.array(coded),
    tindakan: z.array(coded.extend({ biaya: z.number(), keterangan: z.string().optional() })),
    obat: z.array(coded.extend({ racikan: z.boolean(), signa1: z.number(), signa2: z.number(), jumlah: z.number() })),
    terapiObat: z.string(),
    terapiNonObat: z.string(),
    bmhp: z.string(),
    kdStatusPulang: z.string(),
    tanggalPulang: z.string(),
    kdDokter: z.string(),
  })
  .meta({ id: 'ServiceEntry' });

const entryResult = z
  .strictObject({
    visit: visitShape,
    entry: entryAnswer,
    problems: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  })
  .meta({ id: 'ServiceEntryResult' });

const referenceList = z
  .strictObject({
    name: z.enum(REFERENCE_LISTS),
    asOf: z.string(),
    source: z.enum(['bpjs', 'lokal']),
    items: z.array(
      z.strictObject({
        kode: z.string(),
        nama: z.string(),
        extra: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      }),
    ),
  })
  .meta({ id: 'ReferenceList' });

export function pcareRoutes(app: TitianApp, deps: PcareRouteDeps): void {
  const resultOf = async (actor: Actor, visitId: string, saved: EntrySaved) => ({
    visit: await deps.db.withFacility(actor.facilityId, (tx: FacilityTx) => deps.views.one(tx, actor, visitId)),
    entry: { ...saved.entry, ...mutable(saved) },
    problems: [...saved.problems],
  });

  app.put(
    '/visits/:id/service-entry',
    {
      schema: {
        tags: ['clinic'],
        summary: 'Save the service entry of a clinic visit',
        description:
          'Without problems the entry is on its way to P-Care (kunjungan, obat, tindakan) when this answers. With problems it is kept as a ' +
          'draft and each problem is named; nothing is sent.',
        params: idParam,
        body: entrySchema,
        response: { 200: entryResult, ...errorResponses },
      },
      config: { access: 'service-entry-write', audit: 'write' },
    },
    async (request) => {
      const saved = await deps.pcare.saveEntry(request.actor, request.params.id, request.body);
      return resultOf(request.actor, request.params.id, saved);
    },
  );

  app.get(
    '/visits/:id/service-entry',
    {
      schema: {
        tags: ['clinic'],
        summary: 'The service entry of a clinic visit',
        params: idParam,
        response: { 200: entryResult, ...errorResponses },
      },
      config: { access: 'service-entry-write', audit: 'read-person' },
    },
    async (request) => {
      const saved = await deps.pcare.readEntry(request.actor, request.params.id);
      return resultOf(request.actor, request.params.id, saved);
    },
  );

  app.post(
    '/visits/:id/service-entry/withdraw',
    {
      schema: {
        tags: ['clinic'],
        summary: 'Take a recorded service back at P-Care',
        description:
          'For an entry on the wrong visit: drugs, procedures and the visit are deleted at P-Care in that order; the entry stays here as ' +
          'a draft and may be recorded again.',
        params: idParam,
        body: z.strictObject({ reason: z.string().trim().min(3).max(300) }),
        response: { 200: entryResult, ...errorResponses },
      },
      config: { access: 'service-entry-write', audit: 'write' },
    },
    async (request) => {
      const saved = await deps.pcare.withdrawEntry(request.actor, request.params.id, request.body.reason);
      return resultOf(request.actor, request.params.id, saved);
    },
  );

  const referenceParam = z.strictObject({ name: z.enum(REFERENCE_LISTS) });
  const referencesOf = async (actor: Actor, name: z.infer<typeof referenceParam>['name'], query: string) => {
    const answer = await deps.references.search(actor.facilityId, name, query);
    const items = answer.items.map(({ kode, nama, extra }) => ({
      kode,
      nama,
      ...(extra === undefined ? {} : { extra: { ...extra } }),
    }));
    return { ...answer, items };
  };

  app.get(
    '/references/:name',
    {
      schema: {
        tags: ['clinic'],
        summary: 'A P-Care reference list',
        description:
          "The short lists whole, of the long ones the beginning of the facility's own copy; `source` and `asOf` say where from and how old.",
        params: referenceParam,
        querystring: z.strictObject({}),
        response: { 200: referenceList, ...errorResponses },
      },
      config: { access: 'reference-read' },
    },
    ({ actor, params }) => referencesOf(actor, params.name, ''),
  );

  app.post(
    '/references/:name/search',
    {
      schema: {
        tags: ['clinic'],
        summary: 'Search a P-Care reference list',
        description:
          "Answers from BPJS when it is quick and from the facility's own copy when it is not; `source` and `asOf` say which. By POST because " +
          'a diagnosis that is looked up belongs in no address; it changes nothing and needs no Idempotency-Key.',
        params: referenceParam,
        body: z.strictObject({ query: z.string().trim().min(1).max(100) }),
        response: { 200: referenceList, ...errorResponses },
      },
      config: { access: 'reference-read', idempotent: false },
    },
    ({ actor, params, body }) => referencesOf(actor, params.name, body.query),
  );
}

/** The answer's arrays are plain ones; the domain's are readonly. */
function mutable({ entry }: EntrySaved) {
  return {
    diagnosa: entry.diagnosa.map((diagnosis) => ({ ...diagnosis })),
    obat: entry.obat.map((drug) => ({ ...drug })),
    tindakan: entry.tindakan.map(({ keterangan, ...procedure }) => ({
      ...procedure,
      ...(keterangan === undefined ? {} : { keterangan }),
    })),
    alergi: { ...entry.alergi },
  };
}
