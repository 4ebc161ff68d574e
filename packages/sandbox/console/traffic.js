// The list of requests, one request with its opened bodies, and the ledger. Bodies are fetched when somebody looks, masked unless asked
// otherwise.

import { ask } from './api.js';
import { add, byId, cell, el, masked, option, pickable, tag, wibTime } from './dom.js';
import { FAULTS, outcomeOf, SERVICES, serviceName } from './words.js';

const chosen = byId('traffic-service');
chosen.append(option('', 'semua'), ...SERVICES.map(([id, name]) => option(id, name)));

function answerTag(entry) {
  if (entry.fault !== null) return tag('b', FAULTS[entry.fault] ?? entry.fault);
  if (entry.endMs === null) return tag('n', 'berjalan');
  const kind = outcomeOf(entry);
  return tag(kind === 'ok' ? 'g' : kind === 'no' ? 'w' : 'b', entry.code || `HTTP ${entry.status}`);
}

function trafficRow(entry) {
  const row = pickable(el('tr'), () => void open(entry));
  const answer = add(el('td', 'line'), answerTag(entry), entry.message);
  const ms = entry.endMs === null ? '…' : String(Math.round(entry.endMs - entry.atMs));
  return add(
    row,
    cell(wibTime(toBusiness(entry.atMs)), 'tight'),
    cell(serviceName(entry.service), 'tight'),
    cell(entry.endpoint.replace(`${entry.service}.`, ''), 'line'),
    cell(masked(entry.key)),
    cell(ms, 'num tight'),
    answer,
  );
}

let newest = [];
/** Requests are noted in real time; the console speaks in that of the sandbox. */
let toBusiness = (atMs) => atMs;
let shown = '';

export function showTraffic(entries, businessOf = toBusiness) {
  newest = entries;
  toBusiness = businessOf;
  const wanted = entries
    .filter(({ service }) => chosen.value === '' || service === chosen.value)
    .filter((entry) => !byId('traffic-trouble').checked || outcomeOf(entry) !== 'ok')
    .slice(-80)
    .toReversed();
  // Rows that did not change keep their place, focus and hover.
  const state = JSON.stringify(wanted.map(({ id, endMs, code }) => [id, endMs, code]));
  byId('no-traffic').hidden = wanted.length > 0;
  byId('no-traffic').textContent =
    entries.length > 0
      ? 'Tidak ada permintaan yang cocok dengan saringan.'
      : 'Belum ada permintaan. Daftarkan satu pasien di aplikasi, lalu lihat di sini.';
  if (state === shown) return;
  shown = state;
  byId('traffic').replaceChildren(...wanted.map(trafficRow));
}
chosen.addEventListener('change', () => showTraffic(newest));
byId('traffic-trouble').addEventListener('change', () => showTraffic(newest));

let opened = null;

async function open(entry, reveal = false) {
  opened = entry;
  const whole = await ask('GET', `traffic/entry?id=${entry.id}${reveal ? '&reveal=1' : ''}`);
  byId('reveal').setAttribute('aria-pressed', String(reveal));
  byId('reveal').textContent = reveal ? 'Samarkan lagi' : 'Tampilkan nama dan nomor';
  byId('detail-title').textContent = `${serviceName(whole.service)} · ${whole.method} ${whole.path}`;
  byId('detail-about').textContent = [
    `${wibTime(toBusiness(whole.atMs))} WIB`,
    whole.ppk,
    whole.fault === null ? `HTTP ${whole.status}` : (FAULTS[whole.fault] ?? whole.fault),
    whole.effects.length > 0 ? `buku besar no. ${whole.effects.join(', ')}` : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
  byId('detail-request').textContent = whole.hasBodies
    ? pretty(whole.request)
    : 'Isi permintaan lama tidak disimpan lagi.';
  byId('detail-response').textContent =
    `${whole.code} ${whole.message}\n${whole.hasBodies ? pretty(whole.response) : ''}`.trim();
  if (!byId('detail').open) byId('detail').showModal();
}

const pretty = (value) => (value === null ? '–' : JSON.stringify(value, null, 2));

byId('reveal').addEventListener('click', () => {
  if (opened !== null) void open(opened, byId('reveal').getAttribute('aria-pressed') !== 'true');
});
byId('close').addEventListener('click', () => byId('detail').close());

export function showLedger(lines, counts) {
  byId('counts').replaceChildren(
    ...Object.entries(counts).map(([name, count]) => add(el('span', 'chip'), el('b', '', String(count)), ` ${name}`)),
  );
  byId('ledger').replaceChildren(...lines.toReversed().map(ledgerRow));
  byId('no-ledger').hidden = lines.length > 0;
}

function ledgerRow(line) {
  const effect = el('td', 'line');
  effect.append(tag(line.effect === 'refused' ? 'w' : line.duplicateOf === null ? 'g' : 'b', line.effect));
  if (line.duplicateOf !== null) effect.append(` ulangan no. ${line.duplicateOf}`);
  if (line.effect === 'refused') effect.append(` ${line.data.message}`);
  return add(
    el('tr'),
    cell(String(line.seq), 'num'),
    cell(wibTime(line.businessAt), 'tight'),
    effect,
    cell(masked(line.key)),
    cell(line.ppk),
  );
}
