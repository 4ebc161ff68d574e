// Promises of the way of a message: enqueue, claim, begin, settle, lease.
import { expect } from 'vitest';
import { LeaseLost } from '../../store/settle-inside.ts';
import {
  CHANNEL,
  DELIVERED,
  expectAbout,
  message,
  NODE_A,
  PARKED,
  REFUSED,
  settlement,
  type Stage,
  UNKNOWN,
  uuid,
  WAITING,
} from './house.ts';

const ALWAYS = { minAgeMs: 0, maxAgeMs: 10 ** 12 };

export const DELIVERING: readonly (readonly [string, (stage: Stage) => Promise<void>])[] = [
  [
    'places in a lane are handed out in the order of enqueueing, and a known message keeps its own',
    async (stage) => {
      const messages = [1, 2, 3].map((index) => message(1, index));
      expect((await stage.enqueue(...messages)).map(({ seq, created }) => [seq, created])).toEqual([
        [1, true],
        [2, true],
        [3, true],
      ]);
      const again = await stage.enqueue(message(1, 2), message(1, 4));
      expect(again.map(({ created }) => created)).toEqual([false, true]);
      expect(again[0]?.seq).toBe(2);
      expect(again[1]?.seq).toBeGreaterThan(3);
      const order: number[] = [];
      for (let lease = await stage.claimOne(); order.length < 4;) {
        order.push(lease.message.seq);
        const { next } = await stage.settle(lease, { ...DELIVERED, chain: true });
        if (next === null) break;
        lease = next;
      }
      expect(order).toEqual([1, 2, 3, again[1]?.seq]);
    },
  ],
  [
    'a repeated message wakes no sleeping lane',
    async (stage) => {
      await stage.settle(await stage.held(message(1, 1)), DELIVERED);
      expect(await stage.laneState(1)).toBe('idle');
      await stage.enqueue(message(1, 1));
      expect(await stage.laneState(1)).toBe('idle');
      expect(await stage.claim()).toHaveLength(0);
      await stage.enqueue(message(1, 2));
      expect((await stage.claimOne()).message.messageId).toBe(message(1, 2).messageId);
    },
  ],
  [
    'a lane carries one lease at a time, and two nodes that claim together never get the same lane',
    async (stage) => {
      await stage.enqueue(...Array.from({ length: 12 }, (_, lane) => message(lane, 1)));
      const both = await Promise.all([stage.claim(stage.a, 8), stage.claim(stage.b, 8)]);
      const lanes = both.flat().map((lease) => lease.laneId);
      expect(new Set(lanes).size).toBe(lanes.length);
      for (let rounds = 0; lanes.length < 12 && rounds < 5; rounds += 1)
        lanes.push(...(await stage.claim(stage.a, 12)).map((lease) => lease.laneId));
      expect(lanes).toHaveLength(12);
      expect(await stage.claim(stage.b, 12)).toHaveLength(0);
    },
  ],
  [
    'a claim brings the lanes that have been due longest, of its class and channel only',
    async (stage) => {
      await stage.enqueue(message('old', 1));
      await stage.house.pass(60_000);
      await stage.enqueue(
        message('new', 1),
        message('late', 1, { class: 2 }),
        message('else', 1, { channel: 'peer.b' }),
      );
      expect((await stage.claim(stage.a, 1)).map((lease) => lease.laneId)).toEqual([uuid('lane', 'old')]);
      expect((await stage.claim(stage.a, 9)).map((lease) => lease.laneId)).toEqual([uuid('lane', 'new')]);
      expect((await stage.claim(stage.a, 9, 2)).map((lease) => lease.laneId)).toEqual([uuid('lane', 'late')]);
      expect((await stage.claim(stage.a, 9, 1, 'peer.b')).map((lease) => lease.laneId)).toEqual([uuid('lane', 'else')]);
    },
  ],
  [
    'the age of a claim is a range of the time a lane has been due',
    async (stage) => {
      await stage.enqueue(message('old', 1));
      await stage.house.pass(600_000);
      await stage.enqueue(message('new', 1));
      const of = { facilityId: stage.facilityId, channel: CHANNEL, class: 1, limit: 9 };
      const fresh = await stage.a.claim({ ...of, minAgeMs: 0, maxAgeMs: 300_000 });
      expect(fresh.map((lease) => lease.laneId)).toEqual([uuid('lane', 'new')]);
      const old = await stage.a.claim({ ...of, minAgeMs: 300_000, maxAgeMs: 10 ** 12 });
      expect(old.map((lease) => lease.laneId)).toEqual([uuid('lane', 'old')]);
    },
  ],
  [
    'a message that may not leave yet is not claimed, as first of its lane nor behind another',
    async (stage) => {
      await stage.enqueue(
        message(1, 1, { notBefore: stage.house.inMs(60_000) }),
        message(2, 1),
        message(2, 2, { notBefore: stage.house.inMs(60_000) }),
      );
      const lease = await stage.claimOne();
      expect(lease.laneId).toBe(uuid('lane', 2));
      const settled = await stage.settle(lease, { ...DELIVERED, chain: true });
      expect(settled.next).toBeNull();
      expectAbout(settled.dueInMs, 60_000);
      expect(await stage.claim()).toHaveLength(0);
      await stage.house.pass(61_000);
      expect(await stage.claim()).toHaveLength(2);
    },
  ],
  [
    'the fence grows with every claim, and a lease that has ended may be taken by anybody',
    async (stage) => {
      const first = await stage.held(message(1, 1));
      expect(await stage.claim(stage.b)).toHaveLength(0);
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      const second = await stage.claimOne(stage.b);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(second.deaths).toBe(1);
      await expect(stage.settle(first, DELIVERED)).rejects.toBeInstanceOf(LeaseLost);
      expect((await stage.begin(first)).begun).toBeNull();
      expect((await stage.settle(second, DELIVERED, stage.b)).laneState).toBe('idle');
    },
  ],
  [
    'a node that takes back its own lane blames nobody, and another is blamed once however often that happens',
    async (stage) => {
      await stage.held(message(1, 1));
      for (const [store, deaths] of [
        [stage.a, 0],
        [stage.b, 1],
        [stage.a, 1],
      ] as const) {
        await stage.house.pass(stage.house.settings.leaseMs + 1_000);
        expect((await stage.claimOne(store)).deaths).toBe(deaths);
      }
    },
  ],
  [
    'a suspect on trial is blamed before it runs; its settlement takes the blame back, a lost lease is not tried',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      expect(await stage.a.putOnTrial(lease)).toBe(true);
      expect(await stage.a.putOnTrial({ ...lease, fence: lease.fence - 1 })).toBe(false);
      await stage.settle(lease, { messageState: 'queued', deaths: 0 });
      expect((await stage.claimOne()).deaths).toBe(0);
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      expect(await stage.a.putOnTrial(lease)).toBe(false);
    },
  ],
  [
    'an attempt is begun only under the fence, inside the lease, and only one at a time',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      expect((await stage.begin({ ...lease, fence: lease.fence - 1 })).begun).toBeNull();
      const first = await stage.begin(lease);
      expect(first.begun?.number).toBe(1);
      expect((await stage.begin(lease)).begun).toBeNull();
      const again = await stage.begin(lease, stage.a, first.attemptId);
      expect(again.begun).toEqual(first.begun);
      const late = await stage.held(message(2, 1));
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      expect((await stage.begin(late)).begun).toBeNull();
    },
  ],
  [
    'what was begun is read back byte for byte by whoever comes next, and counts as unclear from then on',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      await stage.begin(lease);
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      const next = await stage.claimOne(stage.b);
      expect(next.attempts).toBe(1);
      expect(next.openAttempt).not.toBeNull();
      expectAbout(next.unknownForMs, 0);
      const attempt = await stage.b.readAttempt(next);
      expect(Buffer.from(attempt?.sealedBody ?? []).toString()).toBe('body');
      expect(attempt?.number).toBe(1);
      expect(await stage.b.readAttempt({ ...next, openAttempt: null })).toBeNull();
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      expectAbout((await stage.claimOne(stage.b)).unknownForMs, stage.house.settings.leaseMs + 1_000);
    },
  ],
  [
    'a lease is renewed while it runs and never after it has ended',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      const half = stage.house.settings.leaseMs / 2;
      await stage.house.pass(half);
      expect([...(await stage.a.renew(stage.facilityId, [lease]))]).toEqual([lease.laneId]);
      await stage.house.pass(half + 1_000);
      expect(await stage.claim(stage.b)).toHaveLength(0);
      expect((await stage.a.renew(stage.facilityId, [{ ...lease, fence: lease.fence - 1 }])).size).toBe(0);
      await stage.house.pass(half);
      expect((await stage.a.renew(stage.facilityId, [lease])).size).toBe(0);
      expect(await stage.claim(stage.b)).toHaveLength(1);
    },
  ],
  [
    'a settlement of several lanes commits whole or not at all, with what the handlers wrote',
    async (stage) => {
      await stage.enqueue(message(1, 1), message(2, 1));
      const leases = await stage.claim();
      const [first, second] = leases;
      if (first === undefined || second === undefined) throw new Error('two lanes');
      const items = [settlement(first, DELIVERED), settlement({ ...second, fence: second.fence - 1 }, DELIVERED)];
      const lost = await stage.a.settle(stage.facilityId, items, stage.house.tell).catch((error: unknown) => error);
      expect(lost).toBeInstanceOf(LeaseLost);
      expect(lost instanceof LeaseLost && [...lost.laneIds]).toEqual([second.laneId]);
      expect(await stage.house.told(stage.facilityId)).toEqual([]);
      expect(await stage.stateOf(message(1, 1))).toBe('queued');
      const failing = stage.a.settle(stage.facilityId, [settlement(first, DELIVERED)], async (tx, item) => {
        await stage.house.tell(tx, item);
        throw new Error('a handler that fails');
      });
      await expect(failing).rejects.toThrow('a handler that fails');
      expect(await stage.house.told(stage.facilityId)).toEqual([]);
      await stage.a.settle(
        stage.facilityId,
        leases.map((lease) => settlement(lease, DELIVERED)),
        stage.house.tell,
      );
      expect(await stage.house.told(stage.facilityId)).toEqual(['delivered', 'delivered']);
    },
  ],
  [
    'a move that the state machine does not know changes nothing, not even beside a good one',
    async (stage) => {
      await stage.enqueue(message(1, 1), message(2, 1));
      const leases = await stage.claim();
      const [first, second] = [1, 2].map((lane) => leases.find((one) => one.laneId === uuid('lane', lane)));
      if (first === undefined || second === undefined) throw new Error('two lanes');
      await stage.settle(second, UNKNOWN);
      await stage.house.pass(1_000);
      const unclear = await stage.claimOne();
      const items = [
        settlement(first, DELIVERED),
        settlement(unclear, { messageState: 'waiting', holdState: 'waiting' }),
      ];
      await expect(stage.a.settle(stage.facilityId, items, stage.house.tell)).rejects.toThrow('unknown to waiting');
      expect(await stage.stateOf(message(1, 1))).toBe('queued');
    },
  ],
  [
    'a settled head hands the lane on: kept under a new fence when asked and in the same channel, else ready for all',
    async (stage) => {
      const first = await stage.held(message(1, 1), message(1, 2), message(1, 3, { channel: 'peer.b', class: 2 }));
      const kept = await stage.settle(first, { ...DELIVERED, chain: true });
      expect(kept.laneState).toBe('leased');
      expect(kept.next?.fence).toBeGreaterThan(first.fence);
      expect(kept.next?.message.messageId).toBe(message(1, 2).messageId);
      expect(kept.next?.attempts).toBe(0);
      if (kept.next === null) throw new Error('kept');
      const given = await stage.settle(kept.next, { ...DELIVERED, chain: true });
      expect(given).toMatchObject({ laneState: 'ready', next: null, channel: 'peer.b', class: 2 });
      expect(await stage.claim(stage.b, 9, 2, 'peer.b')).toHaveLength(1);
    },
  ],
  [
    'a lane that is not kept, or whose end is reached, is free at once',
    async (stage) => {
      const first = await stage.held(message(1, 1), message(1, 2));
      expect(await stage.settle(first, DELIVERED)).toMatchObject({ laneState: 'ready', next: null });
      const second = await stage.claimOne(stage.b);
      expect(await stage.settle(second, { ...DELIVERED, chain: true }, stage.b)).toMatchObject({
        laneState: 'idle',
        next: null,
        dueInMs: null,
      });
    },
  ],
  [
    'what is refused or parked stops its lane, what is put off comes back when its time has come',
    async (stage) => {
      await stage.settle(await stage.held(message(1, 1), message(1, 2)), REFUSED);
      expect(await stage.laneState(1)).toBe('stopped');
      await stage.settle(await stage.held(message(2, 1)), PARKED);
      expect(await stage.laneState(2)).toBe('parked');
      const later = await stage.settle(await stage.held(message(3, 1)), { messageState: 'queued', delayMs: 20_000 });
      expectAbout(later.dueInMs, 20_000);
      expect(await stage.claim()).toHaveLength(0);
      await stage.house.pass(21_000);
      expect((await stage.claim()).map((lease) => lease.laneId)).toEqual([uuid('lane', 3)]);
    },
  ],
  [
    'an unclear attempt stays open over settlements until it is decided, and its time is counted from the first',
    async (stage) => {
      const open = await stage.sent(await stage.held(message(1, 1), message(1, 2)));
      await stage.settle(open, UNKNOWN);
      await stage.house.pass(40_000);
      const again = await stage.claimOne(stage.b);
      expect(again.messageState).toBe('unknown');
      expect(again.openAttempt?.attemptId).toBe(open.openAttempt?.attemptId);
      expectAbout(again.unknownForMs, 40_000);
      await stage.settle(again, { ...UNKNOWN, outcome: null, absentReads: 1, failures: 2 }, stage.b);
      const third = await stage.claimOne(stage.b);
      expect(third).toMatchObject({ absentReads: 1, failures: 2 });
      await stage.settle(third, { messageState: 'queued', keepAttempt: false }, stage.b);
      const free = await stage.claimOne();
      expect(free).toMatchObject({ openAttempt: null, unknownForMs: 0, messageState: 'queued' });
      expect((await stage.begin(free)).begun?.number).toBe(2);
    },
  ],
  [
    'whoever waits for a message is woken by its end, and only if it waits',
    async (stage) => {
      const first = message('first', 1);
      const after = [{ laneId: first.laneId, messageId: first.messageId }];
      await stage.enqueue(first);
      const lease = await stage.claimOne();
      await stage.enqueue(message('second', 1, { after }), message('third', 1, { after }));
      const second = (await stage.claim()).find((one) => one.laneId === uuid('lane', 'second'));
      if (second === undefined) throw new Error('second');
      expect(second.message.after).toEqual(after);
      await stage.settle(second, WAITING);
      // What a head is told of its dependents is from the time of its claim.
      await stage.settle(lease, { messageState: 'queued' });
      const again = (await stage.claim()).find((one) => one.laneId === first.laneId);
      if (again === undefined) throw new Error('first');
      expect([...again.message.dependents].toSorted()).toEqual(
        [uuid('lane', 'second'), uuid('lane', 'third')].toSorted(),
      );
      const settled = await stage.settle(again, DELIVERED);
      expect(settled.woken).toEqual([{ channel: CHANNEL, class: 1 }]);
      expect((await stage.claim()).map((one) => one.laneId)).toEqual([uuid('lane', 'second')]);
    },
  ],
  [
    'a refusal that stops its lane wakes those who wait, and one that is registered later finds it decided',
    async (stage) => {
      const first = message('first', 1);
      const after = [{ laneId: first.laneId, messageId: first.messageId }];
      await stage.enqueue(first, message('second', 1, { after }));
      const leases = await stage.claim();
      const [second, head] = ['second', 'first'].map((lane) => leases.find((one) => one.laneId === uuid('lane', lane)));
      if (second === undefined || head === undefined) throw new Error('both');
      await stage.settle(second, WAITING);
      expect((await stage.settle(head, REFUSED)).woken).toEqual([{ channel: CHANNEL, class: 1 }]);
      const states = await stage.a.dependencies(stage.facilityId, [first.messageId, uuid('nobody')]);
      expect([...states]).toEqual([[first.messageId, 'refused']]);
    },
  ],
  [
    'the class of a lane follows its head, rises for whoever is enqueued behind it, and sinks when it has waited too long',
    async (stage) => {
      await stage.enqueue(message(1, 1, { class: 2 }));
      await stage.enqueue(message(1, 2, { class: 0 }));
      const hurried = await stage.claimOne(stage.a, 0);
      expect(hurried.message.class).toBe(2);
      expect(await stage.settle(hurried, DELIVERED)).toMatchObject({ class: 0 });
      const person = await stage.claimOne(stage.a, 0);
      await stage.house.pass(stage.house.settings.lateAfterMs + 5_000);
      // The lease is over; the same node takes the lane again and gives it back.
      const old = await stage.claimOne(stage.a, 0);
      expectAbout(old.waitedMs, stage.house.settings.lateAfterMs + 5_000);
      expect(person.laneId).toBe(old.laneId);
      expect(await stage.settle(old, { messageState: 'queued' })).toMatchObject({ class: 2 });
    },
  ],
  [
    'a lease knows how long its lane has waited and where it ends on our own clock',
    async (stage) => {
      await stage.enqueue(message(1, 1));
      await stage.house.pass(9_000);
      const lease = await stage.claimOne();
      expectAbout(lease.waitedMs, 9_000);
      expectAbout(lease.leaseUntilMs - stage.house.clock.monotonicMs(), stage.house.settings.leaseMs);
      expect(lease.leaseUntilMs).toBeLessThanOrEqual(stage.house.clock.monotonicMs() + stage.house.settings.leaseMs);
    },
  ],
  [
    'overdue heads are found without being sent, but never one that may have arrived',
    async (stage) => {
      const deadlineAt = new Date(stage.house.clock.now().getTime() + 1_000);
      await stage.enqueue(message(1, 1, { deadlineAt }), message(2, 1, { deadlineAt }), message(3, 1));
      const leases = await stage.claim();
      for (const lease of leases) {
        if (lease.laneId === uuid('lane', 2)) await stage.settle(await stage.sent(lease), UNKNOWN);
        else await stage.settle(lease, { messageState: 'queued' });
      }
      const expired = (now: Date) => stage.a.claimExpired(stage.facilityId, CHANNEL, 1, now, 9);
      expect(await expired(new Date(deadlineAt.getTime() - 1))).toHaveLength(0);
      expect((await expired(deadlineAt)).map((lease) => lease.laneId)).toEqual([uuid('lane', 1)]);
    },
  ],
  [
    'the node that claims is the one a later owner sees as gone',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      expect(lease.facilityId).toBe(stage.facilityId);
      const again = stage.house.store(NODE_A);
      await stage.house.pass(stage.house.settings.leaseMs + 1_000);
      const [back] = await again.claim({
        facilityId: stage.facilityId,
        channel: CHANNEL,
        class: 1,
        limit: 1,
        ...ALWAYS,
      });
      expect(back?.deaths).toBe(0);
    },
  ],
];
