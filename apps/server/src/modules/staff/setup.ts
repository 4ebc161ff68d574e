// The first administrator of a real installation: a one-time code that only the terminal of the machine shows, valid while
// there is no account at all. There is no default account.
import { z } from 'zod';
import { requireGoodPassword } from '../../platform/auth/index.ts';
import { systemActor } from '../../platform/actor.ts';
import { AppError, forbidden } from '../../platform/errors.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import { accountId, facilityId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/module.ts';
import { createHash } from 'node:crypto';
import { createFacility, FACILITY_KINDS, TIME_ZONES } from '../facility/index.ts';
import { createAccount } from './service.ts';
import { countAccounts } from './store.ts';

const CODE_HOURS = 24;
/** Without the letters and digits that are mistaken for one another; 20 of them are 98 bits. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 20;
const GROUP = 5;

const setup = z.strictObject({
  code: z.string().trim().min(CODE_LENGTH).max(40),
  facility: z.strictObject({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(FACILITY_KINDS),
    kodePpk: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z]{1,12}$/),
    timeZone: z.enum(TIME_ZONES),
  }),
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{2,59}$/),
  displayName: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(256),
});

/** A fresh code when there is no account yet, else null. Older codes stop working. */
export async function issueSetupCode(platform: Pick<Platform, 'db' | 'clock' | 'random'>): Promise<string | null> {
  const { db, clock, random } = platform;
  if ((await countAccounts(db.directory)) > 0) return null;
  const letters = [...random.bytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  await db.directory.transaction(async (tx) => {
    await tx.query('DELETE FROM titian.setup_codes');
    await tx.query('INSERT INTO titian.setup_codes (code_digest, expires_at) VALUES ($1, $2)', [
      digestOf(letters),
      new Date(clock.realNow().getTime() + CODE_HOURS * 3_600_000),
    ]);
  });
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

export function setupRoutes(app: TitianApp, platform: Platform): void {
  const { db, clock, random, audit } = platform;

  app.get(
    '/setup',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Whether the first administrator is still to be made',
        tags: ['setup'],
        response: { 200: z.object({ needed: z.boolean() }) },
      },
    },
    async () => ({ needed: (await countAccounts(db.directory)) === 0 }),
  );

  app.post(
    '/setup',
    {
      config: { access: 'public', audit: 'write', ratePerMinute: 10 },
      schema: {
        summary: 'Make the first facility and its administrator with the one-time code',
        tags: ['setup'],
        body: setup,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { code, facility, username, displayName, password } = request.body;
      requireGoodPassword(password, username);
      const used = await db.directory.query(
        'DELETE FROM titian.setup_codes WHERE code_digest = $1 AND expires_at > $2 RETURNING code_digest',
        [digestOf(code), clock.realNow()],
      );
      if (used.length === 0 || (await countAccounts(db.directory)) > 0)
        throw forbidden('AUTH_SETUP_CODE', 'setup code is wrong or used');
      const id = facilityId(random.uuidv7());
      await createFacility(platform, id, {
        ...facility,
        bpjsEnvironment: platform.config.isDemo ? 'sandbox' : 'development',
      });
      const account = accountId(random.uuidv7());
      const isMade = await createAccount(platform, id, { id: account, username, displayName, roles: ['it'], password });
      if (!isMade)
        throw new AppError('INPUT_USERNAME_TAKEN', { message: 'username is taken', http: 409, field: 'username' });
      await db.withFacility(id, (tx) =>
        audit.record(tx, {
          actor: systemActor(id, 'setup'),
          action: 'staff.first-administrator',
          subjectType: 'account',
          subjectId: account,
        }),
      );
      return reply.code(204).send(null);
    },
  );
}

function digestOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest();
}
