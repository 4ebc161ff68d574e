// Lines of a CSV file that a spreadsheet set to Indonesian opens correctly: semicolons and a byte order mark. Pure text.

const BYTE_ORDER_MARK = '\uFEFF';

export function csvText(lines: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + lines.map((line) => line.map(field).join(';')).join('\r\n') + '\r\n';
}

/** Quoted where needed; a text that a spreadsheet would run as a formula starts with an apostrophe instead. */
function field(value: string): string {
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
