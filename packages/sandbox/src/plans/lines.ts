// Where in a JSON text a value stands, so that an error can name the line. Not a parser: it is only asked about text that JSON.parse took.

/** The line of the value at a path, or of the nearest thing around it that is there. */
export function lineOfPath(text: string, path: readonly (string | number)[]): number {
  const scanner = { text, at: 0, found: 0 };
  walk(scanner, path.map(String), 0);
  return lineAt(text, scanner.found);
}

/** The line at which JSON.parse gave up. */
export function lineOfSyntaxError(text: string): number {
  try {
    JSON.parse(text);
    return 1;
  } catch (error) {
    // The engine names the place, except when the text ends too early.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return lineAt(text, position === undefined ? text.trimEnd().length : Number(position));
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

interface Scanner {
  readonly text: string;
  at: number;
  found: number;
}

/** Passes over one value; while the path matches, notes how far it came. */
function walk(scanner: Scanner, path: readonly string[], depth: number | null): void {
  blank(scanner);
  if (depth !== null) scanner.found = scanner.at;
  const opening = scanner.text[scanner.at];
  if (opening === '{' || opening === '[') members(scanner, path, depth, opening === '{');
  else if (opening === '"') string(scanner);
  else while (scanner.at < scanner.text.length && !/[\s,\]}]/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
}

function members(scanner: Scanner, path: readonly string[], depth: number | null, named: boolean): void {
  const closing = named ? '}' : ']';
  scanner.at += 1;
  for (let place = 0; ; place += 1) {
    blank(scanner);
    if (scanner.text[scanner.at] === ',') {
      scanner.at += 1;
      blank(scanner);
    }
    if (scanner.at >= scanner.text.length || scanner.text[scanner.at] === closing) break;
    const start = scanner.at;
    const name = named ? string(scanner) : String(place);
    if (named) {
      blank(scanner);
      scanner.at += 1;
    }
    const isOnPath = depth !== null && path[depth] === name;
    walk(scanner, path, isOnPath ? depth + 1 : null);
    // An unknown name is found by its own line, not by that of its value.
    if (isOnPath && depth + 1 === path.length && named) scanner.found = start;
  }
  scanner.at += 1;
}

function string(scanner: Scanner): string {
  const start = scanner.at;
  scanner.at += 1;
  while (scanner.at < scanner.text.length && scanner.text[scanner.at] !== '"')
    scanner.at += scanner.text[scanner.at] === '\\' ? 2 : 1;
  scanner.at += 1;
  return scanner.text.slice(start + 1, scanner.at - 1);
}

function blank(scanner: Scanner): void {
  while (/\s/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
}
