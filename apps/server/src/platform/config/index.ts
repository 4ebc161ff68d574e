// The server's configuration: one schema, parsed once, every problem reported together in Indonesian and English.
// Values come in as a plain record, so that main.ts stays the only reader of the environment.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseBusinessClock, type BusinessClockSpec } from '../clock.ts';
import { parseFailpoint, type Failpoint } from '../failpoints.ts';
import { Secret } from './secret.ts';

export { Secret } from './secret.ts';

export const PROCESS_ROLES = ['api', 'inbound', 'worker', 'all'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

export const PLANTED_BUGS = ['blind-resend', 'skip-lease-check', 'already-as-equal', 'drop-after-five'] as const;
export type PlantedBug = (typeof PLANTED_BUGS)[number];

const MAX_PORT = 65_535;
const port = z.coerce.number().int().min(0).max(MAX_PORT);
const flag = z.enum(['0', '1']).transform((text) => text === '1');
const milliseconds = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Every key, with its sentence for `.env.example`; `x_FILE` may name a file that holds the value instead. */
const FIELDS = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('Owner connection to PostgreSQL 15 to 18; used for migrations only'),
  TITIAN_KEY_FILE: z.string().min(1).optional().describe('File of the master key; made on first start when absent'),
  TITIAN_MASTER_KEY: z.string().min(1).optional().describe('Master key as base64 of 32 bytes, instead of a file'),
  PORT: port.default(3000).describe('Port of API and web'),
  TITIAN_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 opens it to the LAN'),
  TITIAN_ROLE: z.enum(PROCESS_ROLES).default('all').describe('Which part this process is: api, inbound, worker or all'),
  TITIAN_DEMO: flag.default(false).describe('1 seeds demo facilities and demo sign-ins; never on a real facility'),
  TITIAN_SANDBOX_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base URL of the BPJS sandbox; demo only'),
  TITIAN_WEB_DIR: z.string().min(1).optional().describe('Folder of the built web app'),
  TITIAN_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address people type, when a proxy stands in front'),
  TITIAN_TRUSTED_PROXIES: z.string().optional().describe('Comma-separated addresses whose X-Forwarded headers count'),
  TITIAN_TLS: z
    .enum(['off', 'self-made', 'files'])
    .default('off')
    .describe('HTTPS: off, a certificate Titian makes, or files'),
  TITIAN_TLS_DIR: z.string().min(1).optional().describe('Folder where the self-made certificate is kept'),
  TITIAN_TLS_NAMES: z.string().optional().describe('Comma-separated names and addresses in the self-made certificate'),
  TITIAN_TLS_CERT: z.string().optional().describe('PEM certificate chain, usually as TITIAN_TLS_CERT_FILE'),
  TITIAN_TLS_KEY: z.string().optional().describe('PEM private key, usually as TITIAN_TLS_KEY_FILE'),
  TITIAN_METRICS_PORT: port.optional().describe('Inner port for /metrics; absent = only for signed-in IT'),
  TITIAN_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('How much to log'),
  TITIAN_BUSINESS_CLOCK: z.string().optional().describe('Demo only: <ISO base>@<real ms>*<speed>'),
  TITIAN_OUTBOUND_PROXY: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Proxy for calls to BPJS'),
  TITIAN_CAPTURE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder for what BPJS answers, without values (titian capture); absent = nothing is recorded'),
  TITIAN_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server for alerts: smtps://user:password@host or smtp://… with STARTTLS; absent = no mail'),
  TITIAN_SMTP_FROM: z.string().min(3).max(200).optional().describe('Sender of those mails'),
  TITIAN_WEBHOOK_HOSTS: z
    .string()
    .optional()
    .describe('Comma-separated hosts of webhooks that may lie inside the house or speak plain http'),
  TITIAN_LEASE_MS: milliseconds(1_000, 60_000).optional().describe('Lease of a delivery lane, at most a minute'),
  TITIAN_SETTLE_WINDOW_MS: milliseconds(0, 600_000)
    .optional()
    .describe('Wait before an unclear call may be sent again'),
  TITIAN_CLINIC_DELIVERY_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(7)
    .describe('Days after a visit that P-Care and Antrean FKTP messages are tried'),
  TITIAN_CHANNEL_SHARE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Calls to BPJS at once, per channel, at most'),
  TITIAN_PROBE_INTERVAL_MS: milliseconds(100, 300_000)
    .optional()
    .describe('How often an interrupted channel is tried again'),
  TITIAN_PLANTED_BUG: z
    .enum(PLANTED_BUGS)
    .optional()
    .describe('Tests only: plants one engine bug the checker must catch'),
  TITIAN_FAILPOINT: z
    .string()
    .optional()
    .describe('Tests only: <name>:kill|freeze:<visit>, the process ends or stops itself there'),
} as const;

const schema = z.object(FIELDS);
export const CONFIG_KEYS: readonly { readonly name: string; readonly description: string }[] = Object.entries(
  FIELDS,
).map(([name, field]) => ({ name, description: field.description ?? '' }));

