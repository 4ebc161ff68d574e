// Puts the ground floor together from what main.ts (or a test) decided: configuration, clock, keys, connections. Connects to
// nothing by itself, so that the OpenAPI document can be made without a database.
import type { Logger } from 'pino';
import { createAudit } from './audit/index.ts';
import { createAuth } from './auth/index.ts';
import type { Clock, Random } from './clock.ts';
import type { Config } from './config/index.ts';
import { createDirectorySealer, createSealer, type MasterKey } from './crypto/index.ts';
import { createDb, type DbOptions } from './db/index.ts';
import type { PrimaryGuard } from './db/primary.ts';
import { createEvents, type Outgoing } from './events/index.ts';
import type { FailpointHook } from './failpoints.ts';
import { createRegistry } from './http/metrics.ts';
import type { Platform } from './module.ts';

export interface PlatformOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly master: MasterKey;
  readonly logger: Logger;
  readonly connections: DbOptions['connections'];
  readonly outgoing?: Outgoing;
  readonly failpoint?: FailpointHook | undefined;
  /** Shared with whoever else connects to the database. */
  readonly guard?: PrimaryGuard;
}

export function createPlatform(options: PlatformOptions): Platform {
  const { config, clock, random, master, logger, failpoint } = options;
  const db = createDb({ connections: options.connections, logger, failpoint, guard: options.guard });
  const sealer = createSealer(master, random);
  const directorySealer = createDirectorySealer(master, random);
  return {
    config,
    clock,
    random,
    logger,
    db,
    sealer,
    directorySealer,
    audit: createAudit({ sealer, clock, random }),
    metrics: createRegistry(),
    events: createEvents(options.outgoing),
    ...(failpoint === undefined ? {} : { failpoint }),
    auth: createAuth({ directory: db.directory, directorySealer, master, clock, random }),
  };
}
