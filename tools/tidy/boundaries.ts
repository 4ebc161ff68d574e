// Who may import whom, as data (the arrows of ARCHITECTURE.md), and the judge of one import. Needed beside the linter because the
// tools that know dependency graphs do not understand TypeScript 7.
import { dirname, join, posix } from 'node:path';
import type { CodeFile, SourceImport } from './sources.ts';

export interface Room {
  /** Folder prefix of the room. */
  readonly folder: string;
  /** The name by which other rooms import it, when it has one. */
  readonly name?: string;
  /** Names of rooms that its shipped code may import. */
  readonly mayImport: readonly string[];
}

/** Ordered: the first room whose folder begins a path is the path's room. */
export const ROOMS: readonly Room[] = [
  { folder: 'packages/contract/', name: '@titian/contract', mayImport: [] },
  { folder: 'packages/client/', name: '@titian/client', mayImport: ['@titian/contract'] },
  { folder: 'packages/sandbox/', name: '@titian/sandbox', mayImport: ['@titian/contract'] },
  { folder: 'packages/outbox/', name: '@titian/outbox', mayImport: [] },
  { folder: 'packages/embedded-postgres/', name: '@titian/embedded-postgres', mayImport: [] },
  { folder: 'packages/api-client/', name: '@titian/api-client', mayImport: [] },
  { folder: 'apps/server/src/platform/', mayImport: ['@titian/contract', '@titian/client', '@titian/outbox'] },
  { folder: 'apps/server/', mayImport: ['@titian/contract', '@titian/client', '@titian/outbox'] },
  { folder: 'apps/web/', mayImport: ['@titian/api-client'] },
  { folder: 'apps/cli/src/checker/', mayImport: [] },
  { folder: 'apps/cli/', mayImport: ['@titian/api-client', '@titian/embedded-postgres'] },
];

/** Tests stand outside the house: they may enter every room by its door. */
export function isTestCode(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)test\/|^tests\/|^bench\/|^tools\/|[/.]testing(-[a-z]+)?\.ts$|\/testing\//.test(path);
}

export function roomOf(path: string): Room | undefined {
  return ROOMS.find(({ folder }) => path.startsWith(folder));
}

/** null: allowed. Otherwise what is wrong with it. */
export function judgeImport(file: CodeFile, { from }: SourceImport): string | null {
  if (from.startsWith('@titian/')) return judgePackageImport(file.path, from);
  if (!from.startsWith('.')) return null;
  return judgeRelativeImport(file.path, posix.normalize(posix.join(dirname(file.path), from)));
}

function judgePackageImport(path: string, from: string): string | null {
  const name = from.split('/').slice(0, 2).join('/');
  const rest = from.slice(name.length + 1);
  if (/^(src|dist)\b/.test(rest)) return 'enters a package behind its door';
  const room = roomOf(path);
  if (room === undefined || room.name === name || isTestCode(path) || room.mayImport.includes(name)) return null;
  return `${room.folder} must not know ${name}`;
}

const MODULES = 'apps/server/src/modules/';

function judgeRelativeImport(path: string, target: string): string | null {
  const room = roomOf(path);
  const targetRoom = roomOf(target);
  if (room !== undefined && targetRoom !== undefined && room !== targetRoom) {
    const isServerFloor = path.startsWith('apps/server/') && target.startsWith('apps/server/src/platform/');
    if (isServerFloor) return null;
    if (room.folder.startsWith('apps/cli/') && targetRoom.folder.startsWith('apps/cli/') && room.folder === 'apps/cli/')
      return null;
    if (path.startsWith('apps/server/src/platform/') && isTestCode(path)) return null;
    return `${room.folder} reaches into ${targetRoom.folder}`;
  }
  if (
    room === undefined &&
    targetRoom !== undefined &&
    !target.startsWith('apps/') &&
    // What stands beside a package's sources (its generator) is a tool and has no door.
    /\/src\//.test(target) &&
    !path.startsWith('tools/tidy/')
  ) {
    return `enters ${targetRoom.folder} behind its door`;
  }
  const other = moduleOf(target);
  const own = moduleOf(path);
  if (other === null || own === other) return null;
  const isComposition =
    own === null && path.startsWith('apps/server/src/') && !path.startsWith('apps/server/src/platform/');
  if (
    target === `${MODULES}${other}/index.ts` ||
    (isComposition && target.startsWith(`${MODULES}${other}/`)) ||
    isTestCode(path)
  )
    return null;
  return `enters the module ${other} behind its index.ts`;
}

export function moduleOf(path: string): string | null {
  if (!path.startsWith(MODULES)) return null;
  const rest = path.slice(MODULES.length);
  return rest.includes('/') ? (rest.split('/')[0] ?? null) : null;
}

/** What a cycle must not be made of: packages, and the domains of the server. */
export function knotOf(path: string): string | null {
  const module = moduleOf(path);
  if (module !== null) return `${MODULES}${module}`;
  const room = roomOf(path);
  return room === undefined ? null : join(room.folder);
}

/** Every arrow between knots that exists at run time, with the files that draw it. */
export function arrows(files: readonly CodeFile[]): Map<string, Map<string, string>> {
  const graph = new Map<string, Map<string, string>>();
  for (const file of files) {
    const from = knotOf(file.path);
    if (from === null || isTestCode(file.path)) continue;
    for (const { from: wanted, isTypeOnly, line } of file.imports) {
      const to = isTypeOnly ? null : knotOfImport(file.path, wanted);
      if (to === null || to === from) continue;
      const targets = graph.get(from) ?? new Map<string, string>();
      if (!targets.has(to)) targets.set(to, `${file.path}:${line}`);
      graph.set(from, targets);
    }
  }
  return graph;
}

function knotOfImport(path: string, wanted: string): string | null {
  if (wanted.startsWith('.')) return knotOf(posix.normalize(posix.join(dirname(path), wanted)));
  const room = ROOMS.find(({ name }) => name !== undefined && (wanted === name || wanted.startsWith(`${name}/`)));
  return room === undefined ? null : join(room.folder);
}

/** One cycle as a readable line per arrow, or null when there is none. */
export function findCycle(graph: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] | null {
  const done = new Set<string>();
  const walk = (knot: string, trail: readonly string[]): string[] | null => {
    const start = trail.indexOf(knot);
    if (start >= 0) {
      const ring = [...trail.slice(start), knot];
      return ring.slice(1).map((to, index) => `${ring[index]} → ${to} (${graph.get(ring[index] ?? '')?.get(to)})`);
    }
    if (done.has(knot)) return null;
    for (const next of graph.get(knot)?.keys() ?? []) {
      const found = walk(next, [...trail, knot]);
      if (found !== null) return found;
    }
    done.add(knot);
    return null;
  };
  for (const knot of graph.keys()) {
    const found = walk(knot, []);
    if (found !== null) return found;
  }
  return null;
}
