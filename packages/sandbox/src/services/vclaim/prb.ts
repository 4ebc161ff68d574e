// PRB letters (B1–B6), docs/facts/vclaim.md §4.8. Rules [A], §5: programme patients only, from an out-patient SEP, numeric user, drugs
// of the programme's list; one letter per SEP [U], §8.2.

import { listAt, numberAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import type { Person } from '../../population/index.ts';
import { PRB_DRUGS } from '../../reference/claim-sheet.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { findProgramme, programmeOf } from '../../reference/prb.ts';
import { wibDate } from '../../wib.ts';
import { listOr, spanProblem } from './lists.ts';
import { ownSep, wrapped } from './own-sep.ts';
import type { PrbLetter } from './prb-state.ts';
import { letterExists, PRB_TEXTS } from './referral-texts.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

const tPrb = (call: Pick<Call, 'body'>): JsonObject => wrapped(call, 't_prb');
const drugName = (kode: string): string => PRB_DRUGS.find((drug) => drug.kode === kode.trim())?.nama ?? kode;

/** A new letter is known by its SEP, a known one by its number. */
export function prbSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tPrb(call);
  const flat = Object.fromEntries(
    ['noSrb', 'noSep', 'noKartu', 'programPRB', 'kodeDPJP', 'user'].map((key) => [key, textAt(fields, key)]),
  );
  return { key: textAt(flat, 'noSrb') || textAt(flat, 'noSep'), data: flat };
}

/** What an insert and an update have in common; first failure wins. */
function judgeContent(sep: Sep, fields: JsonObject): string | null {
  if (sep.jnsPelayanan !== '2') return PRB_TEXTS.notOutpatient;
  if (!/^\d+$/.test(textAt(fields, 'user'))) return PRB_TEXTS.badUser;
  if (findHospitalDoctor(textAt(fields, 'kodeDPJP')) === undefined) return TEXTS.unknownDoctor;
  const drugs = listAt(fields, 'obat');
  if (drugs.length === 0) return PRB_TEXTS.noDrug;
  if (!drugs.every((drug) => PRB_DRUGS.some(({ kode }) => kode === textAt(drug, 'kdObat').trim())))
    return PRB_TEXTS.unknownDrug;
  return drugs.every((drug) => ['signa1', 'signa2', 'jmlObat'].every((key) => numberAt(drug, key) > 0))
    ? null
    : PRB_TEXTS.badDose;
}

/** Already in a programme, or treated for one of its diseases; how BPJS decides is not known [U]. */
function isProgrammePatient(person: Person | undefined, sep: Sep, programme: string): boolean {
  return (person?.prb ?? '') !== '' || programmeOf(textAt(sep.fields, 'diagAwal'))?.kode === programme.trim();
}

/** B1. */
export function insertLetter(call: Call): Reply {
  const fields = tPrb(call);
  const sep = ownSep(call, textAt(fields, 'noSep'));
  if (sep === undefined) return refuse(TEXTS.noData);
  if (textAt(fields, 'noKartu') !== sep.nomorKartu) return refuse(PRB_TEXTS.wrongCard);
  const person = call.world.people.byCard(sep.nomorKartu);
  const programme = findProgramme(textAt(fields, 'programPRB'));
  if (programme === undefined || !isProgrammePatient(person, sep, programme.kode))
    return refuse(PRB_TEXTS.notProgramme);
  const problem = judgeContent(sep, fields);
  if (problem !== null) return refuse(problem);
  const [first] = call.world.prb.ofSep(sep.nomorSep);
  if (first !== undefined && call.switches.onePrbLetterPerSep && call.character === 'documented')
    return refuse(letterExists(first.nomorSrb));
  const nomorSrb = call.world.prb.nextNumber();
  const tglSRB = wibDate(call.nowMs);
  return answer(
    {
      noSRB: nomorSrb,
      tglSRB,
      programPRB: programme.nama,
      ...notes(fields),
      peserta: fullMember(person, sep.nomorKartu, fields),
      obat: {
        list: listAt(fields, 'obat').map((drug) => ({
          jmlObat: textAt(drug, 'jmlObat'),
          nmObat: drugName(textAt(drug, 'kdObat')),
          signa: `${textAt(drug, 'signa1')}x${textAt(drug, 'signa2')}`,
        })),
      },
    },
    [
      {
        effect: 'prb.issued',
        key: sep.nomorSep,
        data: { ...prbSubject(call).data, noSep: sep.nomorSep, noSRB: nomorSrb, tglSRB, t_prb: JSON.stringify(fields) },
        duplicateOf: first?.seq ?? null,
      },
    ],
  );
}

/** The letter that number and SEP name together. */
function ownLetter(call: Call, nomorSrb: string, nomorSep: string): PrbLetter | undefined {
  const letter = call.world.prb.findEver(nomorSrb);
  const fits =
    letter?.kodePpk === call.facility.kodePpk && letter.nomorSep.toUpperCase() === nomorSep.trim().toUpperCase();
  return fits ? letter : undefined;
}

