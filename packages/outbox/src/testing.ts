// The engine on virtual time, for simulations outside this package: what channels decide, without database and machine.
export { Channel } from './channel/channel.ts';
export { Load, type Call } from './testing/load.ts';
export { message, seeded, uuid } from './testing/messages.ts';
