// The packed client under the oldest Node that it promises, part of `npm run deep` because it fetches that Node: its npm chooses the libraries, and
// the client reads a participant from the sandbox as ESM and through `require()`. Exit code 0 = both did.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox } from '@titian/sandbox';
import { ROOT } from '../../tools/tidy/sources.ts';

const run = promisify(execFile);

/** The first Node 20 whose `require()` loads ESM without a flag. */
const OLDEST = '20.19.0';
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** What both programs do after they have the client. */
const READ = `createBpjsClient(JSON.parse(process.argv[2]))
  .call(vclaim.pesertaNokartu, { params: { noKartu: '0000000000001', tglSep: '2026-01-15' } })
  .then(({ kind }) => console.log(process.version, kind));`;

function packed(name: string, folder: string): string {
  const cwd = join(ROOT, 'packages', name);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd });
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const file = execFileSync('npm', args, { cwd, encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
  return join(folder, file);
}

async function main(folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  writeFileSync(join(folder, 'esm.js'), `import { createBpjsClient, vclaim } from '@titian/client';\n${READ}\n`);
  writeFileSync(
    join(folder, 'common.cjs'),
    `const { createBpjsClient, vclaim } = require('@titian/client');\n${READ}\n`,
  );
  execFileSync('npm', ['install', ...QUIET, `${NODE_PACKAGE}@${OLDEST}`], { cwd: folder, stdio: 'inherit' });
  const bin = join(folder, 'node_modules', NODE_PACKAGE, 'bin');
  const tarballs = ['contract', 'client'].map((name) => packed(name, folder));
  // npm asks the Node it runs on which version of a library fits: the old one has to be first on the path.
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  execFileSync('npm', ['install', ...QUIET, ...tarballs], { cwd: folder, stdio: 'inherit', env });
  const sandbox = await createSandbox({ population: 10 });
  try {
    const options = {
      environment: 'development',
      credentials: sandbox.credentials('9999R001'),
      baseUrls: { vclaim: sandbox.baseUrls.vclaim },
      settings: { allowBaseUrl: [sandbox.url] },
    };
    for (const file of ['esm.js', 'common.cjs']) {
      const { stdout } = await run(join(bin, 'node'), [file, JSON.stringify(options)], { cwd: folder });
      console.log(`${file}: ${stdout.trim()}`);
      if (stdout.trim() !== `v${OLDEST} ok`) throw new Error(`${file} did not read the participant.`);
    }
  } finally {
    await sandbox.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'titian-oldest-node-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
