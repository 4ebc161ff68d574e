// A ward's day at the wire: class codes, a room that is made, counted, paged and taken away.
import { aplicares } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { codeOf, type Payer } from './payer.ts';

export function aplicaresSuite(payer: Payer): void {
  describe('Aplicares', () => {
    const own = { kodeppk: '9999R001' };
    const room = {
      kodekelas: 'KL3',
      koderuang: 'MWR3',
      namaruang: 'Mawar Kelas 3',
      kapasitas: 12,
      tersedia: 4,
      tersediapria: 2,
      tersediawanita: 2,
      tersediapriawanita: 0,
    };

    it('lists the classes with their number', async () => {
      const answer = await payer.ask(payer.hospital, aplicares.refKelas);
      expect(answer).toMatchObject({ kind: 'ok', code: '1' });
      expect(answer.totalItems).toBe(answer.data?.list.length);
      expect(answer.data?.list).toContainEqual({ kodekelas: 'VVP', namakelas: 'VVIP' });
    });

    it('makes a room once, counts it and shows it page by page', async () => {
      expect(await codeOf(payer.ask(payer.hospital, aplicares.bedUpdate, own, room))).toBe(
        'BPJS_PREDECESSOR aplicares.absent',
      );
      expect(await payer.ask(payer.hospital, aplicares.bedCreate, own, room)).toMatchObject({ kind: 'ok', data: null });
      expect(await payer.ask(payer.hospital, aplicares.bedCreate, own, room)).toMatchObject(
        payer.repeated({ kind: 'already', messageId: 'aplicares.exists' }),
      );
      const other = { ...room, koderuang: 'MLT1', namaruang: 'Melati', kapasitas: 6, tersedia: 0 };
      await payer.ask(payer.hospital, aplicares.bedCreate, own, {
        ...other,
        tersediapria: 0,
        tersediawanita: 0,
      });
      const fewer = { ...room, tersedia: 3, tersediapria: 1 };
      for (const _ of ['once', 'again'])
        expect(await payer.ask(payer.hospital, aplicares.bedUpdate, own, fewer)).toMatchObject({ kind: 'ok' });
      const page = await payer.ask(payer.hospital, aplicares.bedRead, { ...own, start: '1', limit: '1' });
      expect(page).toMatchObject({ totalItems: 1, data: { list: [{ koderuang: 'MWR3', tersedia: 3, rownumber: 1 }] } });
      const rest = await payer.dataOf(payer.hospital, aplicares.bedRead, { ...own, start: '2', limit: '10' });
      expect(rest.list.map(({ koderuang }) => koderuang)).toEqual(['MLT1']);
    });

    it('refuses what cannot be, before and after it is sent', async () => {
      expect(
        await codeOf(payer.ask(payer.hospital, aplicares.bedUpdate, own, { ...room, tersedia: room.kapasitas + 1 })),
      ).toBe('INPUT_BODY');
      expect(
        await codeOf(payer.ask(payer.hospital, aplicares.bedCreate, own, { ...room, kodekelas: 'TIDAK-ADA' })),
      ).toBe('BPJS_REJECTED');
    });

    it('takes a room away', async () => {
      const { kodekelas, koderuang } = room;
      expect(await payer.ask(payer.hospital, aplicares.bedDelete, own, { kodekelas, koderuang })).toMatchObject({
        kind: 'ok',
      });
      expect(await payer.ask(payer.hospital, aplicares.bedDelete, own, { kodekelas, koderuang })).toMatchObject(
        payer.repeated({ kind: 'already', messageId: 'aplicares.already-absent' }),
      );
      const { list } = await payer.dataOf(payer.hospital, aplicares.bedRead, { ...own, start: '1', limit: '10' });
      expect(list).toMatchObject([{ koderuang: 'MLT1', rownumber: 1 }]);
    });
  });
}
