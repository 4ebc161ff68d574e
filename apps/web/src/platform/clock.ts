// The one place of the web app that reads time and makes identifiers. The business clock follows the server's, because the demo and the
// sandbox run the day faster than real time and because a clinic's PC is often minutes off.

let offsetMs = 0;

/** Takes the server's time from an answer that carries it; the difference to this computer's clock is kept. */
export function followServerTime(serverTime: string): void {
  const server = Date.parse(serverTime);
  if (Number.isFinite(server)) offsetMs = server - Date.now();
}

export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** An RFC 4122 version 4 key. `randomUUID` exists only in secure contexts; a clinic may open Titian by plain HTTP on its own LAN. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
