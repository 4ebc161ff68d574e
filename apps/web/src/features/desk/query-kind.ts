// What a scanned or typed text is: the clerk never chooses a field first. The server decides in the end; this only names it on the screen.

export type QueryKind = 'card' | 'nik' | 'rujukan' | 'norm' | 'name' | 'short';

const MIN_LETTERS = 3;

export function queryKind(text: string): QueryKind {
  const compact = text.replace(/[\s.-]/g, '');
  if (/^\d{13}$/.test(compact)) return 'card';
  if (/^\d{16}$/.test(compact)) return 'nik';
  if (/^(?=.*\d{4})[0-9A-Za-z]{17,21}$/.test(compact)) return 'rujukan';
  if (compact.length < MIN_LETTERS) return 'short';
  return /\d/.test(compact) ? 'norm' : 'name';
}

/** Numbers lose the spaces and dashes of print and scanner; names keep theirs. */
export function normaliseQuery(text: string): string {
  const kind = queryKind(text);
  return kind === 'card' || kind === 'nik' || kind === 'rujukan' ? text.replace(/[\s.-]/g, '') : text.trim();
}
