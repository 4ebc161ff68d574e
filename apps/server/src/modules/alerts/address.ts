// Where a webhook may go: https, and no address inside the house unless the operator names the host. Checked again at every connection, on
// the addresses that are really used, so that a name which changes its mind (rebinding) leads nowhere.
import { lookup as resolveName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const INNER = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INNER.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INNER.addSubnet(network, bits, 'ipv6');

export function isInner(address: string): boolean {
  const family = isIP(address);
  return family === 0 || INNER.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export class RefusedAddress extends Error {
  readonly code = 'ALERT_ADDRESS_REFUSED';
}

/** Throws when nothing may be sent there, whatever the name leads to. */
export function checkUrl(text: string, allowedHosts: readonly string[]): URL {
  const url = URL.parse(text);
  if (url === null) throw new RefusedAddress('not an address');
  const host = hostOf(url);
  const isAllowed = allowedHosts.includes(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) throw new RefusedAddress('https only');
  if (url.username !== '' || url.password !== '') throw new RefusedAddress('no password in the address');
  if (isIP(host) !== 0 && isInner(host) && !isAllowed) throw new RefusedAddress('an address inside the house');
  return url;
}

export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** For `http.request`: the resolver that lets no inner address through. */
export function guardedLookup(allowedHosts: readonly string[]): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, '');
        return;
      }
      const isAllowed = allowedHosts.includes(hostname.toLowerCase());
      const inner = found.some(({ address }) => isInner(address));
      const [first] = found;
      if (first === undefined || (inner && !isAllowed)) {
        done(new RefusedAddress('the name leads to an address inside the house'), '');
        return;
      }
      if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}