/** These may hold a password or key: they become `Secret` and are never echoed in a problem. */
const SECRET_KEYS = [
  'DATABASE_URL',
  'TITIAN_MASTER_KEY',
  'TITIAN_TLS_KEY',
  'TITIAN_OUTBOUND_PROXY',
  'TITIAN_SMTP_URL',
] as const;

export interface Config {
  readonly databaseUrl: Secret;
  readonly keyFile: string | null;
  readonly masterKey: Secret | null;
  readonly port: number;
  readonly host: string;
  readonly role: ProcessRole;
  readonly isDemo: boolean;
  readonly sandboxUrl: string | null;
  readonly webDir: string | null;
  readonly publicUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly tls:
    | { readonly mode: 'off' }
    | { readonly mode: 'self-made'; readonly dir: string; readonly names: readonly string[] }
    | { readonly mode: 'files'; readonly cert: string; readonly key: Secret };
  readonly metricsPort: number | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly businessClock: BusinessClockSpec | null;
  readonly outboundProxy: Secret | null;
  readonly smtp: { readonly url: Secret; readonly from: string } | null;
  /** Hosts that webhooks may reach although they lie inside the house. */
  readonly webhookHosts: readonly string[];
  /** Where answers are recorded without their values; null = nowhere. */
  readonly captureDir: string | null;
  readonly delivery: {
    readonly leaseMs: number | null;
    readonly settleWindowMs: number | null;
    readonly channelShare: number | null;
    /** P-Care names no limit; after this many days a message goes to a person. */
    readonly clinicDays: number;
    readonly probeIntervalMs: number | null;
    readonly plantedBug: PlantedBug | null;
  };
  readonly failpoint: Failpoint | null;
}

export interface ConfigProblem {
  readonly key: string;
  readonly id: string;
  readonly en: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** @example parseConfig({ DATABASE_URL: 'postgres://titian@localhost/titian', TITIAN_KEY_FILE: '/etc/titian/key' }) */
export function parseConfig(environment: Environment, readFile: (path: string) => string = readText): ConfigResult {
  const problems: ConfigProblem[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(FIELDS)) {
    const value = valueOf(environment, name, readFile, problems);
    if (value !== undefined && value !== '') values[name] = value;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describeIssue(issue, values)));
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  problems.push(...contradictions(parsed.data));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: shape(parsed.data) };
}

