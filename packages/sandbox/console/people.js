// The state browser: searching participants, everything BPJS holds of one, facilities, doctors, beds.

import { ask } from './api.js';
import { add, byId, cell, el, option, pickable, smallTable, tag, wibTime } from './dom.js';
import { serviceName } from './words.js';

const MARKS = [
  ['', 'Semua peserta'],
  ['PBI', 'PBI'],
  ['PPU', 'PPU'],
  ['PBPU', 'PBPU'],
  ['BP', 'BP'],
  ['menunggak', 'Menunggak'],
  ['tidak aktif', 'Tidak aktif'],
  ['bayi', 'Bayi baru lahir'],
  ['PRB', 'PRB'],
  ['Prolanis', 'Prolanis'],
  ['belum sidik jari', 'Belum sidik jari'],
  ['berlaku', 'Rujukan berlaku'],
  ['dipakai', 'Rujukan dipakai'],
  ['diperpanjang', 'Rujukan diperpanjang'],
  ['dirujuk balik', 'Dirujuk balik'],
  ['kedaluwarsa', 'Rujukan kedaluwarsa'],
];
byId('people-mark').append(...MARKS.map(([value, text]) => option(value, text)));

const STAGE_KINDS = { berlaku: 'g', dipakai: 'n', diperpanjang: 'g', 'dirujuk balik': 'n', kedaluwarsa: 'w' };
const stageTag = (stage) => tag(STAGE_KINDS[stage] ?? 'n', stage);
const markTag = (mark) => tag(/tidak|menunggak|belum/.test(mark) ? 'w' : 'n', mark);

let picked = '';

export async function showPeople() {
  const query = new URLSearchParams({ q: byId('people-q').value, mark: byId('people-mark').value, limit: '100' });
  const { total, people } = await ask('GET', `people?${query}`);
  byId('no-people').hidden = people.length > 0;
  byId('h-people').textContent = `Peserta (${total.toLocaleString('id-ID')})`;
  byId('people').replaceChildren(
    ...people.map(({ person, marks, stages }) => {
      const row = pickable(el('tr'), () => void showPerson(person.nomorKartu));
      row.setAttribute('aria-selected', String(person.nomorKartu === picked));
      row.dataset.card = person.nomorKartu;
      return add(
        row,
        cell(person.nomorKartu, 'tight'),
        cell(person.nama, 'line'),
        cell(person.jenisPeserta.keterangan),
        add(el('td'), ...marks.map(markTag)),
        add(el('td'), ...stages.map(stageTag)),
      );
    }),
  );
}
byId('people-search').addEventListener('submit', (event) => {
  event.preventDefault();
  void showPeople();
});
byId('people-mark').addEventListener('change', () => void showPeople());

function facts(pairs) {
  const list = el('dl', 'facts');
  for (const [name, value] of pairs)
    if (value !== '' && value !== undefined) list.append(el('dt', '', name), el('dd', '', value));
  return list;
}

