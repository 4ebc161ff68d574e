// The HTTP application with every room of the house; used by main.ts, by the OpenAPI script and by tests.
import { createApp as createHttpApp } from './platform/http/create-app.ts';
import type { TitianApp } from './platform/http/index.ts';
import type { ModuleDefinition, Platform } from './platform/module.ts';
import { composeModules } from './modules/index.ts';

export interface House {
  readonly app: TitianApp;
  readonly modules: readonly ModuleDefinition[];
}

export async function createHouse(
  platform: Platform,
  https?: { readonly cert: string; readonly key: string },
): Promise<House> {
  const modules = composeModules(platform);
  const app = await createHttpApp({ platform, modules, ...(https === undefined ? {} : { https }) });
  return { app, modules };
}
