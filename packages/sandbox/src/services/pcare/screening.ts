// PCare's screening results, docs/facts/pcare.md §4.8: read only, members of the calling clinic. The words for a risk and for a place in
// Prolanis are ours, nobody has published BPJS's.

import type { JsonObject } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';
import type { Person } from '../../population/index.ts';
import { isInProgramme, risksOf, SCREENED_DISEASES } from '../../reference/screening.ts';
import { ageOf, wibDate } from '../../wib.ts';
import { counted, paged } from './shapes.ts';

interface Screened {
  readonly person: Person;
  readonly risks: ReadonlySet<string>;
}

const today = (call: Call): string => wibDate(call.nowMs);

function screened(call: Call): Screened[] {
  return call.world.people.registeredAt(call.facility.kodePpk).flatMap((person) => {
    const risks = risksOf(person, today(call));
    return risks === null ? [] : [{ person, risks }];
  });
}

/** A card number or a part of a name. */
function isMeant(call: Call, { nomorKartu, nama }: Person): boolean {
  const word = (call.params['kata'] ?? '').trim().toLowerCase();
  return nomorKartu === word || nama.toLowerCase().includes(word);
}

const yearsOf = (call: Call, person: Person): number => ageOf(person.tanggalLahir, today(call)).years;

export function summary(call: Call): Reply {
  const results = screened(call);
  return counted(
    results.length === 0
      ? []
      : SCREENED_DISEASES.map(({ key, nama }) => {
          const beresiko = results.filter(({ risks }) => risks.has(key)).length;
          return { nama_penyakit: nama, beresiko, tidak_beresiko: results.length - beresiko };
        }),
  );
}

export const results = (call: Call): Reply =>
  paged(
    call,
    screened(call)
      .filter(({ person }) => isMeant(call, person))
      .map(({ person, risks }) => ({
        nomor_peserta: person.nomorKartu,
        nama: person.nama,
        usia: yearsOf(call, person),
        no_hp: person.nomorHp,
        email: null,
        status_penyakit: Object.fromEntries(
          SCREENED_DISEASES.map(({ key }) => [key, risks.has(key) ? 'Beresiko' : 'Tidak Beresiko']),
        ),
      })),
  );

/** Whoever BPJS knows as ill with it, in the club or not yet. */
const programme =
  (name: 'DM' | 'HT', diagnosis: string) =>
  (call: Call): Reply =>
    paged(
      call,
      call.world.people
        .registeredAt(call.facility.kodePpk)
        .filter((person) => isInProgramme(person, name) && isMeant(call, person))
        .map((person): JsonObject => ({
          nomor_peserta: person.nomorKartu,
          nama: person.nama,
          usia: yearsOf(call, person),
          jenis_kelamin: person.jenisKelamin,
          diagnosa_terakhir: diagnosis,
          status_prolanis: person.prolanis === name ? 'Terdaftar' : 'Belum Terdaftar',
        })),
    );

export const diabetes = programme('DM', 'E11.9');
export const hypertension = programme('HT', 'I10');
