// The catalogue checks itself: every record must be complete, consistent and traceable to a facts file.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  ENDPOINTS,
  EXPLANATIONS,
  fillPath,
  MESSAGES,
  pathParameters,
  SERVICE_NAMES,
  SERVICES,
  unknownKeysOf,
} from './index.ts';
import { matchGatewayText, matchMessage, normaliseMessage } from './messages/match.ts';
import { antreanfktp, antreanrs, aplicares, apotek, erekammedis, icare, pcare, vclaim } from './endpoints/index.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether a citation (file and section number) has a heading with this number. */
function citationResolves(source: string): boolean {
  const match = /^(docs\/facts\/[a-z-]+\.md) §([0-9A-D][0-9.]*)( .*)?$/.exec(source);
  if (match === null) return false;
  const [, file = '', section = ''] = match;
  if (!existsSync(ROOT + file)) return false;
  const wanted = new RegExp(`^#{2,4} ${section.replaceAll('.', '\\.')}(\\.|\\s)`, 'm');
  return wanted.test(readFileSync(ROOT + file, 'utf8'));
}

describe('every endpoint', () => {
  it('has an id of its own that starts with its service and group', () => {
    const ids = ENDPOINTS.map((endpoint) => endpoint.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, service, group } of ENDPOINTS)
      expect(id).toMatch(new RegExp(`^${service}\\.${group}\\.[a-zA-Z]+$`));
  });

  it.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))('%s keeps its promises', (_, endpoint) => {
    expect(endpoint.params.parse(endpoint.example.params)).toEqual(endpoint.example.params);
    if (endpoint.request === null) expect(endpoint.example.request).toBeNull();
    else expect(endpoint.request.parse(endpoint.example.request)).toEqual(endpoint.example.request);
    expect(endpoint.response.parse(endpoint.example.response)).toEqual(endpoint.example.response);
    expect(unknownKeysOf(endpoint.response, endpoint.example.response)).toEqual([]);
    expect(pathParameters(endpoint.path).toSorted()).toEqual(Object.keys(endpoint.example.params ?? {}).toSorted());
    expect(endpoint.path).toMatch(/^\/[A-Za-z]/);
    expect(endpoint.success.length).toBeGreaterThan(0);
    expect(endpoint.purpose).toMatch(/^[A-Z].*\.$/);
    expect(citationResolves(endpoint.source), endpoint.source).toBe(true);
    if (endpoint.method === 'GET') expect(endpoint.writeClass).toBe('read');
  });

  it('has a record of its pages when its path has a window, and only then', () => {
    const paged = ENDPOINTS.filter(({ path }) => path.endsWith('/{start}/{limit}'));
    expect(paged).toHaveLength(11);
    for (const { paging, example } of paged)
      expect(example.params).toMatchObject({ start: String(paging?.first), limit: String(paging?.size) });
    expect(ENDPOINTS.filter(({ paging }) => paging !== undefined)).toEqual(paged);
  });

  it('uses only people that cannot exist', () => {
    const text = JSON.stringify(ENDPOINTS.map((endpoint) => endpoint.example));
    for (const digits of text.match(/(?<![0-9])\d{16}(?![0-9])/g) ?? []) expect(digits).toMatch(/^9999/);
    for (const card of text.match(/"no(?:mork|K)artu":"(\d{13})"/g) ?? []) expect(card).toMatch(/"0000000000\d{3}"/);
  });
});

describe('the services', () => {
  it('have all endpoints that the issue names', () => {
    expect(Object.keys(antreanrs)).toHaveLength(17);
    expect(Object.keys(antreanfktp)).toHaveLength(5);
    expect(Object.keys(aplicares)).toHaveLength(5);
    expect(Object.keys(icare)).toHaveLength(2);
    expect(Object.keys(apotek)).toHaveLength(18);
    expect(Object.keys(erekammedis)).toHaveLength(1);
    expect(Object.keys(vclaim).length).toBeGreaterThanOrEqual(22);
    expect(Object.keys(pcare).length).toBeGreaterThanOrEqual(35);
    expect(SERVICE_NAMES.every((service) => SERVICES[service].defaultBaseUrls.production.startsWith('https://'))).toBe(
      true,
    );
  });
});