/** B2: member and programme stay. */
export function updateLetter(call: Call): Reply {
  const fields = tPrb(call);
  const letter = ownLetter(call, textAt(fields, 'noSrb'), textAt(fields, 'noSep'));
  const sep = letter?.deleted === null ? ownSep(call, letter.nomorSep) : undefined;
  if (letter === undefined || sep === undefined) return refuse(TEXTS.noData);
  const problem = judgeContent(sep, fields);
  if (problem !== null) return refuse(problem);
  const { noKartu: _member, programPRB: _programme, ...changed } = fields;
  return answer(letter.nomorSrb, [
    {
      effect: 'prb.updated',
      key: letter.nomorSrb,
      data: { ...prbSubject(call).data, noKartu: letter.nomorKartu, t_prb: JSON.stringify(changed) },
    },
  ]);
}

/** B3; the dumb payer deletes what is deleted. */
export function deleteLetter(call: Call): Reply {
  const fields = tPrb(call);
  const letter = ownLetter(call, textAt(fields, 'noSrb'), textAt(fields, 'noSep'));
  if (letter === undefined || (letter.deleted !== null && call.character === 'documented')) return refuse(TEXTS.noData);
  if (!/^\d+$/.test(textAt(fields, 'user'))) return refuse(PRB_TEXTS.badUser);
  return answer(letter.nomorSrb, [
    {
      effect: 'prb.deleted',
      key: letter.nomorSrb,
      data: { ...prbSubject(call).data, noKartu: letter.nomorKartu },
      duplicateOf: letter.deleted?.seq ?? null,
    },
  ]);
}

/** B4. */
export function findLetter(call: Call): Reply {
  const letter = ownLetter(call, call.params['noSrb'] ?? '', call.params['noSep'] ?? '');
  if (letter === undefined || letter.deleted !== null) return refuse(TEXTS.noData);
  const { fields, nomorKartu } = letter;
  return answer({
    prb: {
      ...head(letter),
      peserta: fullMember(call.world.people.byCard(nomorKartu), nomorKartu, fields),
      obat: {
        obat: listAt(fields, 'obat').map((drug) => ({
          kdObat: textAt(drug, 'kdObat'),
          nmObat: drugName(textAt(drug, 'kdObat')),
          signa1: textAt(drug, 'signa1'),
          signa2: textAt(drug, 'signa2'),
          jmlObat: textAt(drug, 'jmlObat'),
        })),
      },
    },
  });
}

/** B5, by date of the letter. */
export function listLetters(call: Call): Reply {
  const { tglMulai = '', tglAkhir = '' } = call.params;
  const problem = spanProblem(call, tglMulai, tglAkhir);
  if (problem !== null) return refuse(problem);
  const rows = call.world.prb
    .ofFacility(call.facility.kodePpk)
    .filter(({ tanggal }) => tanggal >= tglMulai && tanggal <= tglAkhir)
    .map((letter) => ({
      ...head(letter),
      peserta: member(call.world.people.byCard(letter.nomorKartu), letter.nomorKartu, letter.fields),
    }));
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ prb: { list: rows } });
}

/** B6 [C]: out-patient SEPs of the month with a programme's disease and without a letter. */
export function listCandidates(call: Call): Reply {
  if (call.switches.prbCandidates === 'empty-text') return answer('');
  const { tahun = '', bulan = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows: Json[] = [];
  for (const sep of call.world.sep.all()) {
    const diagnosis = textAt(sep.fields, 'diagAwal');
    const programme = programmeOf(diagnosis);
    const fits = sep.kodePpk === call.facility.kodePpk && sep.jnsPelayanan === '2' && sep.tanggal.startsWith(month);
    if (!fits || sep.deleted !== null || programme === undefined || call.world.prb.ofSep(sep.nomorSep).length > 0)
      continue;
    rows.push({
      NamaPeserta: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
      NomorKartu: sep.nomorKartu,
      NOSEP: sep.nomorSep,
      TanggalPelayanan: sep.tanggal,
      DiagnosaPotensiPRB: diagnosis,
      KategoriPenyakitPRB: programme.nama,
    });
  }
  return listOr('list', rows);
}

function notes(fields: JsonObject): JsonObject {
  const kode = textAt(fields, 'kodeDPJP');
  return {
    keterangan: textAt(fields, 'keterangan'),
    saran: textAt(fields, 'saran'),
    DPJP: { kode, nama: findHospitalDoctor(kode)?.nama ?? '' },
  };
}

function head({ nomorSrb, nomorSep, tanggal, fields }: PrbLetter): JsonObject {
  const programme = findProgramme(textAt(fields, 'programPRB'));
  return {
    noSRB: nomorSrb,
    noSEP: nomorSep,
    tglSRB: tanggal,
    programPRB: { kode: programme?.kode ?? '', nama: programme?.nama ?? '' },
    ...notes(fields),
  };
}

function member(person: Person | undefined, nomorKartu: string, fields: JsonObject): JsonObject {
  return {
    alamat: textAt(fields, 'alamat'),
    email: textAt(fields, 'email'),
    nama: person?.nama ?? '',
    noKartu: nomorKartu,
    noTelepon: person?.nomorHp ?? '',
  };
}

function fullMember(person: Person | undefined, nomorKartu: string, fields: JsonObject): JsonObject {
  return {
    ...member(person, nomorKartu, fields),
    asalFaskes: { kode: person?.fktp.kode ?? '', nama: person?.fktp.nama ?? '' },
    kelamin: person?.jenisKelamin ?? '',
    tglLahir: person?.tanggalLahir ?? '',
  };
}
