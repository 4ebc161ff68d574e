// Claims of a hospital's E-Klaim: where each stands and what it holds. Rebuilt by applying ledger lines; whether a step is allowed is
// decided before, in handlers.ts.

import { isObject, objectAt, parseJson, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { keepKnown } from './codes.ts';
import { groupIdrg, groupInacbg } from './grouper.ts';

/** In the order of the work, docs/facts/eklaim.md §8. */
export const STAGES = [
  'new',
  'data',
  'idrg_grouped',
  'idrg_final',
  'inacbg_grouped',
  'inacbg_final',
  'final',
  'sent',
] as const;
export type Stage = (typeof STAGES)[number];

export interface Codes {
  diagnosa: readonly string[];
  procedure: readonly string[];
}

export interface EklaimFile {
  readonly file_id: string;
  readonly file_name: string;
  readonly file_class: string;
  readonly file_size: number;
}

export interface EklaimClaim {
  readonly seq: number;
  nomorSep: string;
  nomorKartu: string;
  nomorRm: string;
  nama: string;
  tanggalLahir: string;
  gender: string;
  data: JsonObject;
  stage: Stage;
  idrg: Codes;
  inacbg: Codes;
  groupedIdrg: JsonObject;
  groupedInacbg: JsonObject;
  coderNik: string;
  /** `yyyy-MM-dd HH:mm:ss`, empty until it is sent. */
  sentAt: string;
  registerSitb: string;
  files: readonly EklaimFile[];
  /** `1`, `2` or `3`. */
  readonly kelas: string;
  readonly createdAt: string;
}

export const isBefore = (stage: Stage, other: Stage): boolean => STAGES.indexOf(stage) < STAGES.indexOf(other);
export const splitCodes = (text: string): string[] =>
  text === '#' ? [] : text.split('#').filter((code) => code !== '');

/** What a ledger line of E-Klaim carries: the method as called, its whole body as one text, and the natural key. */
export function requestOf(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 'body'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

export class EklaimState {
  readonly #claims = new Map<string, EklaimClaim>();
  readonly #calls = new Map<string, number>();
  #opened = 0;
  #numbers = 0;
  #files = 0;

  find(kodePpk: string, nomorSep: string): EklaimClaim | undefined {
    return this.#claims.get(`${kodePpk} ${nomorSep}`);
  }
  ofHospital(kodePpk: string): EklaimClaim[] {
    return [...this.#claims].filter(([key]) => key.startsWith(`${kodePpk} `)).map(([, claim]) => claim);
  }
  /** Ledger number of an equal call before, for the payer that applies everything. */
  earlier(kodePpk: string, key: string): number | null {
    return this.#calls.get(`${kodePpk} ${key}`) ?? null;
  }
  nextPatientId(): number {
    return this.#opened + 1;
  }
  nextClaimNumber(kodePpk: string): string {
    return `${kodePpk}K${String(this.#numbers + 1).padStart(9, '0')}`;
  }
  nextFileId(): string {
    return String(this.#files + 1);
  }

  apply(line: LedgerLine): void {
    const body = requestOf(line);
    const call = textAt(line.data, 'call');
    this.#calls.set(`${line.ppk} ${line.key} ${textAt(line.data, 'body')}`, line.seq);
    if (call === 'new_claim') this.#open(line, objectAt(body, 'data'));
    else if (call === 'generate_claim_number') this.#numbers += 1;
    else if (call === 'update_patient' || call === 'delete_patient') this.#changePatient(line.ppk, call, body);
    else if (call === 'send_claim') this.#sendSpan(line, objectAt(body, 'data'));
    else this.#change(line, call, body);
  }

  #open(line: LedgerLine, data: JsonObject): void {
    this.#opened += 1;
    const nomorSep = textAt(data, 'nomor_sep');
    // Opened twice by the dumb payer: what is in it stays.
    if (this.find(line.ppk, nomorSep) !== undefined) return;
    this.#claims.set(`${line.ppk} ${nomorSep}`, {
      seq: line.seq,
      nomorSep,
      nomorKartu: textAt(data, 'nomor_kartu'),
      nomorRm: textAt(data, 'nomor_rm'),
      nama: textAt(data, 'nama_pasien'),
      tanggalLahir: textAt(data, 'tgl_lahir'),
      gender: textAt(data, 'gender'),
      data: {},
      stage: 'new',
      idrg: { diagnosa: [], procedure: [] },
      inacbg: { diagnosa: [], procedure: [] },
      groupedIdrg: {},
      groupedInacbg: {},
      coderNik: '',
      sentAt: '',
      registerSitb: '',
      files: [],
      get kelas() {
        return textAt(this.data, 'kelas_rawat') || '3';
      },
      createdAt: line.businessAt,
    });
  }

  #changePatient(ppk: string, call: string, body: JsonObject): void {
    const data = objectAt(body, 'data');
    const old = call === 'delete_patient' ? textAt(data, 'nomor_rm') : textAt(objectAt(body, 'metadata'), 'nomor_rm');
    for (const claim of this.ofHospital(ppk).filter(({ nomorRm }) => nomorRm === old)) {
      if (call === 'delete_patient') this.#claims.delete(`${ppk} ${claim.nomorSep}`);
      else {
        claim.nomorRm = textAt(data, 'nomor_rm');
        claim.nomorKartu = textAt(data, 'nomor_kartu');
        claim.nama = textAt(data, 'nama_pasien');
        claim.tanggalLahir = textAt(data, 'tgl_lahir');
        claim.gender = textAt(data, 'gender');
      }
    }
  }

  /** The collective call only queues [A]; here the queue is empty at once, with the line's own time. */
  #sendSpan(line: LedgerLine, data: JsonObject): void {
    for (const claim of spanOf(this.ofHospital(line.ppk), data)) send(claim, line);
  }

  #change(line: LedgerLine, call: string, body: JsonObject): void {
    const data = objectAt(body, 'data');
    const metadata = objectAt(body, 'metadata');
    const nomorSep = textAt(metadata, 'nomor_sep') || textAt(data, 'nomor_sep');
    const claim = this.find(line.ppk, nomorSep);
    if (claim === undefined) return;
    switch (call) {
      case 'set_claim_data':
        return this.#setData(line.ppk, claim, data);
      case 'idrg_diagnosa_set':
      case 'idrg_procedure_set':
        claim.idrg = withCodes(claim.idrg, call, data);
        claim.stage = 'data';
        return;
      case 'inacbg_diagnosa_set':
      case 'inacbg_procedure_set':
        claim.inacbg = withCodes(claim.inacbg, call, data);
        claim.stage = 'idrg_final';
        return;
      case 'idrg_to_inacbg_import':
        claim.inacbg = { diagnosa: claim.idrg.diagnosa, procedure: claim.idrg.procedure.map(withoutCount) };
        claim.stage = 'idrg_final';
        return;
      case 'grouper':
        return group(claim, metadata, data);
      case 'idrg_grouper_final':
        claim.stage = 'idrg_final';
        return;
      case 'inacbg_grouper_final':
        claim.stage = 'inacbg_final';
        return;
      case 'claim_final':
        claim.stage = 'final';
        claim.coderNik = textAt(data, 'coder_nik');
        return;
      case 'reedit_claim':
        claim.stage = 'inacbg_final';
        return;
      case 'inacbg_grouper_reedit':
        claim.stage = 'idrg_final';
        return;
      case 'idrg_grouper_reedit':
        claim.stage = 'data';
        return;
      case 'send_claim_individual':
        return send(claim, line);
      case 'delete_claim':
        this.#claims.delete(`${line.ppk} ${nomorSep}`);
        return;
      case 'sitb_validate':
        claim.registerSitb = textAt(data, 'nomor_register_sitb');
        return;
      case 'sitb_invalidate':
        claim.registerSitb = '';
        return;
      case 'file_upload':
        this.#files += 1;
        claim.files = [...claim.files, fileOf(String(this.#files), metadata, textAt(body, 'data'))];
        return;
      case 'file_delete':
        claim.files = claim.files.filter(({ file_id }) => file_id !== textAt(data, 'file_id'));
        return;
    }
  }

  /** A field that is absent stays as it was; another number renames the claim [A], docs/facts/eklaim.md §6.1. */
  #setData(ppk: string, claim: EklaimClaim, data: JsonObject): void {
    claim.data = { ...claim.data, ...data };
    if (claim.stage === 'new') claim.stage = 'data';
    if (textAt(data, 'nomor_kartu') !== '') claim.nomorKartu = textAt(data, 'nomor_kartu');
    const renamed = textAt(data, 'nomor_sep');
    if (renamed === '' || renamed === claim.nomorSep) return;
    this.#claims.delete(`${ppk} ${claim.nomorSep}`);
    claim.nomorSep = renamed;
    this.#claims.set(`${ppk} ${renamed}`, claim);
  }
}