describe('tolerant reading', () => {
  it('takes a bare array and {list} for the same list', () => {
    const row = { namadokter: 'dr. Contoh', kodedokter: '99901' };
    const expected = { list: [{ namadokter: 'dr. Contoh', kodedokter: 99901 }] };
    expect(antreanrs.refDokter.response.parse([row])).toEqual(expected);
    expect(antreanrs.refDokter.response.parse({ list: [row] })).toEqual(expected);
    expect(antreanrs.refDokter.response.safeParse(null).success).toBe(false);
    expect(antreanrs.refDokter.response.safeParse('kosong').success).toBe(false);
  });

  it('takes one referral where a list is expected', () => {
    const rujukan = { noKunjungan: '9999U0010125P000001' };
    expect(vclaim.rujukanPesertaList.response.parse({ rujukan })).toMatchObject({ rujukan: [rujukan] });
  });

  it('takes a PCare creation as object and as array, but never as nothing', () => {
    const one = { field: 'noKunjungan', message: '9999U0010926Y000004' };
    expect(pcare.kunjunganAdd.response.parse(one)).toEqual([one]);
    expect(pcare.kunjunganAdd.response.parse([one])).toEqual([one]);
    expect(pcare.kunjunganAdd.response.safeParse(null).success).toBe(false);
  });

  it('keeps keys that the catalogue does not know and names them', () => {
    const parsed = antreanrs.refDokter.response.parse([{ namadokter: 'dr. Contoh', kodedokter: 1, gelar: 'Sp.A' }]);
    expect(parsed.list[0]).toMatchObject({ gelar: 'Sp.A' });
    expect(unknownKeysOf(antreanrs.refDokter.response, parsed)).toEqual(['list[].gelar']);
  });

  it('takes counts of beds as text, and no count that cannot be', () => {
    const { request } = aplicares.bedUpdate;
    const room = { kodekelas: 'KL3', koderuang: 'A', namaruang: 'A', kapasitas: '12', tersedia: '4' };
    expect(request?.parse(room)).toMatchObject({ kapasitas: 12, tersedia: 4 });
    for (const change of [
      { tersedia: 13 },
      { tersedia: -1 },
      { tersedia: 1.5 },
      { tersediapria: 3, tersediawanita: 2 },
    ])
      expect(request?.safeParse({ ...room, ...change }).success, JSON.stringify(change)).toBe(false);
  });

  it('takes one row where Apotek should send a list', () => {
    const row = { NORESEP: '1', NOAPOTIK: '9999A00101260000001' };
    expect(apotek.resepList.response.parse({ resep: row })).toEqual({ resep: [row] });
    expect(apotek.resepList.response.parse({ resep: null })).toEqual({ resep: [] });
  });

  it('normalises session hours and task numbers sent as text', () => {
    const schedule = antreanrs.jadwalDokter.response.parse([
      {
        kodesubspesialis: 'INT',
        kodepoli: 'INT',
        kodedokter: 1,
        namadokter: 'dr. Contoh',
        hari: '4',
        jadwal: '08:00 - 12:00',
      },
    ]);
    expect(schedule.list[0]?.jadwal).toBe('08:00-12:00');
    const task = antreanrs.updatewaktu.request?.parse({ kodebooking: 'A1', taskid: '3', waktu: '1768443300000' });
    expect(task).toEqual({ kodebooking: 'A1', taskid: 3, waktu: 1768443300000 });
  });
});

describe('path templates', () => {
  it('percent-encode what they are given', () => {
    expect(fillPath('/referensi/diagnosa/{kata}', { kata: 'sakit kepala/migren?' })).toBe(
      '/referensi/diagnosa/sakit%20kepala%2Fmigren%3F',
    );
    expect(() => fillPath('/SEP/{noSep}', {})).toThrow('noSep');
    expect(() => fillPath('/SEP/{noSep}', { noSep: '..' })).toThrow('noSep');
  });
});

