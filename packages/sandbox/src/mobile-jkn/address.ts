// Which addresses the sandbox may call: this machine and private networks, where facilities under test stand. Everything else needs the
// operator's word when the process is started, so that neither a page nor a typing error makes the sandbox call strangers.

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export class AddressRefused extends Error {}

/** Link-local addresses are not among them: clouds keep their secrets there. */
const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8, 'ipv4');
nearby.addSubnet('10.0.0.0', 8, 'ipv4');
nearby.addSubnet('172.16.0.0', 12, 'ipv4');
nearby.addSubnet('192.168.0.0', 16, 'ipv4');
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');

const plain = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

export function isNearby(address: string): boolean {
  const kind = isIP(address);
  return kind !== 0 && nearby.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

export interface Destination {
  readonly url: URL;
  /** Where the connection goes; the name is not looked up a second time, so it cannot change in between. */
  readonly address: string;
}

/** The base address as typed, or a sentence why not. */
export function baseUrlOf(text: string): URL {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new AddressRefused('Alamat harus diawali http:// atau https://.');
  if (url.username !== '' || url.password !== '')
    throw new AddressRefused('Nama pengguna dan kata sandi diisi di kolomnya, bukan di alamat.');
  if (url.search !== '' || url.hash !== '')
    throw new AddressRefused('Alamat dasar tidak boleh memuat tanda tanya atau tagar.');
  return url;
}

export async function destinationOf(
  url: URL,
  allowed: readonly string[],
  resolve: (host: string) => Promise<readonly string[]> = addressesOf,
): Promise<Destination> {
  const host = plain(url.hostname);
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  const isAllowed = allowed.some((name) => name === '*' || plain(name) === host);
  // One stranger among the addresses of a name is enough to say no.
  const [address] = addresses;
  if (address === undefined || !(isAllowed || addresses.every(isNearby)))
    throw new AddressRefused(
      `${host} tidak berada di komputer ini atau jaringan lokal. Bila memang dimaksud, jalankan sandbox dengan --allow-calls-to ${host}.`,
    );
  return { url, address };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new AddressRefused(`Nama ${host} tidak ditemukan.`);
    throw error;
  }
}