/** The text for the terminal; names keys, never values. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.flatMap((problem) => [`  ${problem.key}`, `    ${problem.id}`, `    ${problem.en}`]);
  return [
    'Titian tidak dapat dimulai: pengaturan belum benar.',
    'Titian cannot start: the configuration is not right.',
    ...lines,
  ].join('\n');
}

type Values = z.infer<typeof schema>;

function valueOf(
  environment: Environment,
  name: string,
  readFile: (path: string) => string,
  problems: ConfigProblem[],
): string | undefined {
  // TITIAN_KEY_FILE is itself a path: there is no TITIAN_KEY_FILE_FILE.
  const path = name.endsWith('_FILE') ? undefined : environment[`${name}_FILE`];
  if (path === undefined || path === '') return environment[name];
  if (environment[name]) {
    problems.push(
      problem(name, `Isi salah satu saja: ${name} atau ${name}_FILE.`, `Give either ${name} or ${name}_FILE.`),
    );
    return undefined;
  }
  try {
    return readFile(path).trimEnd();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    problems.push(
      problem(`${name}_FILE`, `Berkas tidak dapat dibaca (${code}).`, `The file cannot be read (${code}).`),
    );
    return undefined;
  }
}

function contradictions(values: Values): ConfigProblem[] {
  const found: ConfigProblem[] = [];
  if (!values.TITIAN_KEY_FILE && !values.TITIAN_MASTER_KEY) {
    found.push(
      problem(
        'TITIAN_KEY_FILE',
        'Kunci induk belum ditentukan: isi TITIAN_KEY_FILE.',
        'No master key: set TITIAN_KEY_FILE.',
      ),
    );
  }
  if (values.TITIAN_KEY_FILE && values.TITIAN_MASTER_KEY) {
    found.push(
      problem(
        'TITIAN_MASTER_KEY',
        'Isi salah satu saja: TITIAN_MASTER_KEY atau TITIAN_KEY_FILE.',
        'Give either TITIAN_MASTER_KEY or TITIAN_KEY_FILE.',
      ),
    );
  }
  if (values.TITIAN_BUSINESS_CLOCK !== undefined && parseBusinessClock(values.TITIAN_BUSINESS_CLOCK) === null) {
    found.push(
      problem(
        'TITIAN_BUSINESS_CLOCK',
        'Bentuk yang benar: 2026-01-05T07:00:00+07:00@1700000000000*60.',
        'Expected <ISO base>@<real ms>*<speed>.',
      ),
    );
  }
  if (values.TITIAN_FAILPOINT !== undefined && parseFailpoint(values.TITIAN_FAILPOINT) === null) {
    found.push(
      problem('TITIAN_FAILPOINT', 'Bentuk yang benar: <nama>:kill:3.', 'Expected <name>:kill|freeze:<visit>.'),
    );
  }
  if (values.TITIAN_TLS === 'files' && (!values.TITIAN_TLS_CERT || !values.TITIAN_TLS_KEY)) {
    found.push(
      problem(
        'TITIAN_TLS',
        'HTTPS dengan berkas memerlukan TITIAN_TLS_CERT_FILE dan TITIAN_TLS_KEY_FILE.',
        'TLS from files needs TITIAN_TLS_CERT_FILE and TITIAN_TLS_KEY_FILE.',
      ),
    );
  }
  if (values.TITIAN_SMTP_URL !== undefined && values.TITIAN_SMTP_FROM === undefined) {
    found.push(problem('TITIAN_SMTP_FROM', 'Surel memerlukan alamat pengirim.', 'Mail needs the address of a sender.'));
  }
  if (values.TITIAN_TLS === 'self-made' && !values.TITIAN_TLS_DIR) {
    found.push(
      problem(
        'TITIAN_TLS_DIR',
        'Tentukan folder untuk menyimpan sertifikat buatan sendiri.',
        'Name the folder that keeps the self-made certificate.',
      ),
    );
  }
  // A simulator and a real facility must never meet (security goal S23).
  if (!values.TITIAN_DEMO) {
    for (const key of [
      'TITIAN_SANDBOX_URL',
      'TITIAN_BUSINESS_CLOCK',
      'TITIAN_PLANTED_BUG',
      'TITIAN_FAILPOINT',
    ] as const) {
      if (values[key] === undefined) continue;
      found.push(
        problem(
          key,
          'Hanya untuk demo (TITIAN_DEMO=1); pada fasilitas sungguhan Titian menolak dimulai.',
          'Only with TITIAN_DEMO=1; Titian refuses to start a real facility with it.',
        ),
      );
    }
  }
  return found;
}

function shape(values: Values): Config {
  return {
    databaseUrl: new Secret(values.DATABASE_URL),
    keyFile: values.TITIAN_KEY_FILE ?? null,
    masterKey: secretOrNull(values.TITIAN_MASTER_KEY),
    port: values.PORT,
    host: values.TITIAN_HOST,
    role: values.TITIAN_ROLE,
    isDemo: values.TITIAN_DEMO,
    sandboxUrl: values.TITIAN_SANDBOX_URL ?? null,
    smtp:
      values.TITIAN_SMTP_URL === undefined
        ? null
        : { url: new Secret(values.TITIAN_SMTP_URL), from: values.TITIAN_SMTP_FROM ?? '' },
    webhookHosts: list(values.TITIAN_WEBHOOK_HOSTS).map((host) => host.toLowerCase()),
    captureDir: values.TITIAN_CAPTURE_DIR ?? null,
    webDir: values.TITIAN_WEB_DIR ?? null,
    publicUrl: values.TITIAN_PUBLIC_URL ?? null,
    trustedProxies: list(values.TITIAN_TRUSTED_PROXIES),
    tls: tlsOf(values),
    metricsPort: values.TITIAN_METRICS_PORT ?? null,
    logLevel: values.TITIAN_LOG_LEVEL,
    businessClock: values.TITIAN_BUSINESS_CLOCK === undefined ? null : parseBusinessClock(values.TITIAN_BUSINESS_CLOCK),
    outboundProxy: secretOrNull(values.TITIAN_OUTBOUND_PROXY),
    delivery: {
      leaseMs: values.TITIAN_LEASE_MS ?? null,
      settleWindowMs: values.TITIAN_SETTLE_WINDOW_MS ?? null,
      channelShare: values.TITIAN_CHANNEL_SHARE ?? null,
      clinicDays: values.TITIAN_CLINIC_DELIVERY_DAYS,
      probeIntervalMs: values.TITIAN_PROBE_INTERVAL_MS ?? null,
      plantedBug: values.TITIAN_PLANTED_BUG ?? null,
    },
    failpoint: values.TITIAN_FAILPOINT === undefined ? null : parseFailpoint(values.TITIAN_FAILPOINT),
  };
}

function tlsOf(values: Values): Config['tls'] {
  if (values.TITIAN_TLS === 'files') {
    return { mode: 'files', cert: values.TITIAN_TLS_CERT ?? '', key: new Secret(values.TITIAN_TLS_KEY ?? '') };
  }
  if (values.TITIAN_TLS === 'self-made') {
    return { mode: 'self-made', dir: values.TITIAN_TLS_DIR ?? '', names: list(values.TITIAN_TLS_NAMES) };
  }
  return { mode: 'off' };
}

function describeIssue(issue: z.core.$ZodIssue, values: Readonly<Record<string, string>>): ConfigProblem {
  const key = String(issue.path[0] ?? '?');
  const secret = SECRET_KEYS.some((name) => name === key);
  if (values[key] === undefined) return problem(key, 'Wajib diisi.', 'Required.');
  const detail = secret ? 'wrong form' : issue.message;
  return problem(key, `Isinya belum benar (${detail}).`, `The value is not right (${detail}).`);
}

function problem(key: string, id: string, en: string): ConfigProblem {
  return { key, id, en };
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function secretOrNull(text: string | undefined): Secret | null {
  return text === undefined ? null : new Secret(text);
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
