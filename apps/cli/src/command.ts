// What a command of the CLI is. Commands get the environment from here and never read it themselves.

export interface CommandContext {
  /** The folder of the checkout (or of the unpacked release). */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Answers the exit code: 0 done, 1 failed, 2 wrong use. Must leave nothing running. */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** A failure whose message is for the person at the terminal, as it is, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
