// What a command is: its words on the command line, and a function from a history to an exit code.
import type { Opened } from './history.js';
import type { Out } from './out.js';

/** An option, as `util.parseArgs` reads it and the help shows it. */
export interface CommandOption {
  /** What it takes: nothing, or a text that the help calls by this name. */
  readonly takes?: string;
  readonly short?: string;
  readonly about: string;
}

/** What stands behind the file on the command line. */
interface CommandArgument {
  readonly name: string;
  readonly about: string;
  readonly isOptional?: true;
}

/** What was given on the command line, beside the file. */
export interface Given {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

interface Described {
  readonly name: string;
  readonly about: string;
  /** More about it, as paragraphs. */
  readonly more?: readonly string[];
  readonly args: readonly CommandArgument[];
  readonly options: Readonly<Record<string, CommandOption>>;
}

/** A command on the history in a file. Answers the exit code. */
export interface HistoryCommand extends Described {
  readonly kind: 'history';
  run(opened: Opened, given: Given, out: Out): number;
}

/** A command on the file itself, which may be damaged. */
export interface FileCommand extends Described {
  readonly kind: 'file';
  run(path: string, given: Given, out: Out): number;
}

export type Command = HistoryCommand | FileCommand;
