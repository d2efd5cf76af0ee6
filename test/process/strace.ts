// System calls of a running process: listed, and let fail one at a time, by strace.
//
// Where there is no strace, or no process may be traced, the tests are skipped and say so; `JANUS_REQUIRE_STRACE=1`, which CI
// sets, makes that a failure.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const canTrace = spawnSync('sh', ['-c', 'sleep 0.1 & exec strace -qo /dev/null -p $!']).status === 0;

/** `test`, or where nothing can be traced a test that is skipped and says why. */
export const straceTest: typeof test =
  canTrace || process.env.JANUS_REQUIRE_STRACE === '1'
    ? test
    : (((name: string) => {
        test.skip(`${name} (no strace, or no right to trace)`, () => undefined);
      }) as unknown as typeof test);

/** Calls that change what is on the disk. */
const CHANGES = ['write', 'pwrite64', 'fsync', 'fdatasync', 'fchmod', 'ftruncate', 'rename', 'link', 'unlink', 'close'];
/** Calls by which files are read. */
const LOOKS = ['read', 'pread64', 'getdents64', 'statx', 'newfstatat', 'fstat', 'readlink'];

/** One call of a process. */
export interface Call {
  readonly name: string;
  /** Which of the calls of this name it is, from 1: in its thread, and of those that name the folder. */
  readonly when: number;
  readonly nth: number;
  /** The call as strace shows it. */
  readonly text: string;
}

/** Whether a call can change what is on the disk. */
export function isChange({ name, text }: Call): boolean {
  return CHANGES.includes(name) || text.includes('O_CREAT');
}

/** What happens at one call: `signal=SIGKILL` before it, or `error=EIO` instead of it. */
export interface Injection {
  readonly call: Call;
  readonly what: string;
}

export interface Watching {
  readonly pid: number;
  /** Calls count that name something in here. */
  readonly folder: string;
  /** Where strace writes. */
  readonly log: string;
  readonly injection?: Injection | undefined;
}

/** Answers the calls of a process while something runs. */
export async function watched({ pid, folder, log, injection }: Watching, run: () => Promise<void>): Promise<Call[]> {
  const names = injection === undefined ? ['openat', ...CHANGES, ...LOOKS] : [injection.call.name];
  const { what = '', call } = injection ?? {};
  const inject = call === undefined ? [] : ['-e', `inject=${call.name}:${what}:when=${String(call.when)}`];
  // Each thread counts for itself. What goes to the disk in the background is the call that the main thread never makes.
  const threads = call === undefined || call.name === 'fdatasync' ? ['-f'] : [];
  const flags = [...threads, '-y', '-s', '16', '-o', log, '-e', `trace=${names.join(',')}`, ...inject];
  const tracer = spawn('strace', [...flags, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const ended = new Promise((resolve) => tracer.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('attached')) resolve();
    });
    void ended.then(() => {
      reject(new Error(`strace: ${said}`));
    });
  });
  // A process whose threads die while they are followed can keep strace waiting for ever; without it they are dead.
  const guard = setTimeout(() => tracer.kill('SIGKILL'), MAX_MS);
  await run();
  tracer.kill('SIGINT');
  await ended;
  clearTimeout(guard);
  return callsIn(readFileSync(log, 'utf8'), folder);
}

const MAX_MS = 5_000;

function callsIn(log: string, folder: string): Call[] {
  const counts = new Map<string, number>();
  const count = (what: string): number => {
    const next = (counts.get(what) ?? 0) + 1;
    counts.set(what, next);
    return next;
  };
  return log.split('\n').flatMap((line) => {
    const [, thread = '', text = '', name = ''] = /^(?:(\d+) +)?(([a-z]+\d*)\(.*)$/.exec(line) ?? [];
    const when = count(`${thread} ${name}`);
    return text.includes(folder) ? [{ name, when, nth: count(name), text }] : [];
  });
}
