// Applies a small unified diff to a text. Line numbers are ignored: a hunk belongs where its old lines stand exactly once, and one that
// fits nowhere or twice is an error, so that a mutant cannot quietly become none.

export interface Diff {
  /** Path below the repository's root. */
  readonly path: string;
  /** What is wrong in this mutant: the text before the diff begins. */
  readonly meaning: string;
  readonly hunks: readonly Hunk[];
}

interface Hunk {
  readonly before: string;
  readonly after: string;
}

export function parseDiff(text: string): Diff {
  const [meaning = '', ...rest] = text.split(/^--- a\//m);
  const [header = '', ...body] = rest.join('').split('\n@@ ');
  const path = header.split('\n')[0]?.trim() ?? '';
  if (rest.length !== 1 || path === '' || body.length === 0) throw new Error('not a unified diff of one file');
  return { path, meaning: meaning.trim(), hunks: body.map(parseHunk) };
}

function parseHunk(text: string): Hunk {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const side = (own: string): string =>
    lines
      .filter((line) => line[0] === ' ' || line[0] === own)
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { before: side('-'), after: side('+') };
}

export function applyDiff(source: string, { path, hunks }: Diff): string {
  let text = source;
  for (const { before, after } of hunks) {
    const places = text.split(before).length - 1;
    if (places !== 1) throw new Error(`a hunk fits ${places} places of ${path}`);
    text = text.replace(before, () => after);
  }
  if (text === source) throw new Error(`the diff changes nothing in ${path}`);
  return text;
}
