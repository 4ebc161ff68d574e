// Promises of what stands around the way of a message: the overview, named lanes, hands, channels, nodes.
import { expect } from 'vitest';
import { UNREADABLE } from '../../types.ts';
import {
  CHANNEL,
  DELIVERED,
  expectAbout,
  message,
  NODE_A,
  NODE_B,
  PARKED,
  REFUSED,
  type Stage,
  UNKNOWN,
  uuid,
  WAITING,
} from './house.ts';

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? error.code : error),
  );

export const AROUND: readonly (readonly [string, (stage: Stage) => Promise<void>])[] = [
  [
    'the overview names each group once with its earliest time, in order, and goes on behind the last one',
    async (stage) => {
      await stage.enqueue(message(1, 1, { class: 2 }), message(2, 1), message(3, 1, { channel: 'peer.z', class: 0 }));
      await stage.house.pass(5_000);
      await stage.enqueue(message(4, 1), message(5, 1, { channel: 'peer.z', class: 1 }));
      const groups = await stage.groups();
      expect(groups.map((group) => [group.channel, group.class])).toEqual([
        [CHANNEL, 1],
        [CHANNEL, 2],
        ['peer.z', 0],
        ['peer.z', 1],
      ]);
      expectAbout(groups[0]?.dueInMs, -5_000);
      const [first] = await stage.groups(1);
      const rest = await stage.a.overview(
        { facilityId: stage.facilityId, dueInMs: 0, ...first, channel: CHANNEL, class: 1 },
        2,
      );
      expect(rest.map((group) => [group.channel, group.class])).toEqual([
        [CHANNEL, 2],
        ['peer.z', 0],
      ]);
    },
  ],
  [
    'the overview shows a held lane at the end of its lease and a stopped one not at all',
    async (stage) => {
      const lease = await stage.held(message(1, 1));
      expectAbout((await stage.groups())[0]?.dueInMs, stage.house.settings.leaseMs);
      await stage.settle(lease, REFUSED);
      expect(await stage.groups()).toEqual([]);
    },
  ],
  [
    'a named lane is claimed whatever its turn would be, unless somebody holds it or it has nothing to do',
    async (stage) => {
      await stage.enqueue(message(1, 1));
      const lane = uuid('lane', 1);
      await stage.settle(await stage.claimOne(), WAITING);
      const lease = await stage.a.claimLane(stage.facilityId, lane);
      expect(lease?.messageState).toBe('waiting');
      expect(await stage.b.claimLane(stage.facilityId, lane)).toBeNull();
      if (lease === null) throw new Error('claimed');
      await stage.settle(lease, DELIVERED);
      expect(await stage.b.claimLane(stage.facilityId, lane)).toBeNull();
      expect(await stage.b.claimLane(stage.facilityId, uuid('nobody'))).toBeNull();
    },
  ],
  [
    'a hurried lane comes to the front and at once; one that is held or stopped stays where it is',
    async (stage) => {
      await stage.enqueue(message(1, 1, { class: 2 }), message(2, 1));
      await stage.settle(await stage.claimOne(), { messageState: 'queued', delayMs: 60_000 });
      for (const lane of [1, 2])
        expect(await stage.a.readLane(stage.facilityId, uuid('lane', lane), true)).toEqual({
          state: 'ready',
          channel: CHANNEL,
        });
      const leases = await stage.claim(stage.a, 9, 0);
      expect(leases).toHaveLength(2);
      expect(await stage.a.readLane(stage.facilityId, uuid('lane', 1), true)).toMatchObject({ state: 'leased' });
      expect(await stage.a.readLane(stage.facilityId, uuid('nobody'), true)).toBeNull();
    },
  ],
  [
    'what a person sends again takes its old place in the lane',
    async (stage) => {
      const [first, second] = [message(1, 1), message(1, 2)];
      await stage.settle(await stage.held(first, second), REFUSED);
      expect(await stage.house.resend(stage.facilityId, first.messageId)).toBe('queued');
      expect(await stage.house.resend(stage.facilityId, first.messageId)).toBe('queued');
      const lease = await stage.claimOne();
      expect(lease.message.messageId).toBe(first.messageId);
      await stage.settle(lease, { ...REFUSED, advance: true });
      const next = await stage.claimOne();
      expect(next.message.messageId).toBe(second.messageId);
      // Its lane has gone on and is held: it comes when the head is settled.
      await stage.house.resend(stage.facilityId, first.messageId);
      const settled = await stage.settle(next, { ...DELIVERED, chain: true });
      expect(settled.next?.message.messageId).toBe(first.messageId);
    },
  ],
  [
    'two messages that are sent again from a lane that has gone on both take their turn, in whatever order they are asked for',
    async (stage) => {
      for (const order of [
        [1, 2],
        [2, 1],
      ]) {
        const messages = [1, 2].map((index) => message(order.join(), index));
        await stage.enqueue(...messages);
        for (const _ of messages) await stage.settle(await stage.claimOne(), { ...REFUSED, advance: true });
        expect(await stage.laneState(order.join())).toBe('idle');
        for (const index of order) await stage.house.resend(stage.facilityId, messages[index - 1]?.messageId ?? '');
        const seen: string[] = [];
        for (const _ of messages) {
          const lease = await stage.claimOne();
          seen.push(lease.message.messageId);
          await stage.settle(lease, DELIVERED);
        }
        expect(seen).toEqual(messages.map(({ messageId }) => messageId));
        expect(await stage.laneState(order.join())).toBe('idle');
      }
    },
  ],
  [
    'what was settled is not sent again, and neither is what is over unless it gets a new deadline',
    async (stage) => {
      const done = message(1, 1);
      await stage.settle(await stage.held(done), DELIVERED);
      expect(await codeOf(stage.house.resend(stage.facilityId, done.messageId))).toBe('OUTBOX_SETTLED');
      const past = new Date(stage.house.clock.now().getTime() - 1_000);
      const late = message(2, 1, { deadlineAt: past });
      await stage.settle(await stage.held(late), REFUSED);
      expect(await codeOf(stage.house.resend(stage.facilityId, late.messageId))).toBe('OUTBOX_EXPIRED');
      const deadlineAt = new Date(past.getTime() + 3_600_000);
      expect(await stage.house.resend(stage.facilityId, late.messageId, deadlineAt)).toBe('queued');
      expect((await stage.claimOne()).message.deadlineAt).toEqual(deadlineAt);
      expect(await codeOf(stage.house.resend(stage.facilityId, uuid('nobody')))).toBe('OUTBOX_NO_MESSAGE');
    },
  ],
  [
    'a parked message whose attempt is unclear is read back when it is sent again; one behind a block is refused',
    async (stage) => {
      const [first, second] = [message(1, 1), message(1, 2)];
      const open = await stage.sent(await stage.held(first, second));
      await stage.settle(open, { ...PARKED, keepAttempt: true });
      expect(await stage.house.resend(stage.facilityId, first.messageId)).toBe('unknown');
      const lease = await stage.claimOne();
      expect(lease.openAttempt?.attemptId).toBe(open.openAttempt?.attemptId);
      await stage.settle(lease, { ...REFUSED, messageState: 'refused', advance: true, keepAttempt: false });
      await stage.settle(await stage.claimOne(), PARKED);
      expect(await codeOf(stage.house.resend(stage.facilityId, first.messageId))).toBe('OUTBOX_LANE_BLOCKED');
    },
  ],
  [
    'a person cancels what has not been sent, never what is under way or unclear',
    async (stage) => {
      const [first, second, third] = [message(1, 1), message(1, 2), message(1, 3)];
      const lease = await stage.held(first, second, third);
      expect(await codeOf(stage.house.cancel(stage.facilityId, first.messageId))).toBe('OUTBOX_BUSY');
      expect(await stage.house.cancel(stage.facilityId, second.messageId)).toBe('cancelled');
      const open = await stage.sent(lease);
      await stage.settle(open, UNKNOWN);
      expect(await codeOf(stage.house.cancel(stage.facilityId, first.messageId))).toBe('OUTBOX_UNCERTAIN');
      await stage.settle(await stage.claimOne(), { ...DELIVERED, messageState: 'delivered' });
      const last = await stage.claimOne();
      expect(last.message.messageId).toBe(third.messageId);
      await stage.settle(last, REFUSED);
      expect(await stage.house.cancel(stage.facilityId, third.messageId)).toBe('cancelled');
      expect(await stage.house.cancel(stage.facilityId, third.messageId)).toBe('cancelled');
      expect(await stage.laneState(1)).toBe('idle');
      expect(await stage.stateOf(second)).toBe('cancelled');
    },
  ],
  [
    'only what nobody can read back is confirmed by hand, and that wakes whoever waits for it',
    async (stage) => {
      const first = message('first', 1);
      const after = [{ laneId: first.laneId, messageId: first.messageId }];
      await stage.settle(await stage.held(first), { ...PARKED, reason: UNREADABLE, advance: true });
      await stage.settle(await stage.held(message('second', 1, { after })), WAITING);
      expect(await stage.house.confirm(stage.facilityId, first.messageId)).toBe('delivered');
      expect(await stage.house.confirm(stage.facilityId, first.messageId)).toBe('delivered');
      expect((await stage.claimOne()).laneId).toBe(uuid('lane', 'second'));
      const other = message('other', 1);
      await stage.settle(await stage.held(other), PARKED);
      expect(await codeOf(stage.house.confirm(stage.facilityId, other.messageId))).toBe('OUTBOX_READABLE');
    },
  ],
  [
    'a pause is known to all nodes until somebody resumes, which also closes the breaker',
    async (stage) => {
      const { facilityId } = stage;
      const of = async () => (await stage.b.channels()).filter((entry) => entry.facilityId === facilityId);
      await stage.a.pauseChannel(facilityId, CHANNEL, 'person', 'credentials');
      await stage.a.openBreaker(facilityId, CHANNEL, 30_000);
      expect(await of()).toMatchObject([{ channel: CHANNEL, paused: true, open: true }]);
      await stage.house.pass(31_000);
      expect(await stage.b.takeProbe(facilityId, CHANNEL, 30_000)).toBe(false);
      await stage.b.resumeChannel(facilityId, CHANNEL, 'person', 'done');
      expect(await of()).toEqual([]);
      expect(await stage.b.takeProbe(facilityId, CHANNEL, 30_000)).toBe(false);
    },
  ],
  [
    'of all nodes one takes the probe of an interval, and nobody before its time',
    async (stage) => {
      const { facilityId } = stage;
      const take = () =>
        Promise.all([stage.a, stage.b, stage.a, stage.b].map((store) => store.takeProbe(facilityId, CHANNEL, 30_000)));
      await stage.a.openBreaker(facilityId, CHANNEL, 30_000);
      await stage.b.openBreaker(facilityId, CHANNEL, 1_000);
      expect(await take()).toEqual([false, false, false, false]);
      const [entry] = (await stage.a.channels()).filter((one) => one.facilityId === facilityId);
      expectAbout(entry?.probeInMs, 30_000);
      await stage.house.pass(31_000);
      expect((await take()).filter(Boolean)).toHaveLength(1);
      expect((await take()).filter(Boolean)).toHaveLength(0);
      await stage.a.closeBreaker(facilityId, CHANNEL);
      await stage.house.pass(31_000);
      expect((await take()).filter(Boolean)).toHaveLength(0);
    },
  ],
  [
    'nodes see each other while they are alive and no longer',
    async (stage) => {
      await stage.a.heartbeat();
      expect(await stage.b.heartbeat()).toEqual([NODE_A, NODE_B].toSorted());
      await stage.house.pass(stage.house.settings.nodeGoneMs + 1_000);
      expect(await stage.b.heartbeat()).toEqual([NODE_B]);
      await stage.b.leave();
      expect(await stage.a.heartbeat()).toEqual([NODE_A]);
      await stage.a.leave();
    },
  ],
  [
    'a budget is read as it was set',
    async (stage) => {
      const channel = `peer.${stage.facilityId.slice(0, 8)}`;
      await stage.house.setBudget(channel, 7);
      expect((await stage.a.budgets()).get(channel)).toEqual({ concurrency: 7, ratePerSecond: null });
      await stage.a.notify('anything');
    },
  ],
];
