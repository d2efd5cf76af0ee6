// A disk that fails, and a process that dies, at every system call by which history files are read and written: strace lists
// the calls of an operation, and then each of them fails once. Afterwards the file holds what was there or what was to be
// there, what was acknowledged is in it, and once the disk works again so does everything, and nothing is left over.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, existsSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { open, recover, timeline, tracked } from '../../src/index.js';
import { isChange, straceTest, watched, type Call, type Injection } from './strace.js';

@timeline({ name: 'Doc' })
class Doc {
  @tracked count = 0;
  @tracked texts: string[] = [];
}
const options = { classes: [Doc] };

const root = join(__dirname, '../..');
const base = mkdtempSync(join(tmpdir(), 'janus-disk-'));
const folder = join(base, 'files');
const log = join(base, 'strace.log');
const path = join(folder, 'history.janus');
afterAll(() => {
  Program.end();
  rmSync(base, { recursive: true });
});

/** What the process answers; undefined when it has died. */
type Answer = { readonly error?: string; readonly code?: string | null; readonly text?: string } | undefined;

/** The process that works with the files. */
class Program {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #begun: Promise<Answer>;

  private constructor() {
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
    const program = join(__dirname, 'disk-program.mjs');
    this.#child = spawn(process.execPath, [program], { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin?.on('error', () => undefined);
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('no output');
    this.#answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
    this.#begun = this.#answer();
  }

  static readonly #ready: Program[] = [];
  static readonly #all = new Set<Program>();

  /** One that waits; another one is started when that was the last. */
  static async next(): Promise<Program> {
    const ready = Program.#ready.pop() ?? new Program();
    Program.#all.add(ready);
    if (Program.#ready.length === 0) Program.#ready.push(new Program());
    await ready.#begun;
    return ready;
  }

  static end(): void {
    for (const program of [...Program.#all, ...Program.#ready]) program.kill();
  }

  giveBack(): void {
    Program.#ready.push(this);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  tell(what: string, { operation, option }: Operation): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify([what, operation, path, option])}\n`);
    return this.#answer();
  }

  async #answer(): Promise<Answer> {
    const { value } = (await this.#answers.next()) as { value?: string };
    return value === undefined ? undefined : (JSON.parse(value) as Answer);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
    Program.#all.delete(this);
  }
}

interface Operation {
  readonly operation: string;
  readonly option?: string;
  /** The states before and after it. */
  readonly states: readonly [before: number, after: number];
  /** How many calls it makes at least that can change the disk. */
  readonly changes: number;
}

const OPERATIONS: readonly Operation[] = [
  { operation: 'save', states: [1, 2], changes: 8 },
  { operation: 'saveOverJournal', states: [2, 3], changes: 12 },
  { operation: 'persist', states: [2, 3], changes: 20 },
  { operation: 'append', option: 'batch', states: [1, 2], changes: 2 },
  { operation: 'append', option: 'moment', states: [1, 2], changes: 2 },
  { operation: 'compact', states: [2, 3], changes: 16 },
  { operation: 'compactAlone', states: [1, 2], changes: 18 },
  { operation: 'compactFile', states: [2, 2], changes: 14 },
  { operation: 'recover', states: [2, 2], changes: 8 },
];

/** What is there, as bytes. */
function contents(): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

/** The state that a file holds in full. */
function stateOf(file: string): number {
  const t = open(file, options);
  const { count, texts } = t.owner as Doc;
  const found = t.verify();
  t.dispose();
  expect({ found, length: texts.length, last: parseInt(texts[count - 1] ?? '', 10) }).toEqual({
    found: [],
    length: count,
    last: count,
  });
  return count;
}

/** The file holds one of the two states, and the later one if that was acknowledged. */
function expectState({ operation, states }: Operation, answer: Answer, pair: Record<string, string>): void {
  const [before, after] = states;
  if (operation === 'recover') {
    // The damaged pair is what it was, and what was found is there as a whole or not at all.
    expect(contents()).toMatchObject(pair);
    const found = join(folder, 'history-found.janus');
    if (answer !== undefined && answer.error === undefined) expect(existsSync(found)).toBe(true);
    if (existsSync(found)) expect(stateOf(found)).toBe(after);
    return;
  }
  const isAcknowledged = answer !== undefined && answer.error === undefined;
  expect(isAcknowledged ? [after] : [before, after]).toContain(stateOf(path));
}

function litter(): string[] {
  const expected = ['history.janus', 'history.janus.journal', 'history-found.janus'];
  return readdirSync(folder).filter((name) => !expected.includes(name));
}

/** The next one who saves finds a disk that works. */
async function goOn({ operation }: Operation): Promise<void> {
  // Who dies while they say who they are has 10 seconds to come back.
  const lock = `${path}.lock`;
  if (existsSync(lock) && !readFileSync(lock, 'latin1').endsWith('}')) utimesSync(lock, 0, 0);
  if (operation === 'recover') {
    const { timeline: found } = recover(path, options);
    found.save(join(folder, 'history-found.janus'));
    found.dispose();
  } else {
    const t = open(path, options);
    (t.owner as Doc).count = 77;
    if (['persist', 'append', 'compact'].includes(operation)) await t.persist(path).close();
    else t.save(path);
    t.dispose();
    const again = open(path, options);
    expect((again.owner as Doc).count).toBe(77);
    again.dispose();
  }
  expect(litter()).toEqual([]);
}

interface Run {
  readonly answer: Answer;
  readonly calls: readonly Call[];
  /** What was there before. */
  readonly pair: Record<string, string>;
}

async function run(
  program: Program,
  operation: Operation,
  injection?: Injection,
  limit: number | 'unlimited' = 'unlimited',
): Promise<Run> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  expect(await program.tell('prepare', operation)).toEqual({});
  const pair = contents();
  let answer: Answer;
  const calls = await watched({ pid: program.pid, folder, log, injection }, async () => {
    limitFiles(program, limit);
    answer = await program.tell('run', operation);
  });
  return { answer, calls, pair };
}

/** One call of an operation fails, in a process that is asked for and given back if it lives; answers what is wrong afterwards. */
async function failing(operation: Operation, first: Call, what: string): Promise<string | undefined> {
  const isKill = what.includes('SIGKILL');
  let call = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const program = await Program.next();
    const { answer, calls, pair } = await run(program, operation, { call, what });
    const isHit = isKill
      ? answer === undefined && calls.length === call.nth
      : calls.some(({ text }) => text.includes('(INJECTED)'));
    if (!isHit) {
      // The same calls are made elsewhere, too, by the runtime: one of those was in between.
      call = calls[call.nth - 1] ?? first;
      program.kill();
      continue;
    }
    try {
      expectState(operation, answer, pair);
      await (isKill ? goOn(operation) : tryAgain(program, operation, answer));
      return undefined;
    } catch (error) {
      program.kill();
      const there = readdirSync(folder).join(' ');
      return `${what} at ${call.text}: ${answer?.text ?? JSON.stringify(answer)}\nthere are: ${there}\n${String(error)}`;
    }
  }
  return `${what} at ${first.text}: not met`;
}

const ATTEMPTS = 25;

/** The program goes on: what has failed works. */
async function tryAgain(program: Program, operation: Operation, answer: Answer): Promise<void> {
  expect(answer).toBeDefined();
  if (answer?.error !== undefined) expect(answer).toMatchObject({ code: expect.stringMatching(/^JANUS_/) });
  expect(await program.tell('run', operation)).toEqual({});
  if (operation.operation !== 'recover') expect(stateOf(path)).toBe(operation.states[1]);
  expect(await program.tell('end', operation)).toEqual({});
  expect(litter()).toEqual([]);
  program.giveBack();
}

/** Where the middle of what a call writes is in its file; undefined for a call that writes nothing. */
function middleOf({ name, text }: Call): number | undefined {
  const [, length = '', at = '0'] = /, (\d+)(?:, (\d+))?\) += /.exec(text) ?? [];
  return ['write', 'pwrite64'].includes(name) ? Number(at) + Math.ceil(Number(length) / 2) : undefined;
}

