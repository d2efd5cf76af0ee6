// The help, made of what the parser knows; docs/cli.md has the same texts, and a test compares them.
import type { Command, CommandOption } from './command.js';
import { COMMANDS } from './commands.js';

/** Options that every command takes. */
export const COMMON: Readonly<Record<string, CommandOption>> = {
  json: { about: 'one JSON document instead of text' },
  ascii: { about: 'lanes in ASCII, whatever the locale says' },
  color: { about: 'colours, also where the output is no terminal' },
  'no-color': { about: 'no colours' },
  help: { short: 'h', about: 'this help' },
};

const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'done; nothing was found that `diff` and `verify` look for'],
  ['1', '`diff`: the states differ; `verify`: the file is damaged; `recover`: something is left out'],
  ['2', 'the command line is wrong, or names a moment or place that there is not'],
  ['3', 'the file cannot be read, or is no history'],
  ['4', 'the output cannot be written'],
];

/** How a command is called. */
export function usageOf({ name, args }: Command): string {
  const places = args.map((argument) => (argument.isOptional === true ? `[${argument.name}]` : `<${argument.name}>`));
  return ['janus', name, '<file>', ...places, '[options]'].join(' ');
}

/** The help of a command. */
export function helpOf(command: Command): string {
  const { about, more, args, options } = command;
  return [
    `Usage: ${usageOf(command)}`,
    '',
    about,
    ...(more ?? []),
    '',
    ...section('Arguments', [['file', 'a history file'], ...args.map((one) => [one.name, one.about] as const)]),
    '',
    ...section('Options', optionRows({ ...options, ...COMMON })),
  ].join('\n');
}

/** The help of the program. */
export function help(version: string): string {
  return [
    `janus ${version}: looks into history files, without the classes of what they hold.`,
    '',
    'Usage: janus <command> <file> [arguments] [options]',
    '',
    ...section(
      'Commands',
      COMMANDS.map(({ name, about }) => [name, about] as const),
    ),
    '',
    'A ref is a branch, a label, the number of a moment (5, or #5 where a name could be meant), or @ for where the object',
    'stands; with ~n behind it, the moment n first parents further down.',
    '',
    ...section('Exit codes', EXIT_CODES),
    '',
    '`janus <command> --help` tells more.',
  ].join('\n');
}

function optionRows(options: Readonly<Record<string, CommandOption>>): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, { short, takes, about }]) => [
    `${short === undefined ? '    ' : `-${short}, `}--${name}${takes === undefined ? '' : ` <${takes}>`}`,
    about,
  ]);
}

function section(title: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return [`${title}:`, ...rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`)];
}
