// The one error of this package: what went wrong with the bundled PostgreSQL and what a person can do about it.

export type EmbeddedPostgresErrorCode =
  | 'BINARIES_MISSING'
  | 'FOLDER_UNUSABLE'
  | 'INIT_FAILED'
  | 'START_FAILED'
  | 'IN_USE'
  | 'WRONG_VERSION'
  | 'UNSAFE_SETTING'
  | 'KEEPER_GONE';

/** Carries a stable `code` and a `remedy` sentence that may be shown to the operator as it is. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;
  readonly remedy: string;

  constructor(code: EmbeddedPostgresErrorCode, message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
