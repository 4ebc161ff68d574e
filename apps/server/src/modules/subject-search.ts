// Whom the message browser's one search field means: a visit by its number of any kind, or a person's visits. Answers ids of visits only.
import type { Clock } from '../platform/clock.ts';
import type { FacilityTx } from '../platform/db/index.ts';
import type { FacilityService } from './facility/index.ts';
import type { PesertaService } from './peserta/index.ts';
import { localDate, type VisitService } from './visit/index.ts';

/** More visits than a person compares. */
const SUBJECTS_MAX = 100;

export interface SubjectSearchDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly facility: Pick<FacilityService, 'get'>;
  readonly visits: Pick<VisitService, 'findIdByBooking' | 'findIdByRef' | 'list' | 'newestOf'>;
  readonly peserta: Pick<PesertaService, 'matchPatients'>;
  readonly visitsOfSep: (tx: FacilityTx, nomorSep: string) => Promise<readonly string[]>;
}

/** A booking code, visit or SEP number of any day; else a card, NIK, record number or name with its newest visits, and today's queue numbers. */
export function createSubjectSearch({ clock, facility, visits, peserta, visitsOfSep }: SubjectSearchDeps) {
  return async (tx: FacilityTx, text: string): Promise<readonly string[]> => {
    const exact = (await visits.findIdByBooking(tx, text)) ?? (await visits.findIdByRef(tx, text));
    if (exact !== null) return [exact];
    const ofSep = await visitsOfSep(tx, text);
    if (ofSep.length > 0) return ofSep;
    const patientIds = await peserta.matchPatients(tx, text);
    const ofPatients = patientIds === null ? [] : await visits.newestOf(tx, patientIds, SUBJECTS_MAX);
    if (ofPatients.length > 0) return ofPatients;
    const { timeZone } = await facility.get(tx);
    const today = await visits.list(tx, {
      date: localDate(clock.now(), timeZone),
      numberLike: text.replaceAll(/[%_\\]/gu, ''),
      limit: SUBJECTS_MAX,
    });
    return today.map((visit) => visit.id);
  };
}
