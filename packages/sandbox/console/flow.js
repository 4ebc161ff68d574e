// Traffic between facility and BPJS as dots in a pipe per service: a good one arrives and its answer returns, a refused one comes back in
// another colour, a disturbed one turns around half-way.

import { add, byId, el } from './dom.js';
import { outcomeOf, SERVICES } from './words.js';

/** Shown from the first; the other rows appear with their first request. */
const ALWAYS = 4;
const MOST_DOTS = 160;
const WAY_MS = 1100;
const RATE_SECONDS = 5;

const flows = new Map(SERVICES.map((service, place) => [service[0], makeFlow(service, place)]));

function makeFlow([, name, from, ppk], place) {
  const row = el('div', 'flow');
  const pipe = el('div', 'pipe');
  const label = el('span');
  const canvas = el('canvas');
  const load = el('span', '', '–');
  add(pipe, label, canvas);
  add(row, add(el('div', 'end'), el('b', '', from), ppk), pipe, add(el('div', 'end right'), el('b', '', name), load));
  row.hidden = place >= ALWAYS;
  byId('flows').append(row);
  return { row, pipe, label, canvas, load, dots: [], recent: [] };
}

export function spawn(entry) {
  const flow = flows.get(entry.service);
  if (flow === undefined) return;
  const now = performance.now();
  flow.recent.push(now);
  if (flow.dots.length >= MOST_DOTS) return;
  flow.dots.push({ start: now + scatter(entry.id) * 800, lane: scatter(entry.id + 0.5), kind: outcomeOf(entry) });
}

/** Between 0 and 1, unlike that of its neighbours: a burst does not run in one line. */
function scatter(id) {
  const wide = Math.abs(Math.sin(id * 12.9898) * 43_758.5453);
  return wide - Math.floor(wide);
}

/** What the pipes say of moods and load. */
export function showPipes(moods, channels) {
  const now = performance.now();
  for (const [service, flow] of flows) {
    const mood = { ...moods['*'], ...moods[service] };
    const down = mood.maintenance || (mood.faults ?? []).some(({ probability }) => (probability ?? 1) >= 1);
    const partly = Object.keys(moods).filter((scope) => scope.startsWith(`${service}.`));
    const strange = Object.keys(mood).length > 0;
    flow.pipe.className = `pipe${down ? ' down' : strange || partly.length > 0 ? ' slow' : ''}`;
    flow.label.textContent = down
      ? 'Terganggu'
      : partly.length > 0
        ? `Sebagian terganggu: ${partly.map((scope) => scope.split('.').slice(1).join('.')).join(', ')}`
        : strange
          ? 'Tidak seperti biasa'
          : '';
    flow.recent = flow.recent.filter((at) => now - at < RATE_SECONDS * 1000);
    const own = Object.entries(channels).filter(([name]) => name.startsWith(`${service}.`));
    if (own.length > 0) flow.row.hidden = false;
    const inFlight = own.reduce((sum, [, channel]) => sum + channel.inFlight, 0);
    const rate = (flow.recent.length / RATE_SECONDS).toLocaleString('id-ID', { maximumFractionDigits: 1 });
    flow.load.textContent = `${rate} /dtk · ${inFlight} berjalan`;
  }
}

const styles = getComputedStyle(document.documentElement);
const colour = (name) => styles.getPropertyValue(name);

function draw(now) {
  const colours = { there: colour('--dot'), ok: colour('--good'), no: colour('--warn'), ko: colour('--bad') };
  for (const flow of flows.values()) drawFlow(flow, now, colours);
  requestAnimationFrame(draw);
}

function drawFlow(flow, now, colours) {
  const { canvas } = flow;
  const scale = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0) return;
  if (canvas.width !== Math.round(width * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  flow.dots = flow.dots.filter(({ start }) => now - start < 2 * WAY_MS);
  for (const { start, lane, kind } of flow.dots) {
    const age = (now - start) / WAY_MS;
    if (age < 0) continue;
    const isThere = age < 1;
    const reach = kind === 'ko' ? 0.55 : 1;
    pen.globalAlpha = isThere ? 0.9 : Math.max(0, 2 - age);
    pen.fillStyle = isThere ? colours.there : colours[kind];
    pen.beginPath();
    pen.arc((isThere ? age : 2 - age) * reach * (width - 24) + 12, 9 + lane * (height - 18), isThere ? 4 : 5, 0, 7);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

if (!matchMedia('(prefers-reduced-motion: reduce)').matches) requestAnimationFrame(draw);
