// Where the journeys take place: the hour, the sandbox beside the server, and the password of the demo's people. Knows no browser.
import { DEMO } from '../../tools/demo-day/generate.ts';

/** Business time at which the private Titian is started; most of the morning's patients are there by then. */
export const BEGIN = `${DEMO.date}T09:40:00+07:00`;

export const DEMO_PASSWORD = 'jembatan-demo';

export function sandboxUrl(baseURL: string): string {
  const given = process.env['TITIAN_SANDBOX_URL'];
  if (given) return given.replace(/\/$/, '');
  const url = new URL(baseURL);
  // `npm start` puts the sandbox on the port after its own.
  return `http://127.0.0.1:${Number(url.port) + 1}`;
}
