// The promises of the events file: good lines go on, bad ones are named with their line, other systems' columns can be mapped.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLUMNS, EVENT_TYPES } from './columns.ts';
import { readEventsFile } from './read.ts';

const GOOD = 'E1,2026-11-23T08:00:00+07:00,V1,poli.called,9999R001';
const HEAD = 'event_id,occurred_at,visit_ref,type,facility';

describe('an events file', () => {
  it('reads the shipped demo morning without a bad line', () => {
    const { events, bad } = readEventsFile(
      readFileSync(new URL('../../data/pagi-rumah-sakit.csv', import.meta.url), 'utf8'),
    );
    expect(bad).toEqual([]);
    expect(events.length).toBeGreaterThan(1900);
    expect(events.every((event, place) => place === 0 || event.atMs >= (events[place - 1]?.atMs ?? 0))).toBe(true);
  });

  it('names line, column and remedy of a bad line and goes on with the good ones', () => {
    const { events, bad } = readEventsFile(
      [
        HEAD,
        GOOD,
        'E2,kemarin,V1,poli.done,9999R001',
        'E3,2026-11-23T08:01:00+07:00,V1,poli.pergi,9999R001',
        'E4,2026-11-23T08:09:00+07:00,V1,poli.done,9999R001',
      ].join('\n'),
    );
    expect(events.map((event) => event.body.sourceEventId)).toEqual(['E1', 'E4']);
    expect(bad.map(({ line, column, value }) => ({ line, column, value }))).toEqual([
      { line: 3, column: 'occurred_at', value: 'kemarin' },
      { line: 4, column: 'type', value: 'poli.pergi' },
    ]);
    expect(bad[0]?.remedy).toMatch(/2026-11-23T08:05:10\+07:00/);
  });

  it('keeps the first of two lines with the same event number', () => {
    const { events, bad } = readEventsFile([HEAD, GOOD, GOOD].join('\n'));
    expect(events).toHaveLength(1);
    expect(bad).toMatchObject([{ line: 3, column: 'event_id' }]);
  });

  it('reads naive local times in the zone of the line', () => {
    const { events } = readEventsFile(
      [`${HEAD},zona`, 'E1,2026-11-23 08:00:00,V1,poli.called,9999R002,Asia/Jayapura'].join('\n'),
    );
    expect(new Date(events[0]?.atMs ?? 0).toISOString()).toBe('2026-11-22T23:00:00.000Z');
    expect(events[0]?.body.occurredAt).toBe('2026-11-23 08:00:00');
  });

  it('takes columns of another system by mapping, also semicolon separated', () => {
    const theirs = [
      'no;waktu;no_rawat;kejadian;kode_faskes',
      'X1;2026-11-23T08:00:00+07:00;2026/11/23/0001;poli.called;9999R001',
    ].join('\n');
    const { events, bad } = readEventsFile(theirs, {
      event_id: 'no',
      occurred_at: 'waktu',
      visit_ref: 'no_rawat',
      type: 'kejadian',
      facility: 'kode_faskes',
    });
    expect(bad).toEqual([]);
    expect(events[0]?.body).toMatchObject({ sourceEventId: 'X1', visitRef: '2026/11/23/0001' });
  });

  it('documents every column and every type', () => {
    const document = readFileSync(new URL('../../../../docs/api/events-file.md', import.meta.url), 'utf8');
    for (const word of [...COLUMNS, ...EVENT_TYPES]) expect(document).toContain(`\`${word}\``);
  });
});
