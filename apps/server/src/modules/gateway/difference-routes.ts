// Routes for what BPJS holds otherwise than we sent it: ask again, or take it as it is. The list is `GET /messages?differs=true`.
import { z } from 'zod';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { Browser } from './browser.ts';
import { COMPARED, type Comparison } from './comparison.ts';
import { messageDetail, mutableDetail, reasonBody } from './shapes.ts';

export interface DifferenceRouteDeps {
  readonly browser: Browser;
  readonly comparison: Comparison;
}

const comparison = z
  .strictObject({ result: z.enum(COMPARED), detail: messageDetail })
  .meta({ id: 'MessageComparison' });

export function differenceRoutes(app: TitianApp, deps: DifferenceRouteDeps): void {
  app.post(
    '/messages/:id/compare',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Ask BPJS now what it holds of a delivered message',
        description:
          'Compares the last body that was sent with what BPJS shows: `sama`, `berbeda` (kept with its fields), `tidak-ada` or `belum-jelas`. ' +
          'Sends nothing, changes nothing at BPJS, and needs no Idempotency-Key.',
        params: idParam,
        body: z.strictObject({}),
        response: { 200: comparison, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'read-person', idempotent: false },
    },
    async ({ actor, params }) => ({
      result: await deps.comparison.compare(actor, params.id),
      detail: mutableDetail(await deps.browser.detail(actor, params.id)),
    }),
  );

  app.post(
    '/messages/:id/accept-difference',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Take a difference as it is',
        description:
          'By name and with a reason; it leaves the list of open differences until BPJS holds yet another content.',
        params: idParam,
        body: reasonBody,
        response: { 200: messageDetail, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async ({ actor, params, body }) => {
      await deps.comparison.accept(actor, params.id, body.reason);
      return mutableDetail(await deps.browser.detail(actor, params.id));
    },
  );
}
