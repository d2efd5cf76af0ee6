// Where commands write to.
import pc from 'picocolors';
import { ASCII, UNICODE, type Glyphs } from '../viz/text-graph.js';
import { jsonText } from './json.js';

/** The colours of the output; all do nothing when there are none. */
export type Colours = ReturnType<typeof pc.createColors>;

/** What a command writes to. */
export interface Out {
  readonly colours: Colours;
  readonly glyphs: Glyphs;
  /** Whether `--json` was given: then nothing but one JSON document goes to the output. */
  readonly isJson: boolean;
  line(text: string): void;
  /** A text as it is, without an end of line. */
  raw(text: string): void;
  json(value: unknown): void;
  /** Tells a person who waits; shown only on a terminal, and gone when something else is written. */
  progress(text: string): void;
  /** What went wrong. */
  error(text: string): void;
  /** Writes what is still held back: lines are written many at once. */
  flush(): void;
}

/** Characters that are held back at most. */
const HELD = 65_536;

/** A stream as far as it matters. */
interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What is around a program. */
export interface Surroundings {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Choices of the command line that concern the output. */
export interface OutOptions {
  readonly isJson: boolean;
  /** What `--color` and `--no-color` say; by default it depends on where the output goes. */
  readonly hasColours?: boolean | undefined;
  readonly isAscii?: boolean | undefined;
}

/** The output of a program. */
export function outOf({ stdout, stderr, env }: Surroundings, { isJson, hasColours, isAscii }: OutOptions): Out {
  const isWanted = hasColours ?? (stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb');
  const locale = env.LC_ALL ?? env.LC_CTYPE ?? env.LANG ?? '';
  const isPlain = isAscii ?? !/utf-?8/i.test(locale);
  let isShown = false;
  const clear = (): void => {
    if (isShown) stderr.write('\r\u001B[2K');
    isShown = false;
  };
  let held = '';
  const flush = (): void => {
    if (held === '') return;
    clear();
    stdout.write(held);
    held = '';
  };
  const raw = (text: string): void => {
    held += text;
    if (held.length > HELD) flush();
  };
  return {
    colours: pc.createColors(isWanted),
    glyphs: isPlain ? ASCII : UNICODE,
    isJson,
    raw,
    line: (text) => {
      raw(`${text}\n`);
    },
    json: (value) => {
      raw(`${jsonText(value)}\n`);
    },
    flush,
    progress: (text) => {
      if (stderr.isTTY !== true) return;
      stderr.write(`\r\u001B[2K${text}`);
      isShown = true;
    },
    error: (text) => {
      flush();
      clear();
      stderr.write(`${text}\n`);
    },
  };
}
