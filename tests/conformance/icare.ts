// A clinician's look into i-Care at the wire: a link from either kind of facility, and what is refused.
import { createBpjsClient } from '@titian/client';
import { icare } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { known } from './hospital.ts';
import { codeOf, NOW_MS, type Payer } from './payer.ts';

export function icareSuite(payer: Payer): void {
  describe('i-Care', () => {
    const doctor = { param: known.nomorKartu, kodedokter: 99901 };

    it('gives a hospital’s doctor a link that opens', async () => {
      const { url } = await payer.dataOf(payer.hospital, icare.validateRs, {}, doctor);
      expect(url).toMatch(/\/ihs\/history\?token=[0-9a-f-]{36}$/);
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(known.nama);
    });

    it('gives a clinic one', async () => {
      const { url } = await payer.dataOf(payer.clinic, icare.validatePcare, {}, { param: known.nomorKartu });
      expect((await fetch(url)).status).toBe(200);
    });

    it('refuses unknown doctors and cards for good, and a wrong PCare user as a credential', async () => {
      expect(await codeOf(payer.ask(payer.hospital, icare.validateRs, {}, { ...doctor, kodedokter: 11111 }))).toBe(
        'BPJS_REJECTED',
      );
      expect(await codeOf(payer.ask(payer.hospital, icare.validateRs, {}, { ...doctor, param: '0000000000999' }))).toBe(
        'BPJS_REJECTED',
      );
      const right = payer.sandbox.credentials('9999U001');
      const client = createBpjsClient({
        credentials: { ...right, pcare: { ...right.pcare, password: 'bukan-sandinya' } },
        environment: 'development',
        baseUrls: payer.sandbox.baseUrls,
        clock: { now: () => new Date(NOW_MS) },
        settings: { allowBaseUrl: [payer.sandbox.url] },
      });
      expect(await codeOf(client.call(icare.validatePcare, { body: { param: known.nomorKartu } }))).toMatch(
        /^BPJS_CREDENTIAL/,
      );
      await client.close();
    });
  });
}
