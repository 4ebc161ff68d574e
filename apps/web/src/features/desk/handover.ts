// Carries a text from the search for anything to the desk's own field. In memory only: a card number or a name never goes into an address.

let pending: string | null = null;
/** The desk, when it is open already. */
let listener: ((text: string) => void) | null = null;

export function handOver(text: string): void {
  if (listener) listener(text);
  else pending = text;
}

/** Hears of a text while the desk is open; the answer ends it. */
export function onHandOver(hear: (text: string) => void): () => void {
  listener = hear;
  return () => {
    listener = null;
  };
}

/** The text that waits, once. */
export function takeOver(): string | null {
  const text = pending;
  pending = null;
  return text;
}
