// The default limits: an answer without end costs at most five megabytes of reading, a bomb at most the plaintext cap.
import { antreanrs } from '@titian/contract';
import lz from 'lz-string';
import { expect, it } from 'vitest';
import { createBpjsClient, isBpjsError } from '../src/index.ts';
import { PLAINTEXT_LIMIT_UNITS } from '../src/wire/open-response.ts';
import { decompressFromEncodedUriComponent } from '../src/wire/lz-string.ts';
import { CREDENTIALS, startServer } from './server.ts';

const MEGABYTE = 1024 * 1024;

it('a body of fifty megabytes is cut off after five', async () => {
  let written = 0;
  const server = await startServer((_, response) => {
    const chunk = Buffer.alloc(64 * 1024, 32);
    const write = (): void => {
      while (written < 50 * MEGABYTE && !response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', write);
    write();
  });
  const client = createBpjsClient({
    credentials: CREDENTIALS,
    environment: 'development',
    baseUrls: { antreanrs: server.origin },
    settings: { allowBaseUrl: [server.origin] },
  });
  const before = process.memoryUsage.rss();
  const call = client.call(antreanrs.batal, { body: { kodebooking: 'A1', keterangan: '' } });
  await expect(call).rejects.toSatisfy(
    (error) => isBpjsError(error) && error.context['transport'] === 'body-too-large' && error.effect === 'unknown',
  );
  // What the kernel's socket buffers took is written but not read.
  expect(written).toBeLessThan(5 * MEGABYTE + 16 * MEGABYTE);
  expect(process.memoryUsage.rss() - before).toBeLessThan(64 * MEGABYTE);
  await client.close();
  await server.close();
});

it('a bomb of a few kilobytes stops at the plaintext cap', () => {
  // Phrases double in reach: this text grows with the square of its packed length.
  const packed = lz.compressToEncodedURIComponent('ab'.repeat(400_000));
  expect(packed.length).toBeLessThan(8 * 1024);
  expect(decompressFromEncodedUriComponent(packed, PLAINTEXT_LIMIT_UNITS)).toHaveLength(800_000);
  expect(() => decompressFromEncodedUriComponent(packed, 799_999)).toThrow('too-large');
});
