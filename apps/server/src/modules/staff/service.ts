// Use cases of people: add, change, list; each change ends the sessions that it makes wrong. Accounts live in the global
// directory, their audit events in the facility: the directory's transaction runs inside the facility's, so both or neither.
import type { Actor } from '../../platform/actor.ts';
import { requireGoodPassword } from '../../platform/auth/index.ts';
import { AppError, conflict, inputError, notFound } from '../../platform/errors.ts';
import { accountId, type AccountId, type FacilityId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/module.ts';
import { isRole } from '../../platform/permissions.ts';
import * as store from './store.ts';
import type { NewStaff, StaffChanges, StaffUser } from './types.ts';

export interface StaffService {
  list(facility: FacilityId): Promise<readonly StaffUser[]>;
  add(actor: Actor, input: NewStaff, id: AccountId): Promise<StaffUser>;
  change(actor: Actor, account: string, changes: StaffChanges): Promise<StaffUser>;
  changeOwnPassword(
    actor: Actor,
    sessionId: string,
    passwords: { readonly current: string; readonly next: string },
    source: string | null,
  ): Promise<void>;
  namesOf(facility: FacilityId): Promise<ReadonlyMap<string, string>>;
}

export type AccountDeps = Pick<Platform, 'db' | 'auth' | 'directorySealer'>;

export interface AccountSeed extends NewStaff {
  readonly id: AccountId;
}

/** Writes an account and its membership; without the password rule, which belongs to what people choose themselves. */
export async function createAccount(deps: AccountDeps, facility: FacilityId, input: AccountSeed): Promise<boolean> {
  const passwordHash = await deps.auth.passwords.hash(input.password);
  const displayNameSealed = deps.directorySealer.seal('accounts', 'display_name', input.id, input.displayName);
  return await deps.db.directory.transaction(async (tx) => {
    if (!(await store.insertAccount(tx, { id: input.id, username: input.username, displayNameSealed, passwordHash })))
      return false;
    await store.insertMembership(tx, facility, input.id, input.roles);
    return true;
  });
}

export function createStaffService(platform: Platform): StaffService {
  const { db, auth, audit, events, clock, directorySealer } = platform;
  const { directory } = db;

  const userOf = (row: store.AccountRow): StaffUser => ({
    id: row.id,
    username: row.username,
    displayName: directorySealer.open('accounts', 'display_name', row.id, row.display_name_sealed),
    roles: row.roles.filter(isRole),
    active: row.is_active,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  });

  const find = async (facility: FacilityId, account: string) => {
    const row = await store.selectMember(directory, facility, account);
    if (!row) throw notFound('user');
    return userOf(row);
  };

  return {
    list: async (facility) => (await store.selectMembers(directory, facility)).map(userOf),
    namesOf: async (facility) =>
      new Map((await store.selectMembers(directory, facility)).map(userOf).map((user) => [user.id, user.displayName])),
    add: async (actor, input, id) => {
      requireGoodPassword(input.password, input.username);
      await db.withFacility(actor.facilityId, async (tx) => {
        if (!(await createAccount(platform, actor.facilityId, { ...input, id })))
          await requireSameAccount(actor.facilityId, id);
        await audit.record(tx, {
          actor,
          action: 'staff.add',
          subjectType: 'account',
          subjectId: id,
          after: { username: input.username, roles: input.roles },
        });
        events.publishOn(tx, { topic: 'staff', subjectId: id });
      });
      return await find(actor.facilityId, id);
    },
    change: async (actor, account, changes) => {
      const before = await find(actor.facilityId, account);
      await requireAllowed(actor, before, changes);
      const passwordHash = changes.password === undefined ? null : await auth.passwords.hash(changes.password);
      const isSensitive = changes.roles !== undefined || changes.active !== undefined || passwordHash !== null;
      await db.withFacility(actor.facilityId, async (tx) => {
        await directory.transaction(async (accounts) => {
          await store.updateMembership(
            accounts,
            actor.facilityId,
            account,
            changes.roles ?? before.roles,
            changes.active ?? before.active,
          );
          if (changes.displayName !== undefined) {
            await store.updateDisplayName(
              accounts,
              account,
              directorySealer.seal('accounts', 'display_name', account, changes.displayName),
            );
          }
          if (passwordHash !== null) await store.updatePassword(accounts, account, passwordHash, clock.realNow());
        });
        if (isSensitive) await auth.sessions.endAllOf(accountId(account));
        await audit.record(tx, {
          actor,
          action: 'staff.change',
          subjectType: 'account',
          subjectId: account,
          before: { roles: before.roles, active: before.active },
          after: {
            roles: changes.roles ?? before.roles,
            active: changes.active ?? before.active,
            passwordChanged: passwordHash !== null,
          },
        });
        events.publishOn(tx, { topic: 'staff', subjectId: account });
      });
      return await find(actor.facilityId, account);
    },
    changeOwnPassword: async (actor, sessionId, passwords, source) => {
      const account = actor.accountId;
      await auth.requirePassword(actor, passwords.current, source);
      if (account === null) throw notFound('user');
      const { username } = await find(actor.facilityId, account);
      requireGoodPassword(passwords.next, username, 'newPassword');
      const hash = await auth.passwords.hash(passwords.next);
      await db.withFacility(actor.facilityId, async (tx) => {
        await store.updatePassword(directory, account, hash, clock.realNow());
        await auth.sessions.endAllOf(account, sessionId);
        await audit.record(tx, {
          actor,
          action: 'staff.change-own-password',
          subjectType: 'account',
          subjectId: account,
        });
      });
    },
  };

  /** A repetition after a crash finds its own account; anybody else's name is taken. */
  async function requireSameAccount(facility: FacilityId, id: AccountId): Promise<void> {
    if (await store.selectMember(directory, facility, id)) return;
    throw new AppError('INPUT_USERNAME_TAKEN', { message: 'username is taken', http: 409, field: 'username' });
  }

  async function requireAllowed(actor: Actor, before: StaffUser, changes: StaffChanges): Promise<void> {
    const loosesIt =
      before.active &&
      before.roles.includes('it') &&
      (changes.active === false || changes.roles?.includes('it') === false);
    if (loosesIt && (await store.countOtherAdministrators(directory, actor.facilityId, before.id)) === 0) {
      throw conflict('DOMAIN_LAST_ADMINISTRATOR', 'the last active administrator stays');
    }
    if (changes.password !== undefined) requireGoodPassword(changes.password, before.username);
    const isGlobalChange = changes.password !== undefined || changes.displayName !== undefined;
    if (isGlobalChange && (await store.countFacilitiesOf(directory, before.id)) > 1) {
      throw inputError(
        'password',
        undefined,
        'Orang ini bertugas di beberapa fasilitas: ia mengubah nama dan kata sandinya sendiri.',
      );
    }
  }
}
