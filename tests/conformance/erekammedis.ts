// A medical record at the wire: encrypted by one room, opened by the other, with a key that only the two can make.
import { createBpjsClient, openMedicalRecord } from '@titian/client';
import { erekammedis } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';

const noSep = participantAt(SEED, 76, TODAY).earlierSep?.nomorSep ?? '';

export function erekammedisSuite(payer: Payer): void {
  describe('e-Rekam Medis', () => {
    const record = {
      noSep,
      jnsPelayanan: '2' as const,
      bulan: '11',
      tahun: '2026',
      dataMR: {
        resourceType: 'Bundle' as const,
        type: 'document',
        identifier: { system: 'sep', value: noSep },
        entry: [
          { resource: { resourceType: 'Patient', name: 'Peserta “Contoh” é' } },
          { resource: [{ resourceType: 'Procedure' }, { resourceType: 'Device' }] },
        ],
      },
    };
    const stored = () => payer.sandbox.ledger().filter(({ effect }) => effect === 'rekammedis.stored');

    it('arrives encrypted and is understood', async () => {
      expect(await payer.dataOf(payer.hospital, erekammedis.insert, {}, { request: record })).toEqual({
        keterangan: 'Sukses',
      });
      expect(stored()).toMatchObject([{ key: noSep, data: { resourceTypes: 'Patient,Procedure,Device' } }]);
    });

    it('is the same request each time it is prepared, and opens with the facility’s own key', () => {
      const prepared = payer.hospital.prepare(erekammedis.insert, { body: { request: record } });
      expect(payer.hospital.prepare(erekammedis.insert, { body: { request: record } })).toEqual(prepared);
      const { dataMR } = JSON.parse(prepared.body ?? '').request;
      expect(openMedicalRecord(dataMR, payer.sandbox.credentials('9999R001'))).toEqual(record.dataMR);
    });

    it('is refused under another month, and unreadable under another facility’s code', async () => {
      expect(
        await codeOf(payer.ask(payer.hospital, erekammedis.insert, {}, { request: { ...record, bulan: '10' } })),
      ).toBe('BPJS_REJECTED');
      const stranger = createBpjsClient({
        credentials: { ...payer.sandbox.credentials('9999R001'), kodePpk: '9999R002' },
        environment: 'development',
        baseUrls: payer.sandbox.baseUrls,
        clock: { now: () => new Date(NOW_MS) },
        settings: { allowBaseUrl: [payer.sandbox.url] },
      });
      expect(await codeOf(payer.ask(stranger, erekammedis.insert, {}, { request: record }))).toBe('BPJS_REJECTED');
      await stranger.close();
    });

    it('a second one replaces the first, unless the payer refuses', async () => {
      const send = () => payer.ask(payer.hospital, erekammedis.insert, {}, { request: record });
      expect(await send()).toMatchObject({ kind: 'ok' });
      expect(stored()).toHaveLength(2);
    });
  });
}