/** From here on no file gets longer than that in a process: the kernel writes what fits, and refuses the rest. */
function limitFiles({ pid }: Program, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${String(bytes)}:unlimited`]);
  if (status !== 0) throw new Error(stderr.toString());
}

/** One call writes a half, and the next one nothing; the process may die between them. */
async function half(operation: Operation, call: Call, isKill: boolean): Promise<boolean> {
  const program = await Program.next();
  const injection = isKill ? { call: { ...call, when: call.when + 1 }, what: 'signal=SIGKILL' } : undefined;
  const { answer, pair } = await run(program, operation, injection, middleOf(call));
  expectState(operation, answer, pair);
  if (answer === undefined) {
    await goOn(operation);
    program.kill();
  } else {
    limitFiles(program, 'unlimited');
    await tryAgain(program, operation, answer);
  }
  return answer === undefined || answer.error !== undefined;
}

async function callsOf(operation: Operation): Promise<readonly Call[]> {
  const program = await Program.next();
  const { answer, calls } = await run(program, operation);
  program.kill();
  expect(answer).toEqual({});
  expect(calls.filter(isChange).length).toBeGreaterThanOrEqual(operation.changes);
  return calls;
}

const title = ({ operation, option }: Operation): string =>
  [operation, ...(option === undefined ? [] : [option])].join(' ');

describe.each(OPERATIONS.map((operation) => [title(operation), operation] as const))('%s', (_, operation) => {
  straceTest('each call fails once', async () => {
    const defects: (string | undefined)[] = [];
    for (const call of await callsOf(operation)) {
      const canFill = isChange(call) && !['close', 'unlink', 'fchmod'].includes(call.name);
      defects.push(await failing(operation, call, 'error=EIO'));
      if (canFill) defects.push(await failing(operation, call, 'error=ENOSPC'));
    }
    expect(defects.filter((defect) => defect !== undefined)).toEqual([]);
  });

  straceTest('killed at each call', async () => {
    const defects: (string | undefined)[] = [];
    for (const call of (await callsOf(operation)).filter(isChange)) {
      defects.push(await failing(operation, call, 'signal=SIGKILL'));
    }
    expect(defects.filter((defect) => defect !== undefined)).toEqual([]);
  });

  // What strace lets a call answer it does not do, so a write that is short for real needs a limit of the kernel. That a rest
  // can be written after all is in test/unit/history-file/faults.test.ts.
  straceTest('each write is short', async () => {
    const writes = (await callsOf(operation)).filter((call) => middleOf(call) !== undefined);
    for (const call of writes) {
      expect(await half(operation, call, false)).toBe(true);
      expect(await half(operation, call, true)).toBe(true);
    }
  });
});