async function showPerson(card) {
  picked = card;
  for (const row of byId('people').children) row.setAttribute('aria-selected', String(row.dataset.card === card));
  const all = await ask('GET', `person?card=${card}`);
  const { person } = all;
  const call = el('button', 'small', 'Panggil faskes untuk peserta ini');
  call.addEventListener('click', () => {
    byId('call-card').value = card;
    byId('call-card').dispatchEvent(new Event('change'));
    location.hash = '#mobile-jkn';
  });
  const parts = [
    el('h2', '', person.nama),
    add(el('p'), ...all.marks.map(markTag)),
    facts([
      ['Kartu', person.nomorKartu],
      ['NIK', person.nik],
      ['Lahir', `${person.tanggalLahir} (${person.jenisKelamin})`],
      ['Status', person.status.keterangan],
      ['Segmen', `${person.jenisPeserta.keterangan}, kelas ${person.hakKelas}`],
      ['FKTP', `${person.fktp.nama} (${person.fktp.kode})`],
      ['Telepon', person.nomorHp],
    ]),
    call,
    smallTable('Rujukan', ['Nomor', 'Tanggal – berlaku s.d.', 'Poli', 'Tahap'], all.referrals, (one) => [
      one.nomorRujukan,
      `${one.tanggal} – ${one.until}`,
      `${one.poli} ${one.diagnosa.kode}`,
      add(el('td'), stageTag(one.stage)),
    ]),
    smallTable('SEP', ['Nomor', 'Tanggal', 'Poli', 'Rujukan'], all.seps, (one) => [
      one.nomorSep,
      one.tanggal,
      one.jnsPelayanan === '1' ? 'rawat inap' : one.poli,
      one.nomorRujukan,
    ]),
    smallTable('Surat kontrol dan SPRI', ['Nomor', 'Rencana', 'Poli', 'Jenis'], all.letters, (one) => [
      one.nomorSurat,
      one.tanggalRencana,
      one.poli,
      one.jenis === '1' ? 'SPRI' : 'kontrol',
    ]),
    smallTable('Antrean dan Task ID', ['Kodebooking', 'Tanggal', 'Keadaan', 'Task ID'], all.bookings, (one) => [
      one.kodebooking,
      one.tanggalperiksa,
      one.status,
      one.tasks.map(({ taskid, waktu }) => `${taskid}: ${wibTime(waktu)}`).join(' · '),
    ]),
    smallTable('Pendaftaran P-Care', ['No. urut', 'Tanggal', 'Poli', 'Keadaan'], all.registrations, (one) => [
      one.noUrut,
      one.tanggal,
      one.kdPoli,
      one.status,
    ]),
    smallTable('Kunjungan P-Care', ['Nomor', 'Tanggal', 'Diagnosa', 'Obat, tindakan'], all.visits, (one) => [
      one.nomorKunjungan,
      one.tanggal,
      one.kdDiag1,
      `${one.obat.length}, ${one.tindakan.length}`,
    ]),
    smallTable('Rujukan keluar', ['Nomor', 'SEP'], all.outgoing, (one) => [one.nomorRujukan, one.nomorSep]),
    smallTable('Surat PRB', ['Nomor', 'Tanggal', 'SEP'], all.prb, (one) => [one.nomorSrb, one.tanggal, one.nomorSep]),
    smallTable('Lembar klaim', ['SEP', 'Faskes'], all.claimSheets, (one) => [one.nomorSep, one.kodePpk]),
    smallTable('Resep apotek', ['Nomor', 'SEP', 'Obat'], all.prescriptions, (one) => [
      one.nomor,
      one.nomorSep,
      one.items,
    ]),
    smallTable('Klaim E-Klaim', ['SEP', 'Tahap', 'Terkirim'], all.claims, (one) => [
      one.nomorSep,
      one.stage,
      one.sentAt,
    ]),
  ];
  byId('person').replaceChildren(...parts.filter((part) => part !== null));
  // On a phone the person stands below the list.
  byId('person').scrollIntoView({ block: 'nearest' });
}

const KINDS = { fkrtl: 'rumah sakit', fktp: 'klinik', apotek: 'apotek' };

export async function showPlaces() {
  const { today, hari, facilities, doctors, clinicDoctors } = await ask('GET', 'places');
  byId('places').replaceChildren(
    ...facilities.map(({ kodePpk, nama, jenis, services, beds }) => {
      const rooms = beds.map(
        ({ fields }) =>
          `${fields.namaruang ?? fields.koderuang} (${fields.kodekelas}): ${fields.tersedia}/${fields.kapasitas}`,
      );
      const right = add(el('div'), ...services.map((service) => tag('n', serviceName(service))));
      if (rooms.length > 0) right.append(el('small', '', `Tempat tidur: ${rooms.join(' · ')}`));
      else if (jenis === 'fkrtl')
        right.append(el('small', '', 'Tempat tidur: belum ada yang dikirim lewat Aplicares.'));
      return add(
        el('div', 'place'),
        add(el('div'), el('b', '', nama), el('small', '', `${kodePpk} · ${KINDS[jenis] ?? jenis}`)),
        right,
      );
    }),
  );
  byId('doctors-day').textContent = `${hari}, ${today}`;
  const hospital = doctors.map(({ nama, kode, poli, namaPoli, subspesialis, sesi, libur }) =>
    doctorRow(
      nama,
      kode,
      `${namaPoli}${subspesialis === poli ? '' : ` (${subspesialis})`}`,
      sesi.map(({ buka, tutup, kapasitas }) => `${buka}–${tutup} (${kapasitas})`),
      libur,
    ),
  );
  const clinic = clinicDoctors.map(({ nmDokter, kdDokter, namaPolis, sesi }) =>
    doctorRow(nmDokter, kdDokter, namaPolis.join(', '), sesi, false),
  );
  byId('doctors').replaceChildren(...hospital, ...clinic);
}

function doctorRow(name, code, poli, sessions, isOnLeave) {
  return add(
    el('tr'),
    cell(name, 'line'),
    cell(String(code)),
    cell(poli),
    cell(sessions.join(' · ')),
    add(el('td'), isOnLeave ? tag('w', 'libur') : tag('g', 'praktik')),
  );
}
