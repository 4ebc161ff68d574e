// The engine on virtual time, for simulations outside this package: without database and without the real machine's own time.
export { Channel } from './channel/channel.ts';
export { Load, type Call } from './testing/load.ts';
export { message, seeded, uuid } from './testing/messages.ts';
export { Machine } from './testing/machine.ts';
export { MemoryDatabase, type Lane, type Row } from './testing/memory/database.ts';
export { MemoryHand } from './testing/memory/hand.ts';
export { VirtualTime, type BusinessTime } from './testing/virtual-time.ts';
