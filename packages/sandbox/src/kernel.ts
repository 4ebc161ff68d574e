// The words all services of the sandbox share: a call comes in, a pure decision answers it and names the effects, the world
// applies them. Decisions never do I/O and never read a clock; that makes a fault, a replay and a test the same thing.

import type { Json, JsonObject } from './json.ts';
import type { World } from './world/world.ts';
import type { Facility, LedgerService } from './world/facilities.ts';
import type { Switches } from './switches.ts';

export const EFFECTS = [
  'booking.added',
  'task.stored',
  'booking.cancelled',
  'farmasi.added',
  'jadwal.proposed',
  'sep.issued',
  'sep.updated',
  'sep.deleted',
  'sep.discharged',
  'sep.approval',
  'fingerprint.answered',
  'kontrol.issued',
  'kontrol.updated',
  'kontrol.deleted',
  'rujukan.issued',
  'rujukan.updated',
  'rujukan.deleted',
  'rujukankhusus.added',
  'rujukankhusus.deleted',
  'prb.issued',
  'prb.updated',
  'prb.deleted',
  'lpk.added',
  'lpk.updated',
  'lpk.deleted',
  'pendaftaran.added',
  'pendaftaran.deleted',
  'kunjungan.added',
  'kunjungan.updated',
  'kunjungan.deleted',
  'obat.added',
  'obat.deleted',
  'tindakan.added',
  'tindakan.updated',
  'tindakan.deleted',
  'mcu.added',
  'mcu.updated',
  'mcu.deleted',
  'kelompok.kegiatan.added',
  'kelompok.kegiatan.updated',
  'kelompok.kegiatan.deleted',
  'kelompok.peserta.added',
  'kelompok.peserta.deleted',
  'fktp.antrean.added',
  'fktp.antrean.called',
  'fktp.antrean.cancelled',
  'bed.created',
  'bed.updated',
  'bed.deleted',
  'icare.opened',
  'resep.added',
  'resep.deleted',
  'resep.item.added',
  'resep.item.deleted',
  'stok.updated',
  'rekammedis.stored',
  'eklaim.claim.opened',
  'eklaim.claim.changed',
  'eklaim.claim.sent',
  'eklaim.claim.deleted',
  'eklaim.patient.changed',
  'eklaim.number.issued',
  'eklaim.file.added',
  'eklaim.file.deleted',
  'refused',
] as const;
export type EffectName = (typeof EFFECTS)[number];

/** `documented` enforces once-only rules; `dumb` applies everything it is asked, twice if asked twice. */
export const CHARACTERS = ['documented', 'dumb'] as const;
export type Character = (typeof CHARACTERS)[number];

export interface Effect {
  readonly effect: EffectName;
  /** kodebooking, `card+date+poli`, SEP number or visit number; see README. */
  readonly key: string;
  readonly data: JsonObject;
  /** Ledger number of the first effect that this one repeats (dumb character only). */
  readonly duplicateOf?: number | null;
}

export interface LedgerLine {
  readonly seq: number;
  readonly at: string;
  readonly businessAt: string;
  readonly service: LedgerService;
  readonly endpoint: string;
  readonly ppk: string;
  readonly effect: EffectName;
  readonly key: string;
  readonly data: JsonObject;
  readonly requestId: string;
  readonly duplicateOf: number | null;
}

export interface Call {
  readonly facility: Facility;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly world: World;
  readonly nowMs: number;
  /** Where this payer was called, `http://host:port`: addresses that it hands out begin with it. */
  readonly origin: string;
  readonly character: Character;
  readonly switches: Switches;
}

export interface Reply {
  readonly code: number;
  readonly message: string;
  readonly response?: Json;
  readonly effects?: readonly Effect[];
  /** Rows counted beside the code: Aplicares, docs/facts/aplicares-icare-apotek.md §2. */
  readonly totalItems?: number;
  /** Where one call departs from the code type of its service: item inserts of Apotek, docs/facts/aplicares-icare-apotek.md §4.4. */
  readonly codeType?: 'string' | 'number';
  /** The envelope stands inside `response`, as the catalogue prints two Apotek reads, docs/facts/aplicares-icare-apotek.md §4.5. */
  readonly nestsMeta?: boolean;
  /** E-Klaim's own number of a refusal, `E2009`. */
  readonly errorNumber?: string;
}

export interface Route {
  readonly service: LedgerService;
  readonly id: string;
  readonly group: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly kind: 'read' | 'write';
  /** Answers that BPJS does not encrypt; `by-switch` is the disputed deletion of a SEP [U], docs/facts/vclaim.md §2.5. */
  readonly encryption?: 'plain' | 'by-switch';
  /** The answer is for the eyes of the one who asked: it enters no traffic log. */
  readonly isSecret?: true;
  readonly handle: (call: Call) => Reply;
  /** Where the verb is disputed: false and the gateway answers 405, as if nothing stood there. */
  readonly isOpen?: (switches: Switches) => boolean;
  /** Key and flat wire fields of a write, for the ledger line of a refusal and for the traffic log. */
  readonly subject?: (call: Pick<Call, 'body' | 'params'>) => { readonly key: string; readonly data: JsonObject };
}

export function refuse(message: string, code = 201): Reply {
  return { code, message };
}

export function answer(response: Json, effects: readonly Effect[] = []): Reply {
  return { code: 200, message: 'OK', response, effects };
}

export const naturalKey = (card: string, date: string, poli: string): string => `${card}+${date}+${poli}`;

/** Flat copy of the wire fields of an object: scalars only, so that a ledger line stays one level deep. */
export function scalarsOf(source: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => typeof value !== 'object' || value === null));
}
