// Behaviour of the sandbox's page, run by the browser and therefore kept as text: polls the control API, draws the flow, sets moods.
// Everything shown goes through textContent; nothing is inserted as markup.

export const PAGE_SCRIPT = String.raw`
'use strict';
const byId = (id) => document.getElementById(id);
const SERVICES = [
  ['vclaim', 'VClaim', 'Rumah sakit', '9999R001'],
  ['antreanrs', 'Antrean RS', 'Rumah sakit', '9999R001'],
  ['pcare', 'P-Care', 'Klinik', '9999U001'],
  ['antreanfktp', 'Antrean FKTP', 'Klinik', '9999U001'],
  ['aplicares', 'Aplicares', 'Rumah sakit', '9999R001'],
  ['icare', 'i-Care JKN', 'Faskes', ''],
  ['apotek', 'Apotek Online', 'Apotek', '9999A001'],
  ['erekammedis', 'e-Rekam Medis', 'Rumah sakit', '9999R001'],
  ['srbk', 'SRBK', 'Klinik', '9999U001'],
  ['sisrute', 'VClaim-SISRUTE', 'Rumah sakit', '9999R001'],
];
// Shown from the first; the other rows appear with their first request.
const ALWAYS = 4;
const PRESETS = [
  ['Lambat 3 detik', { latency: { kind: 'fixed', ms: 3000 } }],
  ['Gagal 30 %', { errorRate: 0.3 }],
  ['Pemeliharaan', { maintenance: { answer: 'html' } }],
  ['Terputus', { maintenance: { answer: 'refuse' } }],
  ['Menggantung', { faults: [{ kind: 'hang' }] }],
  ['Halaman HTML', { faults: [{ kind: 'html' }] }],
  ['Diterima, lalu diam', { faults: [{ kind: 'timeout-after-apply', on: 'writes' }] }],
  ['Diterima, terlambat 60 dtk', { faults: [{ kind: 'late-apply', on: 'writes', ms: 60000 }] }],
  ['Kapasitas 4 saluran', { channelLimit: { limit: 4 } }],
  ['Kredensial dicabut', { credentials: 'revoked' }],
];
const FAULT_NAMES = {
  maintenance: 'pemeliharaan', overload: 'kelebihan beban', 'error-rate': 'galat gateway', refuse: 'terputus', html: 'halaman HTML', hang: 'menggantung',
  'status-5xx': 'galat gateway', throttle: 'dibatasi', empty: 'kosong', 'reset-before-apply': 'terputus', 'timeout-after-apply': 'diterima, diam',
  'reset-after-apply': 'diterima, terputus', 'html-after-apply': 'diterima, HTML', 'status-5xx-after-apply': 'diterima, galat', 'empty-after-apply': 'diterima, kosong',
  'truncated-after-apply': 'diterima, terpotong', 'wrong-key': 'kunci salah', plaintext: 'tanpa sandi', 'late-apply': 'menyusul',
};
const el = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
const ask = async (method, path, body) => {
  const answer = await fetch('/_sandbox/' + path, { method, headers: body === undefined ? {} : { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
  const value = await answer.json();
  if (!answer.ok) throw new Error((value.issues || [value.error]).join('; '));
  return value;
};
const wib = (iso) => new Date(Date.parse(iso) + 7 * 3600000).toISOString();
const wibTime = (iso) => wib(iso).slice(11, 19).replaceAll(':', '.');

const flows = {};
for (const [place, [service, name, from, ppk]] of SERVICES.entries()) {
  const row = el('div', 'flow');
  const left = el('div', 'end');
  left.append(el('b', '', from), document.createTextNode(ppk));
  const pipe = el('div', 'pipe');
  const label = el('span', '', '');
  const canvas = el('canvas');
  pipe.append(label, canvas);
  const right = el('div', 'end right');
  const load = el('span', '', '–');
  right.append(el('b', '', name), load);
  row.append(left, pipe, right);
  if (place >= ALWAYS) row.style.display = 'none';
  byId('flows').append(row);
  flows[service] = { row, pipe, label, canvas, load, dots: [], recent: [] };
}

const scopes = new Map([['*', 'Semua layanan']]);
for (const [service, name] of SERVICES) scopes.set(service, name + ' (seluruhnya)');
const refreshScopes = () => {
  const select = byId('scope');
  const chosen = select.value || '*';
  if (select.options.length === scopes.size) return;
  select.replaceChildren(...[...scopes].sort().map(([value, text]) => { const option = el('option', '', text); option.value = value; return option; }));
  select.value = chosen;
};

for (const [name, mood] of PRESETS) {
  const button = el('button', '', name);
  button.addEventListener('click', () => setMood(mood));
  byId('presets').append(button);
}
const setMood = async (mood) => { await ask('PUT', 'moods', { [byId('scope').value]: mood }); await tick(); };
byId('clear').addEventListener('click', async () => { await ask('DELETE', 'moods'); await tick(); });
byId('apply').addEventListener('click', async () => {
  byId('json-error').textContent = '';
  try { await setMood(JSON.parse(byId('json').value)); } catch (error) { byId('json-error').textContent = 'Tidak dapat diterapkan: ' + error.message; }
});
for (const button of document.querySelectorAll('[data-character]')) {
  button.addEventListener('click', async () => { await ask('PUT', 'character', { character: button.dataset.character }); await tick(); });
}
let resetArmed = 0;
byId('reset').addEventListener('click', async () => {
  if (Date.now() - resetArmed > 4000) { resetArmed = Date.now(); byId('reset').textContent = 'Tekan sekali lagi untuk mengosongkan'; return; }
  resetArmed = 0;
  byId('reset').textContent = 'Kosongkan sandbox';
  await ask('POST', 'reset', {});
  lastId = 0;
  await tick();
});
byId('close').addEventListener('click', () => byId('detail').close());

const outcomeOf = (entry) => {
  if (entry.fault || entry.status === 0 || entry.status >= 500) return 'ko';
  return ['200', '1', '208', '204', '304'].includes(entry.code) || (entry.service === 'pcare' && entry.code === '201') ? 'ok' : 'no';
};
const tagOf = (entry) => {
  if (entry.fault) return el('span', 'tag b', FAULT_NAMES[entry.fault] || entry.fault);
  if (entry.endMs === null) return el('span', 'tag n', 'berjalan');
  const kind = outcomeOf(entry);
  return el('span', 'tag ' + (kind === 'ok' ? 'g' : kind === 'no' ? 'w' : 'b'), entry.code || 'HTTP ' + entry.status);
};
const cell = (text, className) => { const node = el('td', className, text); node.title = text; return node; };
const showDetail = (entry) => {
  byId('detail-title').textContent = entry.method + ' ' + entry.path;
  byId('detail-request').textContent = JSON.stringify(entry.request, null, 2);
  byId('detail-response').textContent = (entry.message ? entry.code + ' ' + entry.message + '\n' : '') + JSON.stringify(entry.response, null, 2);
  byId('detail').showModal();
};
const trafficRow = (entry) => {
  const row = el('tr', 'row');
  row.tabIndex = 0;
  const answer = el('td');
  answer.append(tagOf(entry), document.createTextNode(' ' + entry.message));
  answer.title = entry.message;
  row.append(cell(wibTime(entry.at)), cell(entry.endpoint), cell(String(entry.key)), cell(entry.endMs === null ? '…' : String(Math.round(entry.endMs - entry.atMs)), 'num'), answer);
  row.addEventListener('click', () => showDetail(entry));
  row.addEventListener('keydown', (event) => { if (event.key === 'Enter') showDetail(entry); });
  return row;
};
const masked = (key) => key.replace(/\d{11,}/g, (digits) => '•••' + digits.slice(-3));

let lastId = 0;
let busy = false;
async function tick() {
  if (busy) return;
  busy = true;
  try {
    const state = await ask('GET', 'state');
    const [{ entries: fresh }, { entries: last }, { lines }, { channels }] = await Promise.all([
      ask('GET', 'traffic?limit=400&after=' + (lastId || Math.max(0, state.traffic.total - 40))),
      ask('GET', 'traffic/last?limit=60'),
      ask('GET', 'ledger?limit=60&after=' + Math.max(0, state.ledger.lastSeq - 60)),
      ask('GET', 'stats?seconds=0'),
    ]);
    byId('offline').hidden = true;
    show(state, fresh, last, lines, channels);
  } catch {
    byId('offline').hidden = false;
  }
  busy = false;
}

function show(state, fresh, last, lines, channels) {
  byId('clock').textContent = wibTime(state.businessNow) + ' WIB';
  byId('date').textContent = new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(wib(state.businessNow)));
  byId('facts').textContent = state.participants.toLocaleString('id-ID') + ' peserta · ' + state.referrals.toLocaleString('id-ID') + ' rujukan · benih ' + state.seed;
  byId('totals').textContent = state.traffic.total.toLocaleString('id-ID') + ' permintaan · paling banyak ' + state.traffic.maxInFlightPerKey + ' sekaligus per jalur';
  for (const button of document.querySelectorAll('[data-character]')) button.setAttribute('aria-pressed', String(button.dataset.character === state.character));
  for (const entry of fresh) { lastId = Math.max(lastId, entry.id); spawn(entry); }
  byId('traffic').replaceChildren(...last.toReversed().map(trafficRow));
  byId('no-traffic').hidden = last.length > 0;
  byId('counts').replaceChildren(...Object.entries(state.ledger.counts).map(([name, count]) => { const chip = el('span', 'chip'); chip.append(el('b', '', String(count)), document.createTextNode(' ' + name)); return chip; }));
  byId('ledger').replaceChildren(...lines.toReversed().map(ledgerRow));
  byId('no-ledger').hidden = lines.length > 0;
  byId('channels').replaceChildren(...Object.entries(channels).sort().map(([name, channel]) => {
    scopes.set(name, name.replace('.', ' · '));
    const row = el('tr');
    row.append(cell(name), cell(String(channel.requests), 'num'), cell(String(channel.inFlight), 'num'), cell(String(channel.maxInFlight), 'num'));
    return row;
  }));
  refreshScopes();
  showMoods(state.moods);
  showPipes(state.moods, channels);
}
const ledgerRow = (line) => {
  const row = el('tr');
  const effect = el('td');
  effect.append(el('span', 'tag ' + (line.effect === 'refused' ? 'w' : line.duplicateOf === null ? 'g' : 'b'), line.effect));
  if (line.duplicateOf !== null) effect.append(document.createTextNode(' ulangan no. ' + line.duplicateOf));
  if (line.effect === 'refused') effect.append(document.createTextNode(' ' + line.data.message));
  row.append(cell(String(line.seq), 'num'), cell(wibTime(line.businessAt)), effect, cell(masked(line.key)), cell(line.ppk));
  return row;
};
const showMoods = (moods) => {
  const entries = Object.entries(moods);
  byId('no-moods').hidden = entries.length > 0;
  byId('moods').replaceChildren(...entries.map(([scope, mood]) => {
    const row = el('div', 'mood');
    const text = el('div');
    text.append(el('b', '', scopes.get(scope) || scope), el('br'), el('code', '', JSON.stringify(mood)));
    const button = el('button', 'small', 'Pulihkan');
    button.addEventListener('click', async () => { await ask('PUT', 'moods', { [scope]: null }); await tick(); });
    row.append(text, button);
    return row;
  }));
};
const showPipes = (moods, channels) => {
  for (const [service] of SERVICES) {
    const flow = flows[service];
    const mood = Object.assign({}, moods['*'], moods[service]);
    const down = mood.maintenance || (mood.faults || []).some((fault) => fault.probability === undefined || fault.probability >= 1);
    const partly = Object.keys(moods).filter((scope) => scope.startsWith(service + '.'));
    flow.pipe.className = 'pipe' + (down ? ' down' : Object.keys(mood).length > 0 || partly.length > 0 ? ' slow' : '');
    flow.label.textContent = down ? 'Terganggu' : partly.length > 0 ? 'Sebagian terganggu: ' + partly.map((scope) => scope.split('.')[1]).join(', ') : Object.keys(mood).length > 0 ? 'Tidak seperti biasa' : '';
    const now = Date.now();
    flow.recent = flow.recent.filter((at) => now - at < 5000);
    const own = Object.entries(channels).filter(([name]) => name.startsWith(service + '.'));
    if (own.length > 0) flow.row.style.display = '';
    const inFlight = own.reduce((sum, [, channel]) => sum + channel.inFlight, 0);
    flow.load.textContent = (flow.recent.length / 5).toLocaleString('id-ID', { maximumFractionDigits: 1 }) + ' /dtk · ' + inFlight + ' berjalan';
  }
};

const COLOURS = { ok: '#15803D', no: '#D97706', ko: '#DC2626' };
function spawn(entry) {
  const flow = flows[entry.service];
  if (!flow) return;
  flow.recent.push(Date.now());
  if (flow.dots.length < 160) flow.dots.push({ start: performance.now() + Math.random() * 800, lane: Math.random(), colour: COLOURS[outcomeOf(entry)], kind: outcomeOf(entry) });
}
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
function draw(now) {
  for (const flow of Object.values(flows)) {
    const { canvas } = flow;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * scale)) { canvas.width = Math.round(width * scale); canvas.height = Math.round(height * scale); }
    const pen = canvas.getContext('2d');
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    flow.dots = flow.dots.filter((dot) => now - dot.start < 2200);
    for (const dot of flow.dots) {
      const age = (now - dot.start) / 1100;
      if (age < 0) continue;
      const there = age < 1;
      // A disturbed request gets half-way; a refused one comes back; a good one arrives and the answer returns.
      const reach = dot.kind === 'ko' ? 0.55 : 1;
      const x = (there ? age : 2 - age) * reach * (width - 24) + 12;
      const y = 10 + dot.lane * (height - 20);
      pen.globalAlpha = there ? 0.9 : Math.max(0, 2 - age);
      pen.fillStyle = there ? '#0F766E' : dot.colour;
      pen.beginPath();
      pen.arc(x, y, there ? 4 : 5, 0, 7);
      pen.fill();
    }
    pen.globalAlpha = 1;
  }
  if (!calm) requestAnimationFrame(draw);
}
requestAnimationFrame(draw);
refreshScopes();
tick();
setInterval(tick, 1000);
`;
