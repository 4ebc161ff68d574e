// What a module hands to the composition root, and what the ground floor hands to a module.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Audit } from './audit/index.ts';
import type { Clock, Random } from './clock.ts';
import type { Config } from './config/index.ts';
import type { DirectorySealer, Sealer } from './crypto/index.ts';
import type { Db } from './db/index.ts';
import type { LocalEvents } from './events/index.ts';
import type { FailpointHook } from './failpoints.ts';
import type { Auth } from './auth/index.ts';
import type { TitianApp } from './http/types.ts';

export interface Platform {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly db: Db;
  readonly sealer: Sealer;
  readonly directorySealer: DirectorySealer;
  readonly audit: Audit;
  readonly events: LocalEvents;
  readonly auth: Auth;
  /** Modules register their own counters here; labels carry ids and codes only. */
  readonly metrics: Registry;
  /** Demo only: may end or freeze the process at a named place. */
  readonly failpoint?: FailpointHook;
}

export interface ModuleDefinition {
  readonly name: string;
  /** Registers routes below `/api/v1`; must not touch the database. */
  readonly routes?: (app: TitianApp) => void;
  /** Background work; called only in processes of the given roles, after migrations. */
  readonly worker?: { start(): Promise<void>; stop(): Promise<void> };
  /** Background work of every process, whatever its role; each asks the database whose turn it is. */
  readonly everywhere?: { start(): Promise<void>; stop(): Promise<void> };
  /** What this module adds to a fresh demo; called once, after the facilities exist. */
  readonly seedDemo?: () => Promise<void>;
}
