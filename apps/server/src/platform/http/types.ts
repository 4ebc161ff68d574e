// The types by which modules meet HTTP: the app, what a route declares, who asks. No behaviour here.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '../actor.ts';
import type { FacilityTx } from '../db/facility-tx.ts';
import type { Permission } from '../permissions.ts';

export type TitianApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface RouteConfig {
  /** One permission, or `public` for the few routes before sign-in. A route without it does not start. */
  readonly access: Permission | 'public';
  /** What the audit trail must hold after this route succeeded; a missing event is logged as a bug. */
  readonly audit?: 'read-person' | 'write';
  /** Unsafe routes demand an `Idempotency-Key` unless this is false. */
  readonly idempotent?: boolean;
  /** The use case recognises a repetition itself (events by their source id): after a crash it may simply run again. */
  readonly safeToRepeat?: boolean;
  /** The answer holds a secret that is shown once: it is not kept, a repetition is told that it is done. */
  readonly hasSecretAnswer?: boolean;
  /** Requests per minute of one actor; the default is generous for people and enough for an HIS. */
  readonly ratePerMinute?: number;
}

declare module 'fastify' {
  // Fastify's own extension points; empty `extends` is how declaration merging is written.
  interface FastifyContextConfig extends Partial<RouteConfig> {}
  interface FastifyRequest {
    /** Throws on a public route. */
    readonly actor: Actor;
    readonly actorOrNull: Actor | null;
    /** The caller's `Idempotency-Key`; null where none is demanded. */
    readonly idempotencyKey: string | null;
    /** A uuid that is the same for every repetition of this request: an id for the row that it creates. */
    readonly repeatableId: (purpose: string) => string;
    /**
     * Stores the answer in the same transaction as the business rows, so that it survives a crash between commit and
     * answer. Optional: without it a repetition after such a crash gets `INPUT_ANSWER_LOST` and must reload.
     */
    readonly keepAnswer: (tx: FacilityTx, body: unknown, status?: number) => Promise<void>;
  }
}
