// What ends a command without a result.

/** Exit codes; docs/cli.md tells them. */
export const EXIT = { done: 0, found: 1, usage: 2, unreadable: 3, unwritable: 4 } as const;

/** A command cannot do what it was asked to. */
export class CommandFailure extends Error {
  constructor(
    readonly exit: number,
    message: string,
  ) {
    super(message);
  }
}

/** The command line asks for what there is not. */
export function misused(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
