// The program: reads the command line, opens the file, runs the command, and says what went wrong.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { JanusError, openWithoutClasses, OptionError, PathError, UnknownRefError } from '../index.js';
import type { Command, CommandOption, Given } from './command.js';
import { COMMANDS } from './commands.js';
import { CommandFailure, EXIT, misused } from './failure.js';
import { COMMON, help, helpOf, usageOf } from './help.js';
import { lookAt } from './history.js';
import { jsonText } from './json.js';
import { outOf, type Out, type Surroundings } from './out.js';
import { visible } from './visible.js';

/** Runs a command line; answers the exit code. Nothing is thrown but defects. */
export function run(argv: readonly string[], around: Surroundings, version: string): number {
  const isJson = argv.includes('--json');
  try {
    return dispatch(argv, around, version);
  } catch (error) {
    const { exit, code, message } = failureOf(error);
    const text = isJson ? jsonText({ error: { code, message } }) : `janus: ${visible(message)}`;
    outOf(around, { isJson }).error(text);
    return exit;
  }
}

function dispatch(argv: readonly string[], around: Surroundings, version: string): number {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const about = COMMANDS.find((command) => command.name === rest[0]);
    around.stdout.write(`${about === undefined ? help(version) : helpOf(about)}\n`);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === '--version' || name === '-V') {
    around.stdout.write(`${version}\n`);
    return EXIT.done;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) {
    throw misused(`There is no command ${JSON.stringify(name)}. \`janus help\` lists them.`);
  }
  const { path, given, out } = read(command, rest, around);
  try {
    return perform(command, path, given, out);
  } finally {
    out.flush();
  }
}

function perform(command: Command, path: string | undefined, given: Given, out: Out): number {
  if (given.options.help === true) {
    out.line(helpOf(command));
    return EXIT.done;
  }
  if (path === undefined) throw misused(`${command.name} takes a file: ${usageOf(command)}`);
  if (command.kind === 'file') return command.run(path, given, out);
  out.progress(`opening ${visible(path)} …`);
  return command.run(lookAt(openWithoutClasses(path)), given, out);
}

function read(
  command: Command,
  args: readonly string[],
  around: Surroundings,
): { readonly path: string | undefined; readonly given: Given; readonly out: Out } {
  const { values, positionals } = parsed(command, args);
  const [path, ...rest] = positionals;
  const isHelp = values.help === true;
  const needed = command.args.filter(({ isOptional }) => isOptional !== true).length;
  if (!isHelp && (rest.length > command.args.length || (path !== undefined && rest.length < needed))) {
    throw misused(`That is not how ${command.name} is called: ${usageOf(command)}`);
  }
  const out = outOf(around, {
    isJson: values.json === true,
    hasColours: values['no-color'] === true ? false : values.color === true ? true : undefined,
    isAscii: values.ascii === true ? true : undefined,
  });
  return { path, given: { args: rest, options: values }, out };
}

function parsed(
  command: Command,
  args: readonly string[],
): {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
} {
  const known: Readonly<Record<string, CommandOption>> = { ...command.options, ...COMMON };
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { takes, short }] of Object.entries(known)) {
    options[name] = { type: takes === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
  } catch (error) {
    throw misused(`${(error as Error).message}. ${usageOf(command)}`);
  }
}

function failureOf(error: unknown): { readonly exit: number; readonly code: string; readonly message: string } {
  if (error instanceof CommandFailure) {
    const codes: Readonly<Record<number, string>> = { [EXIT.usage]: 'USAGE', [EXIT.unwritable]: 'UNWRITABLE' };
    return { exit: error.exit, code: codes[error.exit] ?? 'UNREADABLE', message: error.message };
  }
  if (error instanceof JanusError) {
    const isMisuse = error instanceof PathError || error instanceof OptionError || error instanceof UnknownRefError;
    return { exit: isMisuse ? EXIT.usage : EXIT.unreadable, code: error.code, message: error.message };
  }
  throw error;
}
