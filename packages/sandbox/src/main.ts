// The sandbox process: arguments in, one JSON line out when it listens, stops on a signal or when its parent goes away.
// Usage: node --conditions=titian-source packages/sandbox/src/main.ts --data DIR --port N [--character documented|dumb] [--memory]
//        [--seed N] [--population N] [--business-clock ISO@realMs*speed] [--host H] [--traffic-log FILE]
// TITIAN_BUSINESS_CLOCK in the environment stands for --business-clock.

import { parseArgs } from 'node:util';
import { parseBusinessClock } from './clock.ts';
import { isCharacter } from './payer.ts';
import { createSandbox, type SandboxOptions } from './sandbox.ts';

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
    },
  });
  const { character } = values;
  // The same setting that the server gets, for parents that hand it to all their children alike.
  const businessClock = values['business-clock'] ?? process.env['TITIAN_BUSINESS_CLOCK'];
  if (character !== undefined && !isCharacter(character))
    throw new Error(`--character must be documented or dumb, got "${character}"`);
  if (!values.memory && values.data === undefined) throw new Error('say --data DIR, or --memory to keep nothing');
  return {
    now: Date.now,
    port: wholeNumber('--port', values.port),
    seed: wholeNumber('--seed', values.seed),
    ...(values.memory || values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(character === undefined ? {} : { character }),
    ...(values.population === undefined ? {} : { population: wholeNumber('--population', values.population) }),
    ...(businessClock === undefined ? {} : { businessClock: parseBusinessClock(businessClock) }),
    ...(values['traffic-log'] === undefined ? {} : { trafficFile: values['traffic-log'] }),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, got "${text}"`);
  return Number(text);
}

async function main(): Promise<void> {
  const sandbox = await createSandbox(optionsFrom(process.argv.slice(2)));
  console.log(JSON.stringify({ type: 'ready', service: 'sandbox', url: sandbox.url, port: sandbox.port }));
  process.send?.({ type: 'ready', service: 'sandbox', url: sandbox.url, port: sandbox.port });
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
