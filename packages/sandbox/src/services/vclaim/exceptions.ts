// What lets a SEP pass although a rule speaks against it: backdating and missing fingerprints (S9–S11), fingerprint lists and the random
// question (S15–S18), docs/facts/vclaim.md §4.5 and §5.

import { JENIS_PENGAJUAN } from '@titian/contract';
import { textAt, type JsonObject } from '../../json.ts';
import { answer, naturalKey, refuse, type Call, type Reply } from '../../kernel.ts';
import { FKTPS } from '../../population/index.ts';
import { seededFor } from '../../random.ts';
import { addDays, isDate, wibDate } from '../../wib.ts';
import { listOr } from './lists.ts';
import { tSep } from './sep-body.ts';
import { TEXTS } from './texts.ts';

/** A missing jnsPengajuan means "1" [A], docs/facts/vclaim.md §4.5 S10. */
const exceptionOf = (fields: JsonObject) => ({
  noKartu: textAt(fields, 'noKartu'),
  tglSep: textAt(fields, 'tglSep'),
  jnsPelayanan: textAt(fields, 'jnsPelayanan'),
  jnsPengajuan: textAt(fields, 'jnsPengajuan') || '1',
});

export function exceptionSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = exceptionOf(tSep(call));
  return { key: naturalKey(data.noKartu, data.tglSep, data.jnsPengajuan), data };
}

/** S9: submitted, and nothing more until somebody approves. */
export function requestException(call: Call): Reply {
  const { tglSep, jnsPengajuan } = exceptionOf(tSep(call));
  const depth = call.switches.backdateDays;
  const tooOld = jnsPengajuan === '1' && depth > 0 && tglSep < addDays(wibDate(call.nowMs), -depth);
  return tooOld ? refuse(TEXTS.backdateTooOld) : exception(call, 'submitted');
}

/** S10: approves what was submitted. */
export function approveException(call: Call): Reply {
  const { noKartu, tglSep, jnsPelayanan, jnsPengajuan } = exceptionOf(tSep(call));
  const state = call.world.approvals.state(noKartu, tglSep, jnsPelayanan, jnsPengajuan);
  return state === undefined ? refuse(TEXTS.noData) : exception(call, 'approved');
}

function exception(call: Call, state: 'submitted' | 'approved'): Reply {
  const { key, data } = exceptionSubject(call);
  const card = textAt(data, 'noKartu');
  if (call.world.people.byCard(card) === undefined) return refuse(TEXTS.unknownCard);
  return { ...answer(card), effects: [{ effect: 'sep.approval', key, data: { ...data, state } }] };
}

/** S11 [B]: the facility's requests by month of the SEP; the words of the last two fields are ours [U]. */
export function listExceptions(call: Call): Reply {
  const { bulan = '', tahun = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows = call.world.approvals
    .all()
    .filter(({ kodePpk, tanggal }) => ['', call.facility.kodePpk].includes(kodePpk) && tanggal.startsWith(month))
    .map(({ nomorKartu, tanggal, jnsPelayanan, jnsPengajuan, state }) => ({
      noKartu: nomorKartu,
      nama: call.world.people.byCard(nomorKartu)?.nama ?? '',
      tglsep: tanggal,
      jnspelayanan: jnsPelayanan === '1' ? 'RI' : 'RJ',
      persetujuan: JENIS_PENGAJUAN.find(({ kode }) => kode === jnsPengajuan)?.nama ?? '',
      status: state === 'approved' ? 'Disetujui' : 'Menunggu Persetujuan',
    }));
  return listOr('list', rows);
}

/** S15: metaData is 200 in both cases [A]. */
export function fingerprintStatus(call: Call): Reply {
  const { noKartu = '', tglPelayanan = '' } = call.params;
  const person = call.world.people.byCard(noKartu);
  if (person === undefined) return refuse(TEXTS.unknownCard);
  return call.world.fingerprints.isValidated(person, tglPelayanan)
    ? answer({ kode: '1', status: 'Peserta telah melakukan validasi finger print' })
    : answer({ kode: '0', status: TEXTS.noFingerprint });
}

/** S16: members with a SEP here whose finger was read that day, then those read without a SEP yet. */
export function fingerprintList(call: Call): Reply {
  const { tglPelayanan = '' } = call.params;
  const withSep = call.world.sep.onDay(call.facility.kodePpk, tglPelayanan).flatMap(({ nomorKartu, nomorSep }) => {
    const person = call.world.people.byCard(nomorKartu);
    const validated = person !== undefined && call.world.fingerprints.isValidated(person, tglPelayanan);
    return validated ? [{ noKartu: nomorKartu, noSEP: nomorSep }] : [];
  });
  const served = new Set(withSep.map(({ noKartu }) => noKartu));
  const waiting = call.world.fingerprints
    .readOn(tglPelayanan)
    .filter((card) => !served.has(card))
    .map((noKartu) => ({ noKartu, noSEP: '' }));
  return listOr('list', [...withSep, ...waiting]);
}

/** How many facilities the question offers; no source counts them [U]. */
const CHOICES = 3;

/** S17: the member's own FKTP among others, the same three for the same card and day. */
export function randomQuestion(call: Call): Reply {
  const { noKartu = '', tglSep = '' } = call.params;
  const person = call.world.people.byCard(noKartu);
  if (person === undefined) return refuse(TEXTS.unknownCard);
  if (!isDate(tglSep)) return refuse(TEXTS.badDate);
  const random = seededFor(0, 'question', noKartu, tglSep);
  const others = FKTPS.filter(({ kode }) => kode !== person.fktp.kode).map((fktp) => ({ fktp, order: random.next() }));
  const offered = [{ fktp: person.fktp, order: random.next() }, ...byOrder(others).slice(0, CHOICES - 1)];
  return answer({ faskes: byOrder(offered).map(({ fktp: { kode, nama } }) => ({ kode, nama })) });
}

const byOrder = <T extends { readonly order: number }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => a.order - b.order);

/** S18: right when the member named the own FKTP; a birth date counts only when it is sent [U]. A wrong answer changes nothing. */
export function randomAnswer(call: Call): Reply {
  const fields = tSep(call);
  const { key, data } = answerSubject(call);
  const person = call.world.people.byCard(textAt(fields, 'noKartu'));
  const born = textAt(fields, 'tglLahir');
  if (person === undefined) return refuse(TEXTS.unknownCard);
  if (textAt(fields, 'ppkPelSep') !== call.facility.kodePpk) return refuse(TEXTS.foreignPpk);
  const right = textAt(fields, 'ppkPst') === person.fktp.kode && (born === '' || born === person.tanggalLahir);
  return right ? answer('True', [{ effect: 'fingerprint.answered', key, data }]) : answer('False');
}

export function answerSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tSep(call);
  const [noKartu, tglSep, jenPel] = ['noKartu', 'tglSep', 'jenPel'].map((key) => textAt(fields, key));
  const data = { noKartu: noKartu ?? '', tglSep: tglSep ?? '', jenPel: jenPel ?? '', user: textAt(fields, 'user') };
  return { key: naturalKey(data.noKartu, data.tglSep, data.jenPel), data };
}
