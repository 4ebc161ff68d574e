// The page behind an i-Care link: what this payer holds of a member, for as long as the link lives. Fictitious people only; it is
// shaped after nothing but the description in docs/facts/aplicares-icare-apotek.md §3.

import { textAt } from '../../json.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import type { HttpAnswer } from '../../wire/envelope.ts';
import type { Switches } from '../../switches.ts';
import type { World } from '../../world/world.ts';

interface Visit {
  readonly tanggal: string;
  readonly tempat: string;
  readonly diagnosa: string;
}

/** Nothing may keep, frame or pass on the address; framing may be blocked by the real one too [D]. */
const GUARDS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
} as const;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

function document(status: number, title: string, content: string): HttpAnswer {
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    headers: GUARDS,
    body: `<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.3rem 1rem .3rem 0}</style></head><body><h1>${title}</h1>${content}<p><small>Sandbox Titian: semua orang dan data di halaman ini fiktif.</small></p></body></html>`,
  };
}

function visitsOf(world: World, card: string): readonly Visit[] {
  const name = (code: string): string => [code, findDiagnosis(code)?.nama ?? ''].join(' ').trim();
  const hospital = world.sep.ofCard(card).map((sep) => ({
    tanggal: sep.tanggal,
    tempat: sep.kodePpk,
    diagnosa: name(textAt(sep.fields, 'diagAwal')),
  }));
  const clinic = world.pcare.visitsOf(card).map((visit) => ({
    tanggal: visit.tanggal,
    tempat: visit.kodePpk,
    diagnosa: name(textAt(visit.fields, 'kdDiag1')),
  }));
  return [...hospital, ...clinic].toSorted((a, b) => b.tanggal.localeCompare(a.tanggal));
}

/** Unknown and expired links look alike: a guess learns nothing. */
export function historyPage(
  { world, switches }: { readonly world: World; readonly switches: Switches },
  token: string,
  nowMs: number,
): HttpAnswer {
  const link = world.icare.find(token);
  const person = link === undefined ? undefined : world.people.byCard(link.nomorKartu);
  if (link === undefined || person === undefined || nowMs - link.issuedMs > switches.icareLinkSeconds * 1000)
    return document(404, 'Tautan tidak berlaku', '<p>Minta tautan baru dari aplikasi faskes Anda.</p>');
  const rows = visitsOf(world, person.nomorKartu)
    .map((visit) => [visit.tanggal, visit.tempat, visit.diagnosa].map((cell) => `<td>${escape(cell)}</td>`).join(''))
    .map((cells) => `<tr>${cells}</tr>`)
    .join('');
  const table =
    rows === ''
      ? '<p>Belum ada pelayanan yang tercatat.</p>'
      : `<table><thead><tr><th>Tanggal</th><th>Faskes</th><th>Diagnosa</th></tr></thead><tbody>${rows}</tbody></table>`;
  return document(
    200,
    'Riwayat pelayanan',
    `<p>${escape(person.nama)} · lahir ${escape(person.tanggalLahir)}</p>${table}`,
  );
}