describe('the message catalogue', () => {
  it('explains every message and cites an existing section', () => {
    expect(new Set(MESSAGES.map((message) => message.id)).size).toBe(MESSAGES.length);
    for (const message of MESSAGES) {
      expect(EXPLANATIONS[message.explanationId], message.id).toBeDefined();
      expect(citationResolves(message.source), `${message.id}: ${message.source}`).toBe(true);
    }
  });

  it('reads messages without case, extra blanks and leading numbers', () => {
    expect(normaliseMessage(' 3.1.  data nomorreferensi   belum sesuai. ')).toBe('data nomorreferensi belum sesuai.');
  });

  it.each([
    [
      vclaim.sepInsert,
      '201',
      'Peserta NoKa 0000000000001 telah mendapat Pelayanan R.Jalan di Poli INT pada hari yg sama di RS TIRTA MEDIKA Dgn No.SEP 9999R0010125V000001',
      'vclaim.E-01',
    ],
    [
      vclaim.sepInsert,
      '201',
      'Peserta telah mendapat Pelayanan R.Inap pada tgl. 2025-01-01 dan belum dipulangkan di RS CONTOH Dgn No.SEP 9999R0010125V000007',
      'vclaim.E-02',
    ],
    [vclaim.rujukanNomor, '201', 'Data Tidak Ditemukan', 'vclaim.E-19'],
    [antreanrs.updatewaktu, '208', 'TaskId=3 sudah ada', 'task.already'],
    [antreanrs.updatewaktu, '201', 'TaskId=4 tidak valid / TaskId sebelumnya belum terkirim', 'task.predecessor'],
    [antreanrs.updatewaktu, '201', 'Task=1 ada. TaskId=2 belum ada', 'task.second-missing'],
    [antreanrs.updatewaktu, '201', 'TaskId=3 belum ada', 'task.predecessor-missing'],
    [
      antreanrs.updatewaktu,
      '201',
      'Waktu (2026-01-15 08:00:00 WIB) tidak boleh kurang atau sama dengan waktu sebelumnya (2026-01-15 08:00:00 WIB)',
      'task.not-later',
    ],
    [
      antreanrs.updatewaktu,
      '201',
      'TaskId=3 (2026-01-15 08:00:00 WIB) lebih besar daripada TaskId=4 (2026-01-15 07:00:00 WIB)',
      'task.later-than-next',
    ],
    [
      antreanrs.updatewaktu,
      '201',
      'TaskId=3 (2026-01-15 08:00:00 WIB) lebih besar dari pada TaskId=4',
      'task.later-than-next',
    ],
    [
      antreanrs.updatewaktu,
      '201',
      'Waktu tidak valid (2026-01-14 08:00:00 WIB). Tanggal pelayanan untuk Kode Booking tersebut adalah (2026-01-15)',
      'task.wrong-date',
    ],
    [antreanrs.updatewaktu, '201', 'Kode Booking tidak ditemukan', 'antrean.booking-unknown'],
    [antreanrs.updatewaktu, '201', 'TaskId terakhir 99', 'task.cancelled'],
    [antreanrs.updatewaktu, '201', 'TaskId terakhir 5', 'task.ended'],
    [antreanrs.updatewaktu, '201', 'Gagal. Tanggal kirim TaskId maksimal H+7 dari tanggal pelayanan.', 'task.too-late'],
    [antreanrs.add, '208', 'Terdapat duplikasi Kode Booking', 'antrean.duplicate'],
    [antreanrs.add, '201', 'data nomorreferensi  belum sesuai.', 'antrean.reference-mismatch'],
    [antreanrs.pendaftaranTanggal, '201', 'No Content', 'antrean.empty'],
    [pcare.kunjunganAdd, '404', 'Unauthorized! You are not registered for this service!', 'credential.not-registered'],
    [pcare.kunjunganAdd, '424', 'FAILED_DEPENDENCY', 'pcare.reference'],
    [antreanfktp.add, '201', 'Peserta sudah terdaftar pada poli ini', 'fktp.already'],
    [antreanfktp.refDokter, '201', 'Jadwal Dokter tidak ditemukan', 'fktp.closed-day'],
    [antreanrs.batal, '201', 'Antrean Tidak Ditemukan atau Sudah Dibatalkan', 'antrean.already-cancelled'],
    [vclaim.sepInsert, '201', 'Signature Service Tidak Sesuai', 'credential.signature'],
    [aplicares.bedCreate, '0', 'Data tersebut sudah ada.', 'aplicares.exists'],
    [aplicares.bedUpdate, '0', 'Data tidak ada di database.', 'aplicares.absent'],
    [aplicares.bedDelete, '0', 'Data tidak ada di database.', 'aplicares.already-absent'],
  ])('%#: knows what BPJS says', (endpoint, code, text, id) => {
    expect(matchMessage(endpoint, code, text)?.message.id).toBe(id);
  });

  it('hands out the SEP number inside a refusal', () => {
    const text = 'telah mendapat Pelayanan R.Jalan di Poli INT Dgn No.SEP 9999r0010125V000001';
    expect(matchMessage(vclaim.sepInsert, '201', text)?.values).toEqual({ nomorSep: '9999r0010125V000001' });
  });

  it('keeps gateway texts apart from business texts', () => {
    expect(matchGatewayText('vclaim', 'No Mapping Rule matched')?.message.outcome).toBe('unsupported');
    expect(matchGatewayText('antreanrs', 'TaskId=3 sudah ada')).toBeUndefined();
  });
});
