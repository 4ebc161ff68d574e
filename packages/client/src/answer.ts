// What a successful call hands out. `already` and `empty` are answers, not errors: BPJS has it, BPJS has nothing.

interface AnswerBase {
  /** BPJS's own code, as text. */
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
  /** Id in the message catalogue when the text is known. */
  readonly messageId: string | undefined;
  /** Named parts of the text, e.g. the `nomorSep` that exists already. */
  readonly values: Readonly<Record<string, string>>;
  /** Keys of the answer that the catalogue does not know. */
  readonly unknownKeys: readonly string[];
  /** Rows that BPJS counts beside its code; only Aplicares does, and whether of the page or of all is open. */
  readonly totalItems?: number | undefined;
}

export interface OkAnswer<R> extends AnswerBase {
  readonly kind: 'ok';
  readonly data: R;
}

/** BPJS holds it already; by whom and with which values is for the caller to read back. */
export interface AlreadyAnswer extends AnswerBase {
  readonly kind: 'already';
  readonly data: null;
}

export interface EmptyAnswer extends AnswerBase {
  readonly kind: 'empty';
  readonly data: null;
}

export type Answer<R = unknown> = OkAnswer<R> | AlreadyAnswer | EmptyAnswer;
