// Sign-in, sessions, keys and devices: from a cookie or a bearer token to an actor. Not for permissions of single routes
// (http) nor for the management of users (modules/staff). Why this layer is our own: docs/adr/0003-sign-in.md.
import type { Actor } from '../actor.ts';
import type { Clock, Random } from '../clock.ts';
import type { DirectorySealer, MasterKey } from '../crypto/index.ts';
import type { Directory } from '../db/index.ts';
import { AppError, forbidden, unauthenticated } from '../errors.ts';
import { accountId, type AccountId, type FacilityId } from '../ids.ts';
import { createBackOff } from './back-off.ts';
import { createKeys, type Keys } from './keys.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import { TOKEN_KINDS } from './tokens.ts';

export { requireGoodPassword, MAX_PASSWORD, MIN_PASSWORD } from './passwords.ts';
export { KEY_KINDS, MAX_KEY_DAYS, type KeyKind, type KeyRow } from './keys.ts';
export type { Session } from './sessions.ts';

export interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly facilityId?: FacilityId | undefined;
  readonly source: string | null;
}

export interface Auth {
  /** Throws `AUTH_SIGN_IN` for an unknown name, a wrong password and a disabled account alike, or `AUTH_TOO_MANY`. */
  signIn(attempt: SignIn): Promise<{ readonly token: string; readonly session: Session }>;
  /** From a bearer token (`ttn_`, `ttd_`) to its actor. */
  actorOfKey(token: string): Promise<Actor | null>;
  /** True when this is the person's password; counts towards the back-off like a sign-in. For corrections and the like. */
  checkPassword(accountId: AccountId, password: string, source: string | null): Promise<boolean>;
  /** As above, but throws `AUTH_PASSWORD` (403) when the actor is no person or the password is wrong. */
  requirePassword(actor: Actor, password: string, source: string | null): Promise<void>;
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly passwords: Passwords;
  /** Removes what has expired; hourly. */
  prune(): Promise<void>;
}

export interface AuthDeps {
  readonly directory: Directory;
  readonly directorySealer: DirectorySealer;
  readonly master: MasterKey;
  readonly clock: Clock;
  readonly random: Random;
}

const FIND_ACCOUNT = 'SELECT id, password_hash FROM titian.accounts WHERE username = $1 AND is_active';
const FIND_PASSWORD = 'SELECT password_hash FROM titian.accounts WHERE id = $1 AND is_active';
const SIGNED_IN = 'UPDATE titian.accounts SET last_sign_in_at = $2 WHERE id = $1';

export function createAuth(deps: AuthDeps): Auth {
  const { directory, clock, random } = deps;
  const passwords = createPasswords(random);
  const sessions = createSessions(deps);
  const keys = createKeys(directory, clock, random);
  const backOff = createBackOff(directory, clock, deps.master.derive('sign-in failures'));

  const checkPassword: Auth['checkPassword'] = async (account, password, source) => {
    await backOff.begin(account, source);
    const [row] = await directory.query<{ password_hash: string }>(FIND_PASSWORD, [account]);
    const isRight = row ? await passwords.verify(password, row.password_hash) : await passwords.verifyNothing(password);
    if (isRight) await backOff.succeed(account, source);
    return isRight;
  };

  return {
    sessions,
    keys,
    passwords,
    checkPassword,
    signIn: async ({ username, password, facilityId, source }) => {
      const name = username.trim().toLowerCase();
      await backOff.begin(name, source);
      const [row] = await directory.query<{ id: string; password_hash: string }>(FIND_ACCOUNT, [name]);
      const isRight = row
        ? await passwords.verify(password, row.password_hash)
        : await passwords.verifyNothing(password);
      if (!row || !isRight) throw unauthenticated('AUTH_SIGN_IN');
      const account = accountId(row.id);
      const memberships = await sessions.membershipsOf(account);
      const chosen =
        facilityId === undefined ? memberships[0] : memberships.find((one) => one.facilityId === facilityId);
      if (!chosen) throw unauthenticated('AUTH_SIGN_IN');
      await backOff.succeed(name, source);
      const token = await sessions.start(account, chosen.facilityId, source);
      await directory.query(SIGNED_IN, [account, clock.realNow()]);
      const session = await sessions.find(token);
      if (!session)
        throw new AppError('STORE_UNAVAILABLE', {
          message: 'session vanished after sign-in',
          http: 503,
          advice: 'later',
        });
      return { token, session };
    },
    actorOfKey: (token) => (isKey(token) ? keys.find(token) : Promise.resolve(null)),
    requirePassword: async (actor, password, source) => {
      const isRight = actor.accountId !== null && (await checkPassword(actor.accountId, password, source));
      if (!isRight) throw forbidden('AUTH_PASSWORD', 're-entered password does not match');
    },
    prune: async () => {
      await sessions.prune();
      await backOff.prune();
    },
  };
}

function isKey(token: string): boolean {
  return token.startsWith(TOKEN_KINDS['api-key']) || token.startsWith(TOKEN_KINDS.device);
}
