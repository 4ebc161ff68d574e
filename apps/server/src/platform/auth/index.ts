// Sign-in, sessions, keys and devices: from a cookie or a bearer key to an actor. Not for permissions of single routes
// (http) nor for the management of users (modules/staff).
import type { Actor } from '../actor.ts';
import type { AccountId } from '../ids.ts';

export interface Auth {
  /** True when this is the person's password; counts towards the back-off like a sign-in. For corrections and the like. */
  checkPassword(accountId: AccountId, password: string, source: string | null): Promise<boolean>;
  /** As above, but throws `AUTH_PASSWORD` (403) when the actor is no person or the password is wrong. */
  requirePassword(actor: Actor, password: string, source: string | null): Promise<void>;
}
