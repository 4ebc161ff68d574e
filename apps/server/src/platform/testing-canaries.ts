// Values that exist nowhere else, planted in every personal field and secret, and the search for them in whatever a run leaves
// behind: logs, dumps, WAL, temp files, answers. Found in plain, base64, hex or URL form, all count.

export const CANARY_FIELDS = ['nama', 'nik', 'nomorKartu', 'noHp', 'alamat', 'keluhan', 'secret'] as const;
export type CanaryField = (typeof CANARY_FIELDS)[number];

export interface Canaries {
  readonly values: Readonly<Record<CanaryField, string>>;
  /** Fields whose value occurs in the text or bytes, with the form it was found in. */
  found(where: string | Uint8Array): readonly string[];
}

/** `mark` makes two plantings differ; letters only, so that names stay believable. */
export function plantCanaries(mark: string): Canaries {
  const digits = Array.from(mark)
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7)
    .toString()
    .padStart(5, '0');
  const values = {
    nama: `KENARI${mark.toUpperCase()} PENANDA`,
    nik: `99998877${digits}123`,
    nomorKartu: `00000008${digits}`,
    noHp: `0800000${digits}`,
    alamat: `Jalan Kenari ${mark} ${digits}`,
    keluhan: `keluhan kenari ${mark} ${digits}`,
    secret: `rahasia-kenari-${mark}-${digits}`,
  };
  const needles = CANARY_FIELDS.flatMap((name) =>
    formsOf(values[name]).map(([form, needle]) => [`${name} (${form})`, needle] as const),
  );
  return {
    values,
    found: (where) => {
      // latin1 keeps every byte, so binary files can be searched as text.
      const text = typeof where === 'string' ? where : Buffer.from(where).toString('latin1');
      return needles.filter(([, needle]) => text.includes(needle)).map(([label]) => label);
    },
  };
}

function formsOf(value: string): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(value);
  return [
    ['plain', value],
    ['base64', bytes.toString('base64').replaceAll('=', '').slice(0, -1)],
    ['hex', bytes.toString('hex')],
    ['url', encodeURIComponent(value)],
  ];
}
