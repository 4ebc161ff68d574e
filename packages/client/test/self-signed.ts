// Makes a self-signed certificate for one test run, so that no private key lies in the repository. Just enough DER for a
// server on 127.0.0.1; nothing else should use it.
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...size), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (...bytes: readonly number[]): Buffer => der(0x02, Uint8Array.of(...bytes));
const oid = (...bytes: readonly number[]): Buffer => der(0x06, Uint8Array.of(...bytes));
const time = (text: string): Buffer => der(0x17, Buffer.from(text));

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const ALT_NAME = oid(0x55, 0x1d, 0x11);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);

export interface SelfSigned {
  readonly key: KeyObject;
  readonly cert: string;
}

export function selfSigned(): SelfSigned {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('uji-titian')))));
  const altName = sequence(ALT_NAME, der(0x04, sequence(der(0x87, Uint8Array.of(127, 0, 0, 1)))));
  const isAuthority = sequence(
    BASIC_CONSTRAINTS,
    der(0x01, Uint8Array.of(0xff)),
    der(0x04, sequence(der(0x01, Uint8Array.of(0xff)))),
  );
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ECDSA_SHA256,
    name,
    sequence(time('250101000000Z'), time('491231235959Z')),
    name,
    publicKey,
    der(0xa3, sequence(altName, isAuthority)),
  );
  const proof = der(0x03, Uint8Array.of(0), sign('sha256', body, privateKey));
  const base64 = sequence(body, ECDSA_SHA256, proof).toString('base64');
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}
