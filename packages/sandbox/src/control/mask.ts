// Hides what would be personal if the people were real: the page and the traffic log show bodies only through this.

import type { Json } from '../json.ts';

const NAME_KEYS =
  /^(nama|nmpst|nama_?peserta|nama_?pasien|nohp|notelp|notelepon|tgl_?lahir|tanggallahir|birthdate|family|given|alamat)$/i;
const MAX_DEPTH = 8;
const MAX_ITEMS = 20;

/** Long digit strings keep their last three digits, names their first letter. */
export function mask(value: Json, key = '', depth = 0): Json {
  if (typeof value === 'string') {
    if (NAME_KEYS.test(key) && value !== '') return `${value.slice(0, 1)}•••`;
    return value.replaceAll(/\d{11,}/g, (digits) =>
      digits.length === 13 && /^1[5-9]/.test(digits) ? digits : `•••${digits.slice(-3)}`,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const shown = items.slice(0, MAX_ITEMS).map((item) => mask(item, key, depth + 1));
    return items.length > MAX_ITEMS ? [...shown, `… ${items.length - MAX_ITEMS} lagi`] : shown;
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mask(member, name, depth + 1)]));
}
