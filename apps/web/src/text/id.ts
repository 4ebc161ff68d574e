// All Indonesian strings of the web app, by room of the screen. The English tree has the same shape, checked by the compiler.
import { alerts } from './id/alerts.ts';
import { clinic } from './id/clinic.ts';
import { continuity } from './id/continuity.ts';
import { desk } from './id/desk.ts';
import { frame } from './id/frame.ts';
import { health } from './id/health.ts';
import { integration } from './id/integration.ts';
import { messages } from './id/messages.ts';
import { queue } from './id/queue.ts';
import { reconciliation } from './id/reconciliation.ts';
import { settings } from './id/settings.ts';
import { words } from './id/words.ts';

export const id = {
  words,
  frame,
  desk,
  queue,
  clinic,
  alerts,
  health,
  integration,
  messages,
  continuity,
  reconciliation,
  settings,
};
