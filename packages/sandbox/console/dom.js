// Small hands for the page: finding, making, asking. Everything shown goes through textContent; nothing is inserted as markup.

export const byId = (id) => document.getElementById(id);

export function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

export function add(parent, ...children) {
  parent.append(...children);
  return parent;
}

/** A cell whose whole text is also its hint. */
export function cell(text, className) {
  const node = el('td', className, text);
  node.title = text;
  return node;
}

export const tag = (kind, text) => el('span', `tag ${kind}`, text);

/** A row that a mouse, a finger or Enter picks. */
export function pickable(row, onPick) {
  row.className = 'pick';
  row.tabIndex = 0;
  row.addEventListener('click', onPick);
  row.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') onPick();
  });
  return row;
}

export function option(value, text) {
  const node = el('option', '', text);
  node.value = value;
  return node;
}

/** A table of a few columns; null when there is nothing to show. */
export function smallTable(title, heads, list, toCells) {
  if (list.length === 0) return null;
  const table = el('table');
  const head = add(el('tr'), ...heads.map((text) => el('th', '', text)));
  table.append(
    add(el('thead'), head),
    add(
      el('tbody'),
      ...list.map((item) =>
        add(el('tr'), ...toCells(item).map((value) => (value instanceof Node ? value : cell(String(value ?? ''))))),
      ),
    ),
  );
  return add(el('div'), el('h3', '', `${title} (${list.length})`), table);
}

const WIB_MS = 7 * 3_600_000;
const wib = (when) => new Date((typeof when === 'number' ? when : Date.parse(when)) + WIB_MS).toISOString();
export const wibTime = (when) => wib(when).slice(11, 19).replaceAll(':', '.');
export const wibMinute = (when) =>
  `${wib(when).slice(8, 10)}/${wib(when).slice(5, 7)} ${wib(when).slice(11, 16).replace(':', '.')}`;
export const wibField = (when) => wib(when).slice(0, 16);
export const wibDay = (when) =>
  new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(wib(when)));

/** As the server masks bodies; keys of rows arrive whole. */
export const masked = (text) => String(text).replaceAll(/\d{11,}/g, (digits) => `•••${digits.slice(-3)}`);
