// Events in: a HIS or a file tells what happened, and the same use cases run as from the screens.
export { hookRoutes } from './routes.ts';
export { createHookService, type EventOutcome, type HookDeps, type HookService } from './service.ts';
