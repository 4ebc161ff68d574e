import { expect, it } from 'vitest';
import { checkUrl, guardedLookup, isInner, RefusedAddress } from './address.ts';
import { sign } from './webhook.ts';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'not an address',
])('%s lies inside the house', (address) => {
  expect(isInner(address)).toBe(true);
});

it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111'])('%s lies outside', (address) => {
  expect(isInner(address)).toBe(false);
});

it.each([
  'http://hook.example/x',
  'https://127.0.0.1/x',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://user:secret@hook.example/',
  'ftp://hook.example/',
  'file:///etc/passwd',
  'nonsense',
])('%s is refused before anything is sent', (url) => {
  expect(() => checkUrl(url, [])).toThrow(RefusedAddress);
});

it('a host that the operator names may lie inside and speak plain http; its neighbours may not', () => {
  expect(checkUrl('http://127.0.0.1:9/x', ['127.0.0.1']).port).toBe('9');
  expect(() => checkUrl('http://127.0.0.2/x', ['127.0.0.1'])).toThrow(RefusedAddress);
});

it('a name that leads inside the house is refused when the connection is made', async () => {
  const looked = (allowed: readonly string[]) =>
    new Promise<Error | null>((resolve) => {
      guardedLookup(allowed)('localhost', {}, (error) => resolve(error));
    });
  expect(await looked([])).toBeInstanceOf(RefusedAddress);
  expect(await looked(['localhost'])).toBeNull();
});

it('a webhook is signed as Standard Webhooks says (its own published example)', () => {
  const input = {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    seconds: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(sign(input)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
