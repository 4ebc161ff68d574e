// The console: which pane is open, and one round of questions every second while somebody looks.

import { ask } from './api.js';
import { byId, wibDay, wibTime } from './dom.js';
import { showPipes, spawn } from './flow.js';
import { loadForms } from './mobile.js';
import { onMoodChange, setUpMoods, showMoods } from './moods.js';
import { showPeople, showPlaces } from './people.js';
import { onSettingChange, setUpSettings, showBehaviour, showPlan } from './settings.js';
import { showLedger, showTraffic } from './traffic.js';

const PANES = ['lalu-lintas', 'isi', 'gangguan', 'mobile-jkn'];
/** Where the moods stand beside. */
const WITH_MOODS = new Set(['lalu-lintas', 'gangguan']);
const ROUND_MS = 1000;
const ROWS = 200;
const LINES = 60;

let pane = '';

async function openPane() {
  const wanted = location.hash.slice(1);
  pane = PANES.includes(wanted) ? wanted : 'lalu-lintas';
  for (const id of PANES) byId(id).hidden = id !== pane;
  byId('moods-aside').hidden = !WITH_MOODS.has(pane);
  document.querySelector('main').classList.toggle('wide', !WITH_MOODS.has(pane));
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${pane}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (pane === 'isi') await Promise.all([showPeople(), showPlaces()]);
  if (pane === 'mobile-jkn') await loadForms();
  if (pane === 'gangguan') await showPlan();
}

let seen = 0;
let isAsking = false;

async function round() {
  if (isAsking) return;
  isAsking = true;
  try {
    const state = await ask('GET', 'state');
    const from = Math.max(0, state.traffic.total - ROWS);
    const [{ entries }, { lines }, { channels }] = await Promise.all([
      ask('GET', `traffic?limit=${ROWS}&after=${from}`),
      ask('GET', `ledger?limit=${LINES}&after=${Math.max(0, state.ledger.lastSeq - LINES)}`),
      ask('GET', 'stats?seconds=0'),
    ]);
    byId('offline').hidden = true;
    show(state, entries, lines, channels);
    if (pane === 'gangguan' && state.plan !== null) await showPlan();
  } catch {
    byId('offline').hidden = false;
  }
  isAsking = false;
}

function show(state, entries, lines, channels) {
  byId('clock').textContent = `${wibTime(state.businessNow)} WIB`;
  byId('date').textContent = wibDay(state.businessNow);
  byId('facts').textContent =
    `${state.participants.toLocaleString('id-ID')} peserta · ${state.referrals.toLocaleString('id-ID')} rujukan · benih ${state.seed}`;
  byId('totals').textContent =
    `${state.traffic.total.toLocaleString('id-ID')} permintaan · paling banyak ${state.traffic.maxInFlightPerKey} sekaligus per jalur`;
  // The first round shows what has just been, not the whole past at once.
  const last = entries.at(-1)?.id ?? 0;
  const fresh = seen === 0 || last < seen ? entries.slice(-40) : entries.filter(({ id }) => id > seen);
  for (const entry of fresh) spawn(entry);
  seen = last;
  const speed = state.businessClock?.speed ?? 1;
  const agoMs = (atMs) => (Date.parse(state.realNow) - atMs) * speed;
  showTraffic(entries, (atMs) => Date.parse(state.businessNow) - agoMs(atMs));
  showLedger(lines, state.ledger.counts);
  showMoods(state);
  showPipes(state.moodsNow, channels);
  showBehaviour(state, channels);
}

onMoodChange(round);
onSettingChange(round);
window.addEventListener('hashchange', () => void openPane());
await Promise.all([setUpMoods(), setUpSettings()]);
await openPane();
await round();
setInterval(() => void round(), ROUND_MS);
