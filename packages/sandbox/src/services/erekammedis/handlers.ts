// e-Rekam Medis: opens the record with the facility's own key and keeps what it is made of (docs/facts/aplicares-icare-apotek.md §5).
// A bundle is not valid R4 and a patient alone was accepted, so its content is not judged. Texts of refusals are published nowhere [D].

import { isObject, listAt, objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { openRecord } from '../../wire/medical-record.ts';

const TEXTS = {
  unknownSep: 'No.SEP tidak ditemukan',
  otherService: 'Jenis pelayanan tidak sesuai dengan SEP',
  otherMonth: 'Bulan dan tahun tidak sesuai dengan SEP',
  unreadable: 'Data rekam medis tidak dapat dibaca',
  exists: 'Rekam medis SEP ini sudah ada',
  stored: 'Sukses',
} as const;

const wrapped = (call: Pick<Call, 'body'>): JsonObject => objectAt(call.body, 'request');

export function subjectOf(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const body = wrapped(call);
  const flat = Object.fromEntries(
    ['noSep', 'jnsPelayanan', 'bulan', 'tahun'].map((name) => [name, textAt(body, name)]),
  );
  return { key: textAt(body, 'noSep'), data: flat };
}

/** `1` and `01` are both in use. */
const monthOf = (body: JsonObject): string => `${textAt(body, 'tahun')}-${textAt(body, 'bulan').padStart(2, '0')}`;

export function storeRecord(call: Call): Reply {
  const body = wrapped(call);
  const { kodePpk, credentials } = call.facility;
  const sep = call.world.sep.find(textAt(body, 'noSep'));
  if (sep === undefined || sep.deleted !== null || sep.kodePpk !== kodePpk) return refuse(TEXTS.unknownSep);
  if (textAt(body, 'jnsPelayanan') !== sep.jnsPelayanan) return refuse(TEXTS.otherService);
  if (monthOf(body) !== sep.tanggal.slice(0, 7)) return refuse(TEXTS.otherMonth);
  const bundle = openRecord(textAt(body, 'dataMR'), { ...credentials, kodePpk });
  if (!isObject(bundle) || textAt(bundle, 'resourceType') !== 'Bundle') return refuse(TEXTS.unreadable);
  const earlier = call.world.rekamMedis.find(kodePpk, sep.nomorSep);
  const mayReplace = call.character === 'dumb' || call.switches.rekamMedisResend === 'overwrite';
  if (earlier !== undefined && !mayReplace) return refuse(TEXTS.exists);
  const { data } = subjectOf(call);
  return {
    code: 200,
    message: 'OK',
    response: { keterangan: TEXTS.stored },
    effects: [
      {
        effect: 'rekammedis.stored',
        key: sep.nomorSep,
        data: { ...data, ...summaryOf(bundle) },
        duplicateOf: call.character === 'dumb' ? (earlier?.seq ?? null) : null,
      },
    ],
  };
}

/** Kinds of resources in order of appearance; some entries hold an array inside one `resource` (§5). */
function summaryOf(bundle: JsonObject): JsonObject {
  const resources = listAt(bundle, 'entry').flatMap((entry): readonly Json[] => {
    const resource = isObject(entry) ? (entry['resource'] ?? null) : null;
    return Array.isArray(resource) ? resource : [resource];
  });
  const kinds = resources.map((resource) => textAt(resource, 'resourceType')).filter((kind) => kind !== '');
  return { resourceTypes: [...new Set(kinds)].join(','), resources: kinds.length };
}
