// Answers whose form is odd: dialects that must be understood, and forms that must never be taken for success.
import { createCipheriv, createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { antreanrs, apotek, pcare, vclaim } from '@titian/contract';
import { CREDENTIALS, seal } from '../server.ts';
import { type CorpusCase, metaData, metadata, sealed, TIMESTAMP, uncertainRead, uncertainWrite, unfamiliarRead, unfamiliarWrite } from './cases.ts';

const insert = vclaim.sepInsert;
const find = vclaim.sepFind;
const task = antreanrs.updatewaktu;
const list = antreanrs.getlisttask;
const rows = [{ taskid: 3, wakturs: '15-01-2026 08:05:10 WIB' }];
const sep = { sep: { noSep: '9999R0010125V000001' } };
const okRows = { kind: 'ok', data: { list: rows } } as const;

export const DIALECTS: readonly CorpusCase[] = [
  { id: 'metadata in lower case', endpoint: insert, body: metadata('200', 'OK', sealed(sep)), expect: { kind: 'ok', data: sep } },
  { id: 'MetaData in Pascal case', endpoint: insert, body: JSON.stringify({ MetaData: { Code: '200', Message: 'OK' }, Response: sealed(sep) }), expect: { kind: 'ok', data: sep } },
  { id: 'code as number where text is usual', endpoint: insert, body: metaData(200, 'OK', sealed(sep)), expect: { kind: 'ok', data: sep } },
  { id: 'code as text where a number is usual', endpoint: list, body: metadata('200', 'OK', sealed(rows)), expect: okRows },
  { id: 'code with blanks', endpoint: list, body: metadata(' 200 ', 'OK', sealed(rows)), expect: okRows },
  { id: 'response before metadata', endpoint: list, body: JSON.stringify({ response: sealed(rows), metadata: { message: 'OK', code: 200 } }), expect: okRows },
  { id: 'bare list', endpoint: list, body: metadata(200, 'OK', sealed(rows)), expect: okRows },
  { id: 'list in a wrapper', endpoint: list, body: metadata(200, 'OK', sealed({ list: rows })), expect: okRows },
  { id: 'plain list where ciphertext is usual', endpoint: list, body: metadata(200, 'OK', rows), expect: okRows },
  { id: 'code 1 of a reference', endpoint: antreanrs.refDokter, body: metadata(1, 'Ok', sealed([{ namadokter: 'dr. Contoh', kodedokter: 1 }])), expect: { kind: 'ok' } },
  { id: 'a word for success that is not OK', endpoint: task, body: metadata(200, 'Sukses'), expect: { kind: 'ok', data: null } },
  { id: 'no message at all', endpoint: task, body: JSON.stringify({ metadata: { code: 200 } }), expect: { kind: 'ok', data: null } },
  { id: 'byte order mark', endpoint: task, body: `\ufeff${metadata(200, 'Ok')}`, expect: { kind: 'ok' } },
  { id: 'blanks around the JSON', endpoint: task, body: `\r\n\r\n  ${metadata(200, 'Ok')}\n`, expect: { kind: 'ok' } },
  { id: 'UTF-16 with mark', endpoint: task, body: Buffer.from(`\ufeff${metadata(200, 'Ok')}`, 'utf16le'), expect: { kind: 'ok' } },
  { id: 'windows-1252 that says so', endpoint: task, headers: { 'content-type': 'application/json; charset=windows-1252' }, body: Buffer.from(metadata(200, 'Sélesai'), 'latin1'), expect: { kind: 'ok' } },
  { id: 'JSON under text/html', endpoint: task, headers: { 'content-type': 'text/html' }, body: metadata(200, 'Ok'), expect: { kind: 'ok' } },
  { id: 'honest gzip', endpoint: task, headers: { 'content-encoding': 'gzip' }, body: gzipSync(metadata(200, 'Ok')), expect: { kind: 'ok' } },
  { id: 'repeated content-type header', endpoint: task, headers: { 'content-type': 'application/json, application/json' }, body: metadata(200, 'Ok'), expect: { kind: 'ok' } },
  { id: 'an unknown key is kept', endpoint: insert, body: metaData('200', 'OK', sealed({ sep: { noSep: '9999R0010125V000001', baru: 1 } })), expect: { kind: 'ok', data: { sep: { noSep: '9999R0010125V000001', baru: 1 } } } },
  { id: 'discharge answers null', endpoint: vclaim.sepUpdateTanggalPulang, body: metaData('200', 'OK', null), expect: { kind: 'ok', data: null } },
  { id: 'deletion answers plain text', endpoint: vclaim.sepDelete, body: metaData('200', 'OK', '9999R0010125V000001'), expect: { kind: 'ok', data: '9999R0010125V000001' } },
  { id: 'deletion answers sealed text', endpoint: vclaim.sepDelete, body: metaData('200', 'OK', sealed('9999R0010125V000001')), expect: { kind: 'ok', data: '9999R0010125V000001' } },
  { id: 'PCare creation as object', endpoint: pcare.kunjunganAdd, status: 201, body: metaData(201, 'CREATED', sealed({ field: 'noKunjungan', message: '9999U0010926Y000004' })), expect: { kind: 'ok', data: [{ field: 'noKunjungan', message: '9999U0010926Y000004' }] } },
  { id: 'PCare creation as array', endpoint: pcare.kunjunganAdd, status: 201, body: metaData('201', 'CREATED', sealed([{ field: 'noKunjungan', message: '9999U0010926Y000004' }])), expect: { kind: 'ok' } },
  { id: 'PCare sealed but not compressed', endpoint: pcare.refKesadaran, body: metaData(200, 'OK', sealUncompressed('{"list":[{"kdSadar":"01","nmSadar":"Compos mentis"}]}')), expect: { kind: 'ok' } },
  { id: 'PCare deletion with empty text', endpoint: pcare.pendaftaranDelete, body: metaData(200, 'OK', ''), expect: { kind: 'ok', data: null } },
  { id: 'dangerous keys are dropped', endpoint: task, body: '{"__proto__":{"code":"500"},"metadata":{"code":200,"message":"Ok","constructor":{"x":1}}}', expect: { kind: 'ok' } },
];

function sealUncompressed(text: string): string {
  // The same cipher without the compression step, docs/facts/pcare.md §3.
  const key = createHash('sha256').update(CREDENTIALS.consId + CREDENTIALS.secret + TIMESTAMP).digest();
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  return cipher.update(text, 'utf8', 'base64') + cipher.final('base64');
}

const cipher = sealed(sep);
const flipped = cipher.startsWith('A') ? `B${cipher.slice(1)}` : `A${cipher.slice(1)}`;

export const DAMAGED: readonly CorpusCase[] = [
  { id: 'empty body with 200', endpoint: insert, body: '', expect: { ...uncertainWrite, reason: 'empty-body' } },
  { id: 'empty body with 500', endpoint: insert, status: 500, body: '', expect: uncertainWrite },
  { id: 'empty body on a read', endpoint: find, body: '', expect: uncertainRead },
  { id: 'an unreadable meta outside, a success inside', endpoint: apotek.resepList, body: JSON.stringify({ metadata: { code: null, message: 'tidak sesuai' }, response: sealed({ metaData: { code: '200' }, response: { resep: [] } }) }), expect: unfamiliarRead },
  { id: 'blanks only', endpoint: insert, body: ' \r\n ', expect: uncertainWrite },
  { id: 'null', endpoint: insert, body: 'null', expect: { ...unfamiliarWrite, reason: 'no-envelope' } },
  { id: 'true', endpoint: insert, body: 'true', expect: unfamiliarWrite },
  { id: 'a number', endpoint: insert, body: '200', expect: unfamiliarWrite },
  { id: 'a bare text', endpoint: insert, body: '"OK"', expect: unfamiliarWrite },
  { id: 'an array at the root', endpoint: insert, body: `[${metaData('200', 'OK')}]`, expect: unfamiliarWrite },
  { id: 'an empty object', endpoint: insert, body: '{}', expect: unfamiliarWrite },
  { id: 'an empty object on a read', endpoint: find, body: '{}', expect: unfamiliarRead },
  { id: 'metadata is null', endpoint: insert, body: '{"metaData":null,"response":null}', expect: unfamiliarWrite },
  { id: 'metadata is a list', endpoint: insert, body: '{"metaData":[{"code":"200"}]}', expect: unfamiliarWrite },
  { id: 'code is missing', endpoint: insert, body: '{"metaData":{"message":"OK"},"response":null}', expect: unfamiliarWrite },
  { id: 'code is null', endpoint: insert, body: '{"metaData":{"code":null,"message":"OK"}}', expect: unfamiliarWrite },
  { id: 'code is a word', endpoint: insert, body: metaData('OK', 'OK'), expect: unfamiliarWrite },
  { id: 'code is true', endpoint: insert, body: '{"metaData":{"code":true}}', expect: unfamiliarWrite },
  { id: 'code has a fraction', endpoint: insert, body: '{"metaData":{"code":200.5}}', expect: unfamiliarWrite },
  { id: 'two envelopes that disagree', endpoint: insert, body: '{"metaData":{"code":"200"},"metadata":{"code":"201"}}', expect: unfamiliarWrite },
  { id: 'success code under a failing status', endpoint: insert, status: 500, body: metaData('200', 'OK', sealed(sep)), expect: { ...unfamiliarWrite, reason: 'status-contradicts-code' } },
  { id: 'a code nobody knows', endpoint: insert, body: metaData('777', 'Hal baru'), expect: { ...unfamiliarWrite, reason: 'code' } },
  { id: 'a refusal code of another service', endpoint: insert, body: metaData('202', 'Pasien baru'), expect: unfamiliarWrite },
  { id: 'a refusal without a word', endpoint: insert, body: metaData('201', '', null), expect: { ...unfamiliarWrite, reason: 'silent-refusal' } },
  { id: '200 with null where a SEP must be', endpoint: insert, body: metaData('200', 'OK', null), expect: { ...unfamiliarWrite, reason: 'shape' } },
  { id: '200 with null where a member must be', endpoint: vclaim.pesertaNokartu, body: metaData('200', 'OK', null), expect: { ...unfamiliarRead, reason: 'shape' } },
  { id: '200 with an empty object sealed', endpoint: insert, body: metaData('200', 'OK', sealed({})), expect: { ...unfamiliarWrite, reason: 'shape' } },
  { id: 'the SEP number is missing', endpoint: insert, body: metaData('200', 'OK', sealed({ sep: { tglSep: '2025-01-06' } })), expect: unfamiliarWrite },
  { id: 'the SEP number is empty', endpoint: insert, body: metaData('200', 'OK', sealed({ sep: { noSep: '' } })), expect: unfamiliarWrite },
  { id: 'plain text where ciphertext must be', endpoint: insert, body: metaData('200', 'OK', '9999R0010125V000001'), expect: { ...uncertainWrite, reason: 'undecryptable' } },
  { id: 'a foreign key', endpoint: insert, body: metaData('200', 'OK', seal(JSON.stringify(sep), TIMESTAMP, 'kunci-lain')), expect: uncertainWrite },
  { id: 'the key of another second', endpoint: insert, body: metaData('200', 'OK', seal(JSON.stringify(sep), '1735689601')), expect: uncertainWrite },
  { id: 'a foreign key on a read', endpoint: find, body: metaData('200', 'OK', seal('{}', TIMESTAMP, 'kunci-lain')), expect: uncertainRead },
  { id: 'ciphertext cut by one character', endpoint: insert, body: metaData('200', 'OK', cipher.slice(0, -1)), expect: uncertainWrite },
  { id: 'ciphertext cut by one block', endpoint: insert, body: metaData('200', 'OK', Buffer.from(cipher, 'base64').subarray(0, -16).toString('base64')), expect: uncertainWrite },
  { id: 'ciphertext without its first block', endpoint: insert, body: metaData('200', 'OK', Buffer.from(cipher, 'base64').subarray(16).toString('base64')), expect: uncertainWrite },
  { id: 'ciphertext with a flipped letter', endpoint: insert, body: metaData('200', 'OK', flipped), expect: uncertainWrite },
  { id: 'ciphertext in the URL alphabet', endpoint: insert, body: metaData('200', 'OK', `${cipher.slice(0, -4)}-_==`), expect: uncertainWrite },
  { id: 'ciphertext with line breaks', endpoint: insert, body: metaData('200', 'OK', `${cipher.slice(0, 40)}\n${cipher.slice(40)}`), expect: uncertainWrite },
  { id: 'sealed nothing', endpoint: insert, body: metaData('200', 'OK', seal('', TIMESTAMP)), expect: { ...uncertainWrite, reason: 'not-json' } },
  { id: 'sealed half JSON', endpoint: insert, body: metaData('200', 'OK', seal('{"sep":{"noSep":"99', TIMESTAMP)), expect: { ...uncertainWrite, reason: 'not-json' } },
  { id: 'sealed but not compressed where it must be', endpoint: insert, body: metaData('200', 'OK', sealUncompressed(JSON.stringify(sep))), expect: { ...uncertainWrite, reason: 'not-compressed' } },
  { id: 'deletion with ciphertext of a foreign key', endpoint: vclaim.sepDelete, body: metaData('200', 'OK', seal('"9999R0010125V000001"', TIMESTAMP, 'kunci-lain')), expect: uncertainWrite },
  { id: 'half an envelope', endpoint: insert, body: '{"metaData":{"code":"200","mess', expect: { ...uncertainWrite, reason: 'not-json' } },
  { id: 'two answers glued together', endpoint: insert, body: metaData('200', 'OK') + metaData('200', 'OK'), expect: uncertainWrite },
  { id: 'JSON with a comment', endpoint: insert, body: `${metaData('200', 'OK')} // ok`, expect: uncertainWrite },
  { id: 'JSON with padding', endpoint: insert, body: `)]}',\n${metaData('200', 'OK')}`, expect: uncertainWrite },
  { id: 'a million brackets', endpoint: insert, body: '['.repeat(1_000_000), expect: { ...unfamiliarWrite, reason: 'too-deep' } },
  { id: 'a deep answer', endpoint: insert, body: metaData('200', 'OK', JSON.parse('{"a":'.repeat(80) + '1' + '}'.repeat(80))), expect: unfamiliarWrite },
  { id: 'bytes that are no UTF-8', endpoint: insert, body: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), expect: { ...uncertainWrite, reason: 'charset' } },
  { id: 'gzip that is none', endpoint: insert, headers: { 'content-encoding': 'gzip' }, body: metaData('200', 'OK'), expect: { ...uncertainWrite, reason: 'encoding' } },
  { id: 'gzip cut in half', endpoint: insert, headers: { 'content-encoding': 'gzip' }, body: gzipSync(metaData('200', 'OK')).subarray(0, 20), expect: uncertainWrite },
  { id: 'an encoding nobody knows', endpoint: insert, headers: { 'content-encoding': 'zopfli' }, body: 'x', expect: uncertainWrite },
  { id: 'a list where rows are numbers', endpoint: list, body: metadata(200, 'OK', sealed([1, 2])), expect: unfamiliarRead },
  { id: 'a text where a list must be', endpoint: list, body: metadata(200, 'OK', sealed('kosong')), expect: unfamiliarRead },
  { id: 'a task number that is no number', endpoint: list, body: metadata(200, 'OK', sealed([{ taskid: 'tiga' }])), expect: unfamiliarRead },
  { id: 'PCare creation without a number', endpoint: pcare.pendaftaranAdd, status: 201, body: metaData(201, 'CREATED', null), expect: { ...unfamiliarWrite, reason: 'shape' } },
];
