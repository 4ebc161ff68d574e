// Wrong credentials are told apart from every other refusal.
import { createBpjsClient } from '@titian/client';
import { vclaim } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { known } from './hospital.ts';
import { codeOf, NOW_MS, TODAY, type Payer } from './payer.ts';

export function credentials(payer: Payer): void {
  describe('credentials', () => {
    it('are refused as credentials, each in its own way', async () => {
      const right = payer.sandbox.credentials('9999R001');
      const wrong = [
        { ...right, secret: 'bukan-kuncinya' },
        { ...right, consId: '11111' },
        { ...right, userKeys: { ...right.userKeys, vclaim: 'bukan-kuncinya' } },
      ];
      for (const credentials of wrong) {
        const client = createBpjsClient({
          credentials,
          environment: 'development',
          baseUrls: payer.sandbox.baseUrls,
          clock: { now: () => new Date(NOW_MS) },
          settings: { allowBaseUrl: [payer.sandbox.url] },
        });
        expect(
          await codeOf(client.call(vclaim.pesertaNokartu, { params: { noKartu: known.nomorKartu, tglSep: TODAY } })),
        ).toMatch(/^BPJS_CREDENTIAL/);
        await client.close();
      }
    });
  });
}
