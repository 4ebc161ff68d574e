// What the suites about a clinic's visits share: the catalogue's own examples made out for a member, and how a repeat ended.
import { createdNumber, pcare } from '@titian/contract';
import type { Person } from '@titian/sandbox/population';
import { HARI_INI, type Payer } from './payer.ts';

const registerExample = pcare.pendaftaranAdd.example.request;
const visitExample = pcare.kunjunganAdd.example.request;
if (registerExample === null || visitExample === null) throw new Error('The catalogue has no example of a visit.');
const registerTemplate = registerExample;
const visitTemplate = visitExample;
export type VisitBody = typeof visitTemplate;

export const PAGE = { start: '0', limit: '100' };

export function visitBody(person: Person, change: Partial<VisitBody> = {}): VisitBody {
  return {
    ...visitTemplate,
    noKartu: person.nomorKartu,
    tglDaftar: HARI_INI,
    tglPulang: HARI_INI,
    kdDokter: '99951',
    ...change,
  };
}

/** Registers a member at the clinic for today and names the queue number. */
export async function registerMember(payer: Payer, person: Person): Promise<string> {
  const created = await payer.dataOf(payer.clinic, pcare.pendaftaranAdd, undefined, {
    ...registerTemplate,
    noKartu: person.nomorKartu,
    tglDaftar: HARI_INI,
    kdProviderPeserta: person.fktp.kode,
  });
  return createdNumber(created, 'noUrut') ?? '';
}

/** Registers, stores a visit and names it. */
export async function visitOf(payer: Payer, person: Person, change: Partial<VisitBody> = {}): Promise<string> {
  await registerMember(payer, person);
  const created = await payer.dataOf(payer.clinic, pcare.kunjunganAdd, undefined, visitBody(person, change));
  return createdNumber(created, 'noKunjungan') ?? '';
}
