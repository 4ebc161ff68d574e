// The OpenAPI 3.1 document of the routes: served at /api/openapi.json, browsable at /api/docs, written to docs/api by
// `src/openapi.ts`. Needs no database.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema, RouteOptions } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { isSafeMethod } from './csrf.ts';
import type { RouteConfig, TitianApp } from './types.ts';

export const API_PREFIX = '/api/v1';

export async function installOpenApi(app: TitianApp): Promise<void> {
  const zodTransform = createJsonSchemaTransform({ skipList: [] });
  const zodObject = createJsonSchemaTransformObject({});
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Titian',
        version: '1',
        description:
          'The bridge between a health facility and BPJS Kesehatan. Every unsafe request takes an Idempotency-Key; errors have one shape; instants are RFC 3339 in UTC.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'titian_session',
            description: 'Session of a person; __Host-titian on https.',
          },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'API key of an HIS (`ttn_…`) or token of a device (`ttd_…`).',
          },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = zodTransform(input);
      return { url, schema: describe(schema, input.route) };
    },
    transformObject: (document) => withoutUnused(zodObject(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: (policy) => policy.replace('upgrade-insecure-requests;', ''),
    uiConfig: { deepLinking: true, tryItOutEnabled: false },
  });
}

function describe(schema: FastifySchema, route: RouteOptions): FastifySchema {
  // Fastify types `config` loosely before its own merge; ours is declared by module augmentation.
  const config: Partial<RouteConfig> = route.config ?? {};
  const methods = Array.isArray(route.method) ? route.method : [route.method];
  const needsKey =
    methods.some((method) => !isSafeMethod(method)) && config.access !== 'public' && config.idempotent !== false;
  return {
    ...schema,
    ...(config.access === 'public' ? { security: [] } : { security: [{ session: [] }, { key: [] }] }),
    ...(config.access === undefined ? {} : { 'x-permission': config.access }),
    ...(config.audit === undefined ? {} : { 'x-audit': config.audit }),
    ...(needsKey
      ? {
          headers: {
            type: 'object',
            required: ['Idempotency-Key'],
            properties: {
              'Idempotency-Key': {
                type: 'string',
                format: 'uuid',
                description: 'One per form or event; a repetition gets the first answer.',
              },
            },
          },
        }
      : {}),
  };
}

type Document = ReturnType<ReturnType<typeof createJsonSchemaTransformObject>>;

/** Every named schema is emitted in an input and an output form; what no route mentions would only lead readers astray. */
function withoutUnused(document: Document): Document {
  if (!('components' in document) || !document.components?.schemas) return document;
  const { schemas } = document.components;
  let text = JSON.stringify(document);
  for (let isDone = false; !isDone;) {
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    for (const name of unused) delete schemas[name];
    isDone = unused.length === 0;
    text = JSON.stringify(document);
  }
  // By name, not in the order in which the modules happened to be loaded.
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
  return document;
}
