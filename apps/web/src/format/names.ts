// Names of units as people read them. BPJS writes them in capitals; short words there are abbreviations (KIA, KB, THT) and stay.

const LONGEST_ABBREVIATION = 3;

const JOINING_WORDS = new Set(['DAN', 'ATAU', 'DI', 'KE']);

export function unitName(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name.replace(/\p{L}+/gu, (word) => {
    if (JOINING_WORDS.has(word)) return word.toLowerCase();
    return word.length <= LONGEST_ABBREVIATION ? word : word.charAt(0) + word.slice(1).toLowerCase();
  });
}

/** "16 tahun, 6 bulan, 17 hari" → "16 tahun": the desk needs the years. A baby's months stay. */
export function shortAge(age: string | null): string | null {
  if (age === null) return null;
  const parts = age.split(',').map((part) => part.trim());
  return parts.find((part) => !part.startsWith('0 ')) ?? parts[0] ?? null;
}