/** Final claims of a span of days by discharge or by grouping (here both are the discharge), and of a kind of care. */
export function spanOf(claims: readonly EklaimClaim[], data: JsonObject): EklaimClaim[] {
  const [from, to] = [textAt(data, 'start_dt'), textAt(data, 'stop_dt')];
  const care = textAt(data, 'jenis_rawat');
  return claims.filter((claim) => {
    const day = textAt(claim.data, 'tgl_pulang').slice(0, 10);
    return (
      claim.stage === 'final' &&
      day >= from &&
      day <= to &&
      (care === '3' || textAt(claim.data, 'jenis_rawat') === care)
    );
  });
}

function send(claim: EklaimClaim, line: LedgerLine): void {
  claim.stage = 'sent';
  claim.sentAt ||= line.businessAt.slice(0, 19).replace('T', ' ');
}

const withoutCount = (code: string): string => code.replace(/\+\d+$/, '');

/** An empty text changes nothing, `#` deletes all [A], docs/facts/eklaim.md §5. */
function withCodes(codes: Codes, call: string, data: JsonObject): Codes {
  const what = call.includes('_diagnosa_') ? 'diagnosa' : 'procedure';
  const text = textAt(data, what);
  return text === '' ? codes : { ...codes, [what]: keepKnown(what, splitCodes(text)) };
}

function group(claim: EklaimClaim, metadata: JsonObject, data: JsonObject): void {
  const isSecond = textAt(metadata, 'stage') === '2';
  if (textAt(metadata, 'grouper') === 'idrg') {
    claim.groupedIdrg = groupIdrg(claim, isSecond ? splitCodes(textAt(data, 'topup_codes')) : null);
    claim.stage = 'idrg_grouped';
  } else {
    claim.groupedInacbg = groupInacbg(claim, isSecond ? splitCodes(textAt(data, 'special_cmg')) : null);
    claim.stage = 'inacbg_grouped';
  }
}

function fileOf(id: string, metadata: JsonObject, base64: string): EklaimFile {
  return {
    file_id: id,
    file_name: textAt(metadata, 'file_name'),
    file_class: textAt(metadata, 'file_class'),
    file_size: Buffer.from(base64, 'base64').length,
  };
}
