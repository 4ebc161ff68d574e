// How the payer behaves: moods and their presets, the fault plan, switches, character, clock, a new beginning. Everything set here survives a
// restart of a sandbox that keeps its data.

import { z } from 'zod';
import { CHARACTERS } from '../kernel.ts';
import { MoodSchema } from '../moods/moods.ts';
import { PRESETS } from '../moods/presets.ts';
import type { Payer } from '../payer.ts';
import { stateAt } from '../plans/plan.ts';
import { PlanError, readPlan } from '../plans/read.ts';
import { readyPlans } from '../plans/ready.ts';
import { ENDPOINT_IDS, SCOPES } from '../scopes.ts';
import { defaultSwitches, SwitchesSchema } from '../switches.ts';
import { ClockSchema } from '../world/setup.ts';
import { ControlRefusal, type ControlParts, type Handlers } from './handler.ts';
import { state } from './observe.ts';
import { SWITCH_TEXTS } from './switch-texts.ts';

const MoodsInput = z.record(z.string().min(1).max(100), MoodSchema.nullable());
const PartialSwitches = SwitchesSchema.partial();

async function putMoods({ payer }: ControlParts, body: unknown, replace: boolean): Promise<unknown> {
  const input = MoodsInput.parse(body);
  const merged = { ...(replace ? {} : payer.moods), ...input };
  const moods = Object.fromEntries(
    Object.entries(merged).flatMap(([scope, mood]) => (mood === null ? [] : [[scope, mood] as const])),
  );
  await payer.arrange([{ kind: 'moods', moods }]);
  return { moods: payer.moods };
}

function clockOf(payer: Payer): unknown {
  return {
    realNow: new Date(payer.clocks.real()).toISOString(),
    businessNow: new Date(payer.clocks.business()).toISOString(),
    business: payer.clocks.getBusiness(),
    skewMs: payer.skewMs,
    windowMs: payer.windowMs,
  };
}

/** Each switch with what it may be, its default, and what is known about it. */
function switchesOf({ switches }: Payer): unknown {
  const defaults = defaultSwitches();
  const { properties = {} } = z.toJSONSchema(SwitchesSchema);
  return {
    switches,
    known: Object.entries(SWITCH_TEXTS).map(([name, text]) => ({
      name,
      value: Object.entries(switches).find(([key]) => key === name)?.[1],
      default: Object.entries(defaults).find(([key]) => key === name)?.[1],
      schema: properties[name],
      ...text,
    })),
  };
}

/** The plan that runs, what of it is over and what is to come. */
function planOf({ plan, clocks }: Payer): unknown {
  const nowMs = clocks.business();
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  if (plan === null) return { plan: null };
  return {
    plan: plan.plan,
    startedAt: iso(plan.startMs),
    businessNow: iso(nowMs),
    spans: plan.timeline.map((span) => ({
      step: span.step,
      scope: span.scope,
      from: iso(span.fromMs),
      until: iso(span.untilMs),
      mood: span.mood,
      state: stateAt(span, nowMs),
    })),
  };
}

async function putPlan({ payer }: ControlParts, text: string): Promise<unknown> {
  try {
    await payer.startPlan(readPlan(text));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new ControlRefusal(400, error.message, { problems: error.problems });
  }
  return planOf(payer);
}

export const SETTINGS: Handlers = {
  'GET /_sandbox/moods': ({ payer }) => ({ moods: payer.moods }),
  'PUT /_sandbox/moods': (parts, { body, query }) => putMoods(parts, body, query.get('replace') === '1'),
  'DELETE /_sandbox/moods': (parts) => putMoods(parts, {}, true),
  'GET /_sandbox/switches': ({ payer }) => switchesOf(payer),
  'PUT /_sandbox/switches': async ({ payer }, { body }) => {
    await payer.arrange([{ kind: 'switches', switches: { ...payer.switches, ...PartialSwitches.parse(body) } }]);
    return { switches: payer.switches };
  },
  'PUT /_sandbox/character': async ({ payer }, { body }) => {
    const { character } = z.object({ character: z.enum(CHARACTERS) }).parse(body);
    await payer.arrange([{ kind: 'character', character }]);
    return { character: payer.character };
  },
  'GET /_sandbox/clock': ({ payer }) => clockOf(payer),
  'PUT /_sandbox/clock': async ({ payer }, { body }) => {
    await payer.arrange([{ kind: 'clock', clock: ClockSchema.parse(body) }]);
    return clockOf(payer);
  },
  'POST /_sandbox/reset': async (parts) => {
    await parts.payer.reset();
    parts.meter.reset();
    return state(parts);
  },
  'GET /_sandbox/presets': () => ({ presets: PRESETS }),
  'GET /_sandbox/scopes': () => ({ scopes: SCOPES, endpoints: ENDPOINT_IDS }),
  'GET /_sandbox/plan': ({ payer }) => planOf(payer),
  'PUT /_sandbox/plan': (parts, { text }) => putPlan(parts, text),
  'DELETE /_sandbox/plan': async ({ payer }) => {
    await payer.arrange([{ kind: 'plan', plan: null, startMs: payer.clocks.business() }]);
    return planOf(payer);
  },
  'GET /_sandbox/plans': () => ({
    plans: readyPlans().map(({ id, text, plan }) => ({ id, text, name: plan.name, description: plan.description })),
  }),
};
