// The pane of faults: the plan that runs, character, clock, channels, interpretations, a new beginning.

import { ask } from './api.js';
import { add, byId, cell, el, option, tag, wibField, wibMinute } from './dom.js';

let refresh = async () => {};
export const onSettingChange = (callback) => {
  refresh = callback;
};

let ready = [];

export async function setUpSettings() {
  ({ plans: ready } = await ask('GET', 'plans'));
  byId('plan-ready').replaceChildren(...ready.map(({ id, name }) => option(id, name)));
  aboutPlan();
  await showSwitches();
}

const aboutPlan = () => {
  byId('plan-about').textContent = ready.find(({ id }) => id === byId('plan-ready').value)?.description ?? '';
};
byId('plan-ready').addEventListener('change', aboutPlan);

/** What would be right, per field; the server says the same in English with the line. */
const REMEDIES = {
  at: 'Tulis jeda setelah mulai ("+10m") atau waktu lengkap ("2026-11-23T08:05:00+07:00").',
  for: 'Tulis lamanya, misalnya "30m" atau "1h30m".',
  every: 'Tulis lamanya, misalnya "30m" atau "1h30m".',
  jitter: 'Tulis lamanya, misalnya "30s".',
  times: 'Tulis bilangan 1 sampai 1000.',
  scope: 'Tulis "*", nama layanan, atau kelompoknya seperti "vclaim.sep".',
  mood: 'Tulis null atau isi suasana hati.',
  name: 'Beri rencana itu nama.',
  steps: 'Tulis "steps": [ … ] berisi 1 sampai 200 langkah.',
};

async function start(text) {
  byId('plan-problems').replaceChildren();
  try {
    await ask('PUT', 'plan', text);
  } catch (error) {
    const problems = error.problems ?? [];
    const words = problems.map(({ line, step, field, problem }) => {
      const place = [`baris ${line}`, ...(step === null ? [] : [`langkah ${step}`]), ...(field === '' ? [] : [field])];
      const remedy = REMEDIES[field.split('.')[0]] ?? 'Berkas harus berupa JSON dengan "name" dan "steps".';
      return `${place.join(', ')}: ${problem}. ${remedy}`;
    });
    byId('plan-problems').replaceChildren(
      ...(words.length > 0 ? words : [error.message]).map((word) => el('li', '', word)),
    );
  }
  await showPlan();
  await refresh();
}
byId('plan-start').addEventListener(
  'click',
  () => void start(ready.find(({ id }) => id === byId('plan-ready').value)?.text ?? ''),
);
byId('plan-file').addEventListener('change', async () => {
  const [file] = byId('plan-file').files;
  if (file !== undefined) await start(await file.text());
  byId('plan-file').value = '';
});
byId('plan-stop').addEventListener('click', async () => {
  await ask('DELETE', 'plan');
  await showPlan();
  await refresh();
});

const STATES = { waiting: ['n', 'menunggu'], active: ['b', 'berlaku'], over: ['g', 'selesai'] };

export async function showPlan() {
  const { plan, startedAt, spans = [] } = await ask('GET', 'plan');
  byId('plan-stop').disabled = plan === null;
  if (plan === null) {
    byId('plan-running').replaceChildren(el('p', 'empty', 'Tidak ada rencana yang berjalan.'));
    return;
  }
  byId('plan-running').replaceChildren(
    el('h3', '', `Berjalan: ${plan.name} (mulai ${wibMinute(startedAt)})`),
    ...spans.map(({ scope, from, until, mood, state }) =>
      add(
        el('div', `span ${state}`),
        add(el('span'), tag(...STATES[state])),
        el('span', '', `${wibMinute(from)} – ${until === null ? 'seterusnya' : wibMinute(until).slice(6)}`),
        add(
          el('span'),
          el('b', '', `${scope === '*' ? 'semua layanan' : scope} `),
          el('code', '', mood === null ? 'pulih' : JSON.stringify(mood)),
        ),
      ),
    ),
  );
}

for (const button of document.querySelectorAll('[data-character]')) {
  button.addEventListener('click', async () => {
    await ask('PUT', 'character', { character: button.dataset.character });
    await refresh();
  });
}
byId('clock-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { realNow } = await ask('GET', 'clock');
  const baseMs = Date.parse(`${byId('clock-at').value}:00+07:00`);
  await ask('PUT', 'clock', {
    business: { baseMs, realBaseMs: Date.parse(realNow), speed: Number(byId('clock-speed').value) },
  });
  await refresh();
});
byId('clock-real').addEventListener('click', async () => {
  await ask('PUT', 'clock', { business: null });
  await refresh();
});

let resetArmed = false;
byId('reset').addEventListener('click', async () => {
  if (!resetArmed) {
    resetArmed = true;
    byId('reset').textContent = 'Tekan sekali lagi untuk mengosongkan';
    setTimeout(() => {
      resetArmed = false;
      byId('reset').textContent = 'Kosongkan sandbox';
    }, 4000);
    return;
  }
  await ask('POST', 'reset', {});
  await refresh();
});

export function showBehaviour(state, channels) {
  for (const button of document.querySelectorAll('[data-character]'))
    button.setAttribute('aria-pressed', String(button.dataset.character === state.character));
  if (byId('clock-at').value === '') byId('clock-at').value = wibField(state.businessNow);
  const list = Object.entries(channels).sort();
  byId('no-channels').hidden = list.length > 0;
  byId('channels').replaceChildren(
    ...list.map(([name, { requests, inFlight, maxInFlight, faults }]) =>
      add(
        el('tr'),
        cell(name),
        ...[requests, inFlight, maxInFlight, faults].map((value) => cell(String(value), 'num')),
      ),
    ),
  );
}

const words = (value) => (value === true ? 'ya' : value === false ? 'tidak' : String(value));

async function showSwitches() {
  const { known } = await ask('GET', 'switches');
  byId('switches').replaceChildren(
    ...known.map((entry) => {
      const isChanged = entry.value !== entry.default;
      const meaning = add(el('td', 'line'), entry.arti, el('br'), el('code', 'muted', entry.name));
      const standard = add(el('td'), words(entry.default));
      if (isChanged) standard.prepend(tag('w', 'diubah'));
      const source = [entry.mark === '' ? '' : `[${entry.mark}]`, entry.source].filter((text) => text !== '').join(' ');
      return add(el('tr'), meaning, add(el('td'), control(entry)), standard, cell(source));
    }),
  );
}

/** A tick, a choice or a field, by what the switch may be. */
function control({ name, value, schema, arti }) {
  const choices = schema.enum ?? (schema.anyOf ?? []).map((one) => one.const);
  const node = schema.type === 'boolean' || choices.length === 0 ? el('input') : el('select');
  node.setAttribute('aria-label', arti);
  if (schema.type === 'boolean') {
    node.type = 'checkbox';
    node.checked = value;
  } else {
    if (choices.length === 0 && schema.type === 'integer') node.type = 'number';
    node.append(...choices.map((choice) => option(String(choice), String(choice))));
    node.value = String(value);
  }
  node.addEventListener('change', async () => {
    const next =
      schema.type === 'boolean'
        ? node.checked
        : (choices.find((choice) => String(choice) === node.value) ??
          (schema.type === 'integer' ? Number(node.value) : node.value));
    byId('switch-problem').textContent = '';
    try {
      await ask('PUT', 'switches', { [name]: next });
    } catch (error) {
      byId('switch-problem').textContent = `Tidak dapat diubah: ${error.message}`;
    }
    await showSwitches();
  });
  return node;
}
