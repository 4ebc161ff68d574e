// The self-made certificate: its names, its key, its renewal.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeClock } from '../clock.ts';
import { findCertificate } from './certificate.ts';

const DAY_MS = 86_400_000;

it('is made once, kept private, covers the LAN’s names and is renewed before it ends', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'titian-tls-'));
  const clock = fakeClock(new Date('2026-01-05T00:00:00Z'));
  const tls = { mode: 'self-made', dir, names: ['titian.klinik.lan', '10.1.2.3'] } as const;
  const first = await findCertificate(tls, clock);
  const parsed = new X509Certificate(first?.cert ?? '');
  expect(parsed.checkHost('titian.klinik.lan')).toBe('titian.klinik.lan');
  expect(parsed.checkIP('10.1.2.3')).toBe('10.1.2.3');
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.ca).toBe(false);
  expect(statSync(join(dir, 'titian.key')).mode & 0o777).toBe(0o600);
  clock.advance(300 * DAY_MS);
  expect((await findCertificate(tls, clock))?.cert).toBe(first?.cert);
  clock.advance(70 * DAY_MS);
  expect((await findCertificate(tls, clock))?.cert).not.toBe(first?.cert);
  const moreNames = await findCertificate({ ...tls, names: ['lain.lan'] }, clock);
  expect(new X509Certificate(moreNames?.cert ?? '').checkHost('lain.lan')).toBe('lain.lan');
});
