// What belongs to one HTTP request or one background task and must reach the ground floor without passing through every
// signature: the reference for logs, where it came from, and the idempotency row that the first writing transaction marks.
// Not for business data and not for the actor: those are parameters.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface IdempotencyMark {
  readonly facilityId: string;
  readonly key: string;
  /** True once a transaction that wrote something has carried the mark. */
  marked: boolean;
  /** The transaction that has stored the whole answer, which says more than the mark. */
  answeredIn?: object;
}

export interface RequestScope {
  readonly reference: string;
  readonly source: string | null;
  idempotency: IdempotencyMark | null;
  /** How many audit events this request has recorded; routes that declare `audit` must end with at least one. */
  auditCount: number;
}

const storage = new AsyncLocalStorage<RequestScope>();

export function currentScope(): RequestScope | undefined {
  return storage.getStore();
}

export function runInScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}
