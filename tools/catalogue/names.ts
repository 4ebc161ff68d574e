// The names of services for people; E-Klaim is none of BPJS's own and has no wiring record.
import { SERVICES, type Service } from '@titian/contract';

export const nameOf = (service: string): string =>
  service === 'eklaim' ? 'E-Klaim' : SERVICES[service as Service].name;
