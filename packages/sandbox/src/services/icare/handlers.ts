// i-Care: who may look at a member's history gets a link for a short time (docs/facts/aplicares-icare-apotek.md §3,
// docs/facts/pcare.md §9). Texts of its refusals are published nowhere [D]; these are worded here.

import { createHmac } from 'node:crypto';
import { isObject, textAt, type JsonObject } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { digestOf } from './state.ts';

const TEXTS = {
  unknownCard: 'Peserta tidak ditemukan',
  quotedDoctor: 'Kode dokter harus berupa angka',
  unknownDoctor: 'Dokter tidak terdaftar',
} as const;

/** Below either prefix of i-Care; the real one is `…/ihs/history?token=<uuid>`, docs/facts/pcare.md §9. */
export const HISTORY_PATH = '/ihs/history';

const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});

export function subjectOf(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  return { key: textAt(body, 'param'), data: { kodedokter: textAt(body, 'kodedokter') } };
}

/** A hospital's doctor must be given as a number and be known; quoted text fails in the field (§3). */
export function validateForHospital(call: Call): Reply {
  const { kodedokter } = bodyOf(call);
  if (typeof kodedokter !== 'number') return refuse(TEXTS.quotedDoctor);
  if (findHospitalDoctor(kodedokter) === undefined) return refuse(TEXTS.unknownDoctor);
  return linkFor(call);
}

/** A clinic names the card alone; a doctor beside it is harmless (docs/facts/pcare.md §9). */
export const validateForClinic = (call: Call): Reply => linkFor(call);

function linkFor(call: Call): Reply {
  const { key, data } = subjectOf(call);
  if (call.world.people.byCard(key) === undefined) return refuse(TEXTS.unknownCard);
  const token = tokenFor(call, key);
  return {
    code: 200,
    message: 'Sukses',
    response: { url: `${call.origin}${HISTORY_PATH}?token=${token}` },
    effects: [{ effect: 'icare.opened', key, data: { ...data, tokenDigest: digestOf(token), issuedMs: call.nowMs } }],
  };
}

/** A uuid that only the facility's secret leads to: the same payer, replayed, hands out the same links. */
function tokenFor({ facility, world, nowMs }: Call, card: string): string {
  const hex = createHmac('sha256', facility.credentials.secret)
    .update([card, nowMs, world.icare.issued].join('|'))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
