// The store of the simulation keeps every promise that PostgreSQL keeps (store/store.int.test.ts): what a simulation proves with it holds
// for the real one as far as these promises go.
import { test } from 'vitest';
import { resolveSettings } from '../../settings.ts';
import { VirtualTime, ProcessTime } from '../virtual-time.ts';
import { STORE_PROMISES, Stage, type StoreHouse } from '../store-suite.ts';
import { MemoryDatabase } from './database.ts';
import { MemoryHand } from './hand.ts';
import { memoryStore } from './store.ts';

function house(): StoreHouse {
  const time = new VirtualTime();
  const database = new MemoryDatabase(time);
  const clock = new ProcessTime(time);
  const settings = resolveSettings();
  const hand = new MemoryHand(database, settings, clock);
  return {
    clock,
    settings,
    store: (nodeId, own = settings) => memoryStore({ database, nodeId, settings: own, clock }),
    enqueue: async (facilityId, messages) => database.enqueue(facilityId, messages),
    pass: (ms) => time.run(time.nowMs + ms),
    inMs: (ms) => new Date(time.nowMs + ms),
    tell: async (tx, { lease, outcome }) => {
      await tx.query({ text: 'told', values: [lease.facilityId, outcome?.kind] });
    },
    told: async (facilityId) =>
      database.business.filter(({ values }) => values[0] === facilityId).map(({ values }) => String(values[1])),
    setBudget: async (channel, concurrency) => {
      database.budgets.set(channel, { concurrency, ratePerSecond: null });
    },
    resend: async (...given) => hand.resend(...given),
    cancel: async (...given) => hand.cancel(...given),
    confirm: async (...given) => hand.confirm(...given),
  };
}

for (const [place, [name, keep]] of STORE_PROMISES.entries()) test(name, () => keep(new Stage(house(), place + 1)));
