// Names, endpoints and stop rules of the SEP messages: what planners need to know of them. Building and settling is bpjs.ts.
import { vclaim } from '@titian/contract';

export const SEP_INSERT = { kind: 'vclaim.sep.insert', endpoint: vclaim.sepInsert, onRefused: 'stop-lane' } as const;
export const SEP_DISCHARGE = {
  kind: 'vclaim.sep.update-discharge',
  endpoint: vclaim.sepUpdateTanggalPulang,
  onRefused: 'continue',
} as const;
