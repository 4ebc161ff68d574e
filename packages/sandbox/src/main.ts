#!/usr/bin/env node
// The sandbox process: arguments in, one JSON line out when it listens, stops on a signal or when its parent goes away.
// Usage: titian-sandbox [--data DIR] [--port N] [--character documented|dumb] [--memory]
//        [--seed N] [--population N] [--business-clock ISO@realMs*speed] [--host H] [--traffic-log FILE] [--plan FILE]
//        [--allow-calls-to HOST]…
// Everything is kept in DIR (default .titian-sandbox); --memory keeps nothing. Started by a person it also prints the credentials of its
// facilities (so does --show-credentials); they are made up and open nothing else. TITIAN_BUSINESS_CLOCK in the environment stands for --business-clock.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseBusinessClock } from './clock.ts';
import { isCharacter } from './payer.ts';
import type { Plan } from './plans/plan.ts';
import { PlanError, readPlan } from './plans/read.ts';
import { READY_PLANS, readyPlanFile } from './plans/ready.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import { STANDARD_FACILITIES } from './world/facilities.ts';

function optionsFrom(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      host: { type: 'string' },
      character: { type: 'string' },
      memory: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      population: { type: 'string' },
      'business-clock': { type: 'string' },
      'traffic-log': { type: 'string' },
      plan: { type: 'string' },
      'allow-calls-to': { type: 'string', multiple: true, default: [] },
      'show-credentials': { type: 'boolean' },
    },
  });
  const { character } = values;
  // The same setting that the server gets, for parents that hand it to all their children alike.
  const businessClock = values['business-clock'] ?? process.env['TITIAN_BUSINESS_CLOCK'];
  if (character !== undefined && !isCharacter(character))
    throw new Error(`--character must be documented or dumb, got "${character}"`);
  return {
    now: Date.now,
    port: wholeNumber('--port', values.port),
    seed: wholeNumber('--seed', values.seed),
    ...(values.memory ? {} : { dataDir: values.data ?? DEFAULT_DATA }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(character === undefined ? {} : { character }),
    ...(values.population === undefined ? {} : { population: wholeNumber('--population', values.population) }),
    ...(businessClock === undefined ? {} : { businessClock: parseBusinessClock(businessClock) }),
    allowCallsTo: values['allow-calls-to'],
    ...(values.plan === undefined ? {} : { plan: planFrom(values.plan) }),
    ...(values['traffic-log'] === undefined ? {} : { trafficFile: values['traffic-log'] }),
  };
}

/** A file, or the name of a plan that comes with the sandbox. */
function planFrom(name: string): Plan {
  const file = READY_PLANS.includes(name) ? readyPlanFile(name) : name;
  try {
    return readPlan(readFileSync(file, 'utf8'));
  } catch (error) {
    const ready = `ready plans: ${READY_PLANS.join(', ')}`;
    if (error instanceof PlanError) throw new Error(`--plan ${name}\n${error.message}`, { cause: error });
    throw new Error(`--plan ${name} cannot be read (${String(error)}); ${ready}`, { cause: error });
  }
}

/** Beside whatever project it is started in. */
const DEFAULT_DATA = '.titian-sandbox';

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, got "${text}"`);
  return Number(text);
}

/** What a stranger's client needs to make its first call. */
function introduction({ baseUrls, eklaimUrl, credentials }: Sandbox) {
  const facilities = STANDARD_FACILITIES.map(({ kodePpk, nama }) => ({ nama, ...credentials(kodePpk) }));
  return { baseUrls, eklaimUrl, facilities };
}

async function main(): Promise<void> {
  const sandbox = await createSandbox(optionsFrom(process.argv.slice(2)));
  const ready = { type: 'ready', service: 'sandbox', url: sandbox.url, port: sandbox.port };
  // A program that started us knows the facilities, and its log needs no keys; a person wants them.
  const isForPerson = process.send === undefined || process.argv.includes('--show-credentials');
  console.log(JSON.stringify(isForPerson ? { ...ready, ...introduction(sandbox) } : ready));
  process.send?.(ready);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('sandbox: stop failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
