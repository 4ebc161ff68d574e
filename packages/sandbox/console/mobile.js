// Calls a facility as Mobile JKN does: a form per operation, filled for one participant; what a call answered (token, booking code,
// record number) is carried into the next one.

import { ask } from './api.js';
import { add, byId, el, tag } from './dom.js';

let operations = [];
let kind = 'rs';
let operation = null;
/** A token belongs to one address and user. */
let token = { value: '', owner: '' };
const carried = {};
const CARRIED = ['kodebooking', 'norm'];

export async function loadForms() {
  const card = byId('call-card').value.trim();
  try {
    const { person, allowed, operations: list } = await ask('GET', `mobile-jkn?card=${encodeURIComponent(card)}`);
    operations = list;
    byId('call-card').value = person.nomorKartu;
    byId('call-person').textContent = person.nama;
    byId('call-allowed').textContent =
      allowed.length === 0
        ? 'Hanya alamat di komputer ini atau jaringan lokal; alamat lain memerlukan --allow-calls-to saat sandbox dijalankan.'
        : `Selain jaringan lokal boleh juga: ${allowed.join(', ')}.`;
    showOperations();
  } catch (error) {
    byId('call-person').textContent = `Tidak ditemukan (${error.message})`;
  }
}
byId('call-card').addEventListener('change', () => {
  for (const name of CARRIED) delete carried[name];
  void loadForms();
});

function showOperations() {
  const own = operations.filter((one) => one.kind === kind);
  operation = own.find(({ id }) => id === operation?.id) ?? own[1] ?? null;
  byId('call-operations').replaceChildren(
    ...own.map((one) => {
      const button = el('button', '', one.nama);
      button.type = 'button';
      button.setAttribute('aria-pressed', String(one.id === operation?.id));
      button.addEventListener('click', () => {
        operation = one;
        showOperations();
      });
      return button;
    }),
  );
  showFields();
}

function showFields() {
  if (operation === null) return;
  byId('call-path').value = `${operation.path}`;
  byId('call-token-path').value ||=
    operations.find((one) => one.kind === kind && one.id.endsWith('.token'))?.path ?? '';
  byId('call-fields').replaceChildren(
    ...operation.fields.map(({ name, value }) => {
      const input = el('input');
      input.name = name;
      input.value = carried[name] ?? value;
      input.autocomplete = 'off';
      return add(el('label', '', `${name} `), input);
    }),
  );
}

for (const button of document.querySelectorAll('[data-kind]')) {
  button.addEventListener('click', () => {
    kind = button.dataset.kind;
    for (const one of document.querySelectorAll('[data-kind]'))
      one.setAttribute('aria-pressed', String(one === button));
    byId('call-token-path').value = '';
    showOperations();
  });
}

byId('call').addEventListener('submit', async (event) => {
  event.preventDefault();
  byId('call-problem').textContent = '';
  byId('call-go').disabled = true;
  const baseUrl = byId('call-url').value.trim();
  const username = byId('call-user').value;
  const owner = `${kind} ${baseUrl} ${username}`;
  try {
    const { steps, token: fresh } = await ask('POST', 'mobile-jkn/call', {
      baseUrl,
      username,
      password: byId('call-password').value,
      operation: operation.id,
      path: byId('call-path').value.trim(),
      tokenPath: byId('call-token-path').value.trim(),
      ...(token.value !== '' && token.owner === owner ? { token: token.value } : {}),
      fields: Object.fromEntries(
        [...byId('call-fields').querySelectorAll('input')].map(({ name, value }) => [name, value]),
      ),
    });
    token = { value: isExpired(steps.at(-1)) ? '' : fresh, owner };
    byId('call-token').textContent =
      token.value === '' ? 'Tanpa token: panggilan berikut memintanya.' : 'Token tersimpan untuk panggilan berikut.';
    for (const step of steps) showAnswer(step);
    carryOver(steps.at(-1)?.answer);
  } catch (error) {
    byId('call-problem').textContent = error.message;
  }
  byId('call-go').disabled = false;
});

/** A facility says it in words, under code 201. */
const isExpired = (step) => /token/i.test(step?.answer?.metadata?.message ?? '');

function carryOver(answer) {
  for (const name of CARRIED) {
    const value = answer?.response?.[name];
    if (typeof value !== 'string' || value === '') continue;
    carried[name] = value;
    const input = byId('call-fields').querySelector(`[name=${name}]`);
    if (input !== null) input.value = value;
  }
}

function showAnswer({ nama, method, address, sent, status, ms, answer, problem }) {
  const meta = answer?.metadata ?? {};
  const code = meta.code ?? '';
  const isGood = Number(code) === 200;
  const head = add(
    el('header'),
    el('b', '', nama),
    status === 0
      ? tag('b', 'tanpa jawaban')
      : tag(isGood ? 'g' : 'w', code === '' ? `HTTP ${status}` : `${code} ${meta.message ?? ''}`),
    el('span', 'muted', status === 0 ? `${ms} ms` : `HTTP ${status} · ${ms} ms`),
    el('code', '', `${method} ${address}`),
  );
  const box = add(el('div', 'answer'), head);
  if (problem !== '') box.append(el('p', 'bad', problem));
  const cols = el('div', 'cols');
  cols.append(
    add(el('div'), el('h3', '', 'Dikirim'), el('pre', '', sent === null ? '–' : JSON.stringify(sent, null, 2))),
  );
  cols.append(
    add(
      el('div'),
      el('h3', '', 'Jawaban'),
      el('pre', '', typeof answer === 'string' ? answer : JSON.stringify(withoutToken(answer), null, 2)),
    ),
  );
  box.append(cols);
  byId('call-answers').prepend(box);
  byId('no-answers').hidden = true;
  while (byId('call-answers').children.length > 20) byId('call-answers').lastChild.remove();
}

/** A token on a projector is a token given away. */
function withoutToken(answer) {
  const given = answer?.response?.token;
  return typeof given === 'string'
    ? { ...answer, response: { ...answer.response, token: `${given.slice(0, 6)}…` } }
    : answer;
}
