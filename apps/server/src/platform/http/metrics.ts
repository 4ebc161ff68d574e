// Counters for operation: requests by route pattern and status, times, and what modules register themselves. Labels never
// carry a value that a person typed.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { TitianApp } from './types.ts';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

export function installMetrics(app: TitianApp, registry: Registry): void {
  const requests = new Counter({
    name: 'titian_http_requests_total',
    help: 'Answered requests',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'titian_http_seconds',
    help: 'Time to answer',
    labelNames: ['route'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.inc({ method: request.method, route, status: reply.statusCode });
    seconds.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { config: { access: 'metrics-read' }, schema: { hide: true } }, async (_request, reply) => {
    // The exposition format is text, not one of the API's JSON answers.
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
