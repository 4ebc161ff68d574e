// The clinic's polis and doctor sessions of a day as HFIS shows them through Antrean FKTP (A1 and A2). Reads and maps only; the
// schedule module keeps them. Wrong or missing sessions are mended in HFIS, not here.
import { antreanfktp } from '@titian/contract';
import type { FacilityBpjs } from '../gateway/index.ts';

export interface FktpSession {
  readonly kodePoli: string;
  readonly namaPoli: string;
  readonly kodeDokter: string;
  readonly namaDokter: string;
  /** `HH:mm-HH:mm` */
  readonly jamPraktek: string;
  readonly kapasitas: number;
}

/** Far more than any clinic has; a bound so that one answer cannot become a thousand calls. */
const POLIS_MAX = 50;

/** A closed day is an empty list, not an error (docs/facts/antrean-fktp.md §A). */
export async function readFktpSchedule(
  bpjs: FacilityBpjs,
  serviceDate: string,
  timeoutMs?: number,
): Promise<FktpSession[]> {
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const polis = await bpjs.call(antreanfktp.refPoli, { params: { tanggal: serviceDate }, body: null, ...limit });
  const open = polis.kind === 'empty' ? [] : (polis.data?.list ?? []).slice(0, POLIS_MAX);
  const sessions: FktpSession[] = [];
  for (const poli of open) {
    const answer = await bpjs.call(antreanfktp.refDokter, {
      params: { kodepoli: poli.kodepoli, tanggal: serviceDate },
      body: null,
      ...limit,
    });
    const doctors = answer.kind === 'empty' ? [] : (answer.data?.list ?? []);
    sessions.push(
      ...doctors.map((doctor) => ({
        kodePoli: poli.kodepoli,
        namaPoli: poli.namapoli,
        kodeDokter: String(doctor.kodedokter),
        namaDokter: doctor.namadokter,
        jamPraktek: doctor.jampraktek.replaceAll(/\s/g, ''),
        kapasitas: doctor.kapasitas ?? 0,
      })),
    );
  }
  return sessions;
}
