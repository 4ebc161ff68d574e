// The Prolanis clubs of a clinic. They follow the population: a clinic has a club for diabetes and one for hypertension when members of
// it are in that programme, and the first of them leads it. The older asthma clubs have died out here.

import { PROGRAM_PROLANIS } from '@titian/contract';
import type { Person } from '../population/index.ts';
import { hash32 } from '../random.ts';
import type { People } from '../world/people.ts';

export interface Club {
  readonly clubId: number;
  readonly program: (typeof PROGRAM_PROLANIS)[number];
  readonly nama: string;
  readonly ketua: Person;
}

/** How a person's record names the programme. */
const TEXTS: Readonly<Record<string, string>> = { '01': 'DM', '02': 'HT' };

export function clubsOf(facility: { readonly kodePpk: string; readonly nama: string }, people: People): Club[] {
  const members = people.registeredAt(facility.kodePpk);
  return PROGRAM_PROLANIS.flatMap((program) => {
    const text = TEXTS[program.kode];
    const ketua = text === undefined ? undefined : members.find(({ prolanis }) => prolanis === text);
    if (text === undefined || ketua === undefined) return [];
    // The last digit is the programme's, so the clubs of one clinic never share a number.
    const clubId = (100 + (hash32(facility.kodePpk) % 900)) * 10 + Number(program.kode);
    return [{ clubId, program, nama: `PROLANIS ${text} ${facility.nama}`, ketua }];
  });
}
