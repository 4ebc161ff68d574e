// The certificate for HTTPS: from files, or one that Titian makes for the clinic's LAN and renews before it ends. A self-made
// one protects the wire once its fingerprint is trusted on the clinic's computers; docs/operations say how.
import { X509Certificate, createPrivateKey, webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/index.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
/** Browsers refuse longer ones from 398 days on, also from a private authority that a person has trusted. */
const VALID_DAYS = 397;
const RENEW_DAYS_BEFORE = 30;

/** Undefined when the server speaks plain http. */
export async function findCertificate(tls: Config['tls'], clock: Clock): Promise<Certificate | undefined> {
  switch (tls.mode) {
    case 'off':
      return undefined;
    case 'files':
      return { cert: tls.cert, key: tls.key.reveal() };
    case 'self-made':
      return await selfMade(tls.dir, [...namesOfThisMachine(), ...tls.names], clock);
  }
}

async function selfMade(dir: string, names: readonly string[], clock: Clock): Promise<Certificate> {
  const paths = { cert: join(dir, 'titian.crt'), key: join(dir, 'titian.key') };
  const present = existsSync(paths.cert) && existsSync(paths.key) ? await readPair(paths) : null;
  if (present && isUsable(present, names, clock.realNow())) return present;
  const made = await makeCertificate(names, clock.realNow());
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // Written beside and renamed, so that a stop in between leaves the old pair whole.
  await writeFile(`${paths.key}.new`, made.key, { mode: 0o600 });
  await writeFile(`${paths.cert}.new`, made.cert, { mode: 0o644 });
  await rename(`${paths.key}.new`, paths.key);
  await rename(`${paths.cert}.new`, paths.cert);
  return made;
}

async function readPair(paths: { readonly cert: string; readonly key: string }): Promise<Certificate> {
  return { cert: await readFile(paths.cert, 'utf8'), key: await readFile(paths.key, 'utf8') };
}

function isUsable({ cert, key }: Certificate, names: readonly string[], now: Date): boolean {
  const parsed = new X509Certificate(cert);
  const isFresh = new Date(parsed.validTo).getTime() - now.getTime() > RENEW_DAYS_BEFORE * DAY_MS;
  const coversNames = names.every((name) => (isIP(name) ? parsed.checkIP(name) : parsed.checkHost(name)) !== undefined);
  return isFresh && coversNames && parsed.checkPrivateKey(createPrivateKey(key));
}

export async function makeCertificate(names: readonly string[], now: Date): Promise<Certificate> {
  // Loaded only where it is used: its decorators need this polyfill, which costs every other start some milliseconds.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(16))).toString('hex'),
    name: `CN=${names[0] ?? 'titian'}, O=Titian`,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + (VALID_DAYS - 1) * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension(
        [...new Set(names)].map((name) => ({ type: isIP(name) ? ('ip' as const) : ('dns' as const), value: name })),
      ),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' });
  return { cert: `${cert.toString('pem')}\n`, key: String(key) };
}

/** What people on the LAN may type: the host's name, with and without `.local`, and its addresses. */
function namesOfThisMachine(): string[] {
  const host = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter((one) => one.family === 'IPv4').map((one) => one.address),
  );
  return [...new Set([host, ...(host.includes('.') ? [] : [`${host}.local`]), 'localhost', '127.0.0.1', ...addresses])];
}
