// /metrics and /health (the detail behind /readyz) on an inner port of their own, without sign-in: for a scraper on the same machine.
// Loopback only.
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';

export interface MetricsServer {
  /** The port it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

export async function serveMetrics(
  registry: Registry,
  port: number,
  detail: () => Promise<object>,
): Promise<MetricsServer> {
  const answers: Readonly<Record<string, () => Promise<{ readonly type: string; readonly text: string }>>> = {
    '/metrics': async () => ({ type: registry.contentType, text: await registry.metrics() }),
    '/health': async () => ({ type: 'application/json', text: JSON.stringify(await detail()) }),
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    answer().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
