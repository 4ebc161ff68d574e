// What the suites about SEPs share: the catalogue's own example made out for a member, a referral to start from, and how a repeat ended.
import { vclaim } from '@titian/contract';
import type { Person } from '@titian/sandbox/population';
import { codeOf, TODAY, type Payer } from './payer.ts';

const example = vclaim.sepInsert.example.request;
if (example === null) throw new Error('The catalogue has no example of a SEP.');
const template = example.request.t_sep;
export type SepBody = typeof template;

/** Poli, doctor and empty referral of an emergency. */
export const EMERGENCY = {
  poli: { tujuan: 'IGD', eksekutif: '0' },
  rujukan: { asalRujukan: '2', tglRujukan: TODAY, noRujukan: '', ppkRujukan: '9999R001' },
  dpjpLayan: '99917',
} as const;

export function sepBody(person: Person, change: Partial<SepBody>): SepBody {
  return {
    ...template,
    noKartu: person.nomorKartu,
    noMR: person.norm,
    tglSep: TODAY,
    klsRawat: { klsRawatHak: person.hakKelas, klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
    ...change,
  };
}

export async function insertSep(payer: Payer, body: SepBody): Promise<string> {
  const { sep } = await payer.dataOf(payer.hospital, vclaim.sepInsert, undefined, { request: { t_sep: body } });
  return sep.noSep;
}

/** `answered`, or the error's code and message id. */
export function insertOutcome(payer: Payer, body: SepBody): Promise<string> {
  return codeOf(payer.ask(payer.hospital, vclaim.sepInsert, undefined, { request: { t_sep: body } }));
}

/** A referral from the member's clinic, as an insert names it. */
export async function referTo(
  payer: Payer,
  person: Person,
  { nomor, poli, tanggal }: { readonly nomor: string; readonly poli: string; readonly tanggal: string },
): Promise<Pick<SepBody, 'rujukan' | 'poli'>> {
  const { nomorKartu, fktp: perujuk } = person;
  await payer.sandbox.arrange([
    { kind: 'referral', referral: { nomorRujukan: nomor, nomorKartu, tanggal, poli, perujuk } },
  ]);
  return {
    rujukan: { asalRujukan: '1', tglRujukan: tanggal, noRujukan: nomor, ppkRujukan: perujuk.kode },
    poli: { tujuan: poli, eksekutif: '0' },
  };
}

/** For `payer.repeated`: how a second copy of a write ended. */
export async function endOf(call: Promise<unknown>): Promise<{ readonly kind: string }> {
  const code = await codeOf(call);
  return { kind: code === 'answered' ? 'ok' : code };
}
