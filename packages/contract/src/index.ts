// Everything a user of the BPJS catalogue needs: endpoint records, code tables, service wiring. No I/O.
export * from './codes.ts';
export { antreanrs, endpoint, ENDPOINTS, findEndpoint, vclaim } from './endpoints/index.ts';
export * from './services.ts';
export * from './types.ts';
