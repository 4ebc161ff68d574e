// POST /peserta/search: a search text may be an identity number, so it travels in a body and not in an address.
import { z } from 'zod';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import type { PesertaService } from './service.ts';
import { pesertaResult } from './shapes.ts';

const pesertaSearch = z
  .strictObject({
    query: z.string().trim().min(1).max(120),
    serviceDate: z.iso.date().optional(),
  })
  .meta({ id: 'PesertaSearch' });

export interface PesertaRoutesDeps {
  readonly peserta: PesertaService;
  /** Today on the facility's own wall. */
  readonly today: (facilityId: Parameters<PesertaService['search']>[0]['facilityId']) => Promise<string>;
}

export function pesertaRoutes(app: TitianApp, { peserta, today }: PesertaRoutesDeps): void {
  app.post(
    '/peserta/search',
    {
      schema: {
        tags: ['peserta'],
        summary: 'Find a participant',
        description:
          'By card (13 digits), NIK (16 digits), referral number, medical record number or name (three letters or more, own patients only). ' +
          'Asks BPJS for up to two seconds, then answers from what is known here, with its age.',
        body: pesertaSearch,
        response: { 200: pesertaResult, ...errorResponses },
      },
      // A search changes nothing and its answer is never kept: repeating it is harmless and must be fresh.
      config: { access: 'peserta-search', audit: 'read-person', idempotent: false },
    },
    async (request) => {
      const { query, serviceDate } = request.body;
      return peserta.search(request.actor, {
        query,
        serviceDate: serviceDate ?? (await today(request.actor.facilityId)),
      });
    },
  );
}
