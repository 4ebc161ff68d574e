// Moods: what is set for which scope, set by button or by hand, taken back.

import { ask } from './api.js';
import { add, byId, el, option } from './dom.js';
import { SERVICES, serviceName } from './words.js';

let refresh = async () => {};
export const onMoodChange = (callback) => {
  refresh = callback;
};

const scopeName = (scope) => {
  if (scope === '*') return 'Semua layanan';
  const [service, ...rest] = scope.split('.');
  return rest.length === 0 ? serviceName(service) : `${serviceName(service)} · ${rest.join('.')}`;
};

async function setMood(mood) {
  await ask('PUT', 'moods', { [byId('scope').value]: mood });
  await refresh();
}

export async function setUpMoods() {
  const [{ presets }, { scopes }] = await Promise.all([ask('GET', 'presets'), ask('GET', 'scopes')]);
  byId('presets').replaceChildren(
    ...presets.map(({ nama, keterangan, mood }) => {
      const button = el('button', '', nama);
      button.title = keterangan;
      button.addEventListener('click', () => void setMood(mood));
      return button;
    }),
  );
  const select = byId('scope');
  select.replaceChildren(option('*', 'Semua layanan'));
  for (const [service, name] of SERVICES) {
    const group = el('optgroup');
    group.label = name;
    group.append(
      option(service, `${name} (seluruhnya)`),
      ...(scopes[service] ?? []).map((scope) => option(scope, scopeName(scope))),
    );
    select.append(group);
  }
}

byId('clear').addEventListener('click', async () => {
  await ask('DELETE', 'moods');
  await refresh();
});
byId('apply').addEventListener('click', async () => {
  byId('json-error').textContent = '';
  try {
    await setMood(JSON.parse(byId('json').value));
  } catch (error) {
    byId('json-error').textContent = `Tidak dapat diterapkan: ${error.message}`;
  }
});

export function showMoods({ moods, moodsNow, plan }) {
  const entries = Object.entries(moodsNow);
  byId('no-moods').hidden = entries.length > 0;
  byId('plan-hint').hidden = plan === null;
  byId('plan-hint').textContent = plan === null ? '' : `Rencana berjalan: ${plan}`;
  byId('moods').replaceChildren(
    ...entries.map(([scope, mood]) => {
      const row = add(
        el('div', 'mood'),
        add(el('div'), el('b', '', scopeName(scope)), el('br'), el('code', '', JSON.stringify(mood))),
      );
      // What a plan set is stopped where plans are.
      if (moods[scope] === undefined) return row;
      const button = el('button', 'small', 'Pulihkan');
      button.addEventListener('click', async () => {
        await ask('PUT', 'moods', { [scope]: null });
        await refresh();
      });
      return add(row, button);
    }),
  );
}
