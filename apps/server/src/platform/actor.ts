// Who does something: a person with a session, a machine with a key, a device, or Titian itself in the background.
import type { AccountId, FacilityId } from './ids.ts';
import type { Permission, Role } from './permissions.ts';

export const ACTOR_KINDS = ['user', 'api-key', 'device', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export interface Actor {
  readonly kind: ActorKind;
  /** Account of a person, id of the key or device, or the name of the background task. */
  readonly id: string;
  /** Set only for a person. */
  readonly accountId: AccountId | null;
  readonly facilityId: FacilityId;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly displayName: string;
}

export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** Titian acting by itself, e.g. nightly reconciliation. */
export function systemActor(facilityId: FacilityId, task: string): Actor {
  return {
    kind: 'system',
    id: task,
    accountId: null,
    facilityId,
    roles: [],
    permissions: new Set(),
    displayName: 'Titian',
  };
}
