// Routes of the gateway: health of BPJS, the message browser (message-routes.ts), differences, pausing a channel.
import { z } from 'zod';
import { SERVICE_NAMES } from '@titian/contract';
import { notFound } from '../../platform/errors.ts';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { bulkRoutes, type BulkRouteDeps } from './bulk-routes.ts';
import { nameOf } from './by-hand.ts';
import { differenceRoutes, type DifferenceRouteDeps } from './difference-routes.ts';
import { messageRoutes, type MessageRouteDeps } from './message-routes.ts';
import { bpjsHealth, mutableStatus, reasonBody } from './shapes.ts';
import type { BpjsStatus } from './status.ts';

export interface GatewayRouteDeps extends MessageRouteDeps, DifferenceRouteDeps, BulkRouteDeps {
  readonly status: (facilityId: FacilityId, options?: { fresh?: boolean }) => Promise<BpjsStatus>;
}

const channelParam = z.strictObject({ id: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/) });

export function gatewayRoutes(app: TitianApp, deps: GatewayRouteDeps): void {
  const healthNow = async (facilityId: FacilityId) => mutableStatus(await deps.status(facilityId, { fresh: true }));

  app.get(
    '/bpjs/health',
    {
      schema: {
        tags: ['gateway'],
        summary: 'How each BPJS service is doing for this facility',
        description:
          'One entry per service with its channels; `lastGoodAt` says how old the last good answer is, `lastTriedAt` how old ' +
          'the newest evidence.',
        response: { 200: bpjsHealth, ...errorResponses },
      },
      config: { access: 'bpjs-health' },
    },
    async (request) => mutableStatus(await deps.status(request.actor.facilityId)),
  );

  messageRoutes(app, deps);
  bulkRoutes(app, deps);
  differenceRoutes(app, deps);

  for (const action of ['pause', 'resume'] as const) {
    app.post(
      `/channels/:id/${action}`,
      {
        schema: {
          tags: ['gateway'],
          summary: action === 'pause' ? 'Hold back a channel' : 'Let a channel go on',
          params: channelParam,
          body: reasonBody,
          response: { 200: bpjsHealth, ...errorResponses },
        },
        config: { access: 'channel-manage', audit: 'write' },
      },
      async (request) => {
        const { actor } = request;
        const channel = request.params.id;
        const { reason } = request.body;
        if (!SERVICE_NAMES.some((service) => channel.startsWith(`${service}.`))) throw notFound('channel');
        await deps.db.withFacility(actor.facilityId, (tx) =>
          deps.audit.record(tx, {
            actor,
            action: `channel.${action}`,
            subjectType: 'channel',
            subjectId: channel,
            reason,
          }),
        );
        const act = action === 'pause' ? deps.outbox.pauseChannel : deps.outbox.resumeChannel;
        await act(actor.facilityId, channel, nameOf(actor), reason);
        return healthNow(actor.facilityId);
      },
    );
  }
}
