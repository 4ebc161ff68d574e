// The engine on virtual time, for simulations outside this package: what channels decide, without database and machine.
export { Load, type Call } from './testing/load.ts';
export { message, uuid } from './testing/messages.ts';
