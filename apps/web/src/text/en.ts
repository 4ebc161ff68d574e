// All English strings of the web app; same shape as the Indonesian tree.
import { alerts } from './en/alerts.ts';
import { clinic } from './en/clinic.ts';
import { continuity } from './en/continuity.ts';
import { desk } from './en/desk.ts';
import { frame } from './en/frame.ts';
import { health } from './en/health.ts';
import { integration } from './en/integration.ts';
import { messages } from './en/messages.ts';
import { queue } from './en/queue.ts';
import { reconciliation } from './en/reconciliation.ts';
import { settings } from './en/settings.ts';
import { words } from './en/words.ts';
import type { id } from './id.ts';

export const en: typeof id = {
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
