// vitest's global setup: gives the workers of one run a common throw-away cluster per major version, started only when a test asks
// for it, and removes it after the run.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_SERVICE_VARIABLE, startThrowAway } from './testing.ts';

type Running = Awaited<ReturnType<typeof startThrowAway>>;

export default async function setup(): Promise<() => Promise<void>> {
  const clusters = new Map<number, Promise<Running>>();
  const service = createServer((request, response) => {
    const major = Number(request.url?.slice(1));
    const cluster = clusters.get(major) ?? startThrowAway({ major });
    clusters.set(major, cluster);
    cluster.then(
      ({ postgres }) => response.end(JSON.stringify(postgres.config)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  const folder = await mkdtemp(join(tmpdir(), 'titian-test-run-'));
  const socket = join(folder, 'clusters.sock');
  await new Promise<void>((resolve) => service.listen(socket, resolve));
  process.env[CLUSTER_SERVICE_VARIABLE] = socket;

  return async () => {
    service.close();
    service.closeAllConnections();
    for (const cluster of clusters.values()) await (await cluster).remove();
    await rm(folder, { recursive: true, force: true });
  };
}
