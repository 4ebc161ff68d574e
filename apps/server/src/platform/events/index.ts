// "Something changed" for the screens: topic and id, never content. Published after commit, coalesced per process, carried
// between processes by NOTIFY. A lost one is harmless: clients refetch on reconnect, and no work hangs on it.
import type { FacilityTx } from '../db/facility-tx.ts';
import type { FacilityId } from '../ids.ts';

export interface ChangeEvent {
  /** `visit`, `queue`, `pharmacy`, `timeline`, `message`, `channel`, `bpjs-health`, `facility`, `staff`. */
  readonly topic: string;
  readonly subjectId: string;
}

export type ChangeListener = (event: ChangeEvent) => void;

export interface Events {
  /** Call after the commit; inside a transaction use `publishOn`. */
  publish(facilityId: FacilityId, event: ChangeEvent): void;
  /** Publishes when this transaction has committed, and not if it rolls back. */
  publishOn(tx: FacilityTx, event: ChangeEvent): void;
  subscribe(facilityId: FacilityId, listener: ChangeListener): () => void;
  /** For caches of a process: hears of every facility's changes. */
  subscribeAll(listener: (facilityId: FacilityId, event: ChangeEvent) => void): () => void;
}

export interface LocalEvents extends Events {
  /** Hands an event that came from another process to this process's listeners. */
  deliver(facilityId: FacilityId, event: ChangeEvent): void;
}

export type Outgoing = (facilityId: FacilityId, event: ChangeEvent) => void;

export function createEvents(outgoing: Outgoing = () => undefined): LocalEvents {
  const listeners = new Map<string, Set<ChangeListener>>();
  const everybody = new Set<(facilityId: FacilityId, event: ChangeEvent) => void>();
  const deliver = (facilityId: FacilityId, event: ChangeEvent) => {
    for (const listener of everybody) listener(facilityId, event);
    for (const listener of listeners.get(facilityId) ?? []) listener(event);
  };
  const publish = (facilityId: FacilityId, event: ChangeEvent) => {
    deliver(facilityId, event);
    outgoing(facilityId, event);
  };
  return {
    publish,
    deliver,
    publishOn: (tx, event) => tx.afterCommit(() => publish(tx.facilityId, event)),
    subscribeAll: (listener) => {
      everybody.add(listener);
      return () => everybody.delete(listener);
    },
    subscribe: (facilityId, listener) => {
      const set = listeners.get(facilityId) ?? new Set<ChangeListener>();
      set.add(listener);
      listeners.set(facilityId, set);
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(facilityId);
      };
    },
  };
}
