// Starts the child processes, one after the other, in an order in which slow phases of the machine hit all contenders
// alike: whole passes over all cells, each pass in the opposite order of contenders.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/** Runs one cell at one size; resolves to the child's message. */
function runChild(cell, limits) {
  return new Promise((resolve) => {
    const child = fork(CHILD, [JSON.stringify({ ...cell, ...limits })], {
      env: { ...process.env, NODE_ENV: 'production' },
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let message;
    let complaint = '';
    // A native call cannot be interrupted from inside the process.
    const timer = setTimeout(
      () => {
        message = { tooSlow: 'killed' };
        child.kill('SIGKILL');
      },
      3 * limits.limitMs + limits.budgetMs,
    );
    child.stderr.on('data', (data) => {
      complaint += data;
    });
    child.on('message', (received) => {
      message ??= received;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(message ?? { error: `ended with ${signal ?? code}: ${complaint.slice(-2000)}` });
    });
  });
}

/** Runs a cell, at a tenth of its size as often as needed to end within the limit. `cell.size` is what ended. */
async function runCell(cell, limits) {
  for (;;) {
    const message = await runChild(cell, limits);
    const smaller = Math.floor(cell.size / 10);
    if (!message.tooSlow || smaller < cell.smallest)
      return message.tooSlow ? { error: 'too slow at every size' } : message;
    cell.size = smaller;
  }
}

/**
 * Runs all cells `passes` times. Each cell gets `samples` (all rounds of all passes, by figure), `version`, and `size`,
 * or `error`.
 * @param report called after each cell with the cell, its number and how many there are
 */
export async function runAll(cells, { passes, ...limits }, report) {
  let done = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (const cell of ordered(cells, pass)) {
      if (cell.error === undefined) {
        const sizeBefore = cell.size;
        const { samples, version, error } = await runCell(cell, limits);
        cell.version = version ?? cell.version;
        cell.error = error;
        // Samples of different sizes are not comparable.
        if (cell.size !== sizeBefore) cell.samples = {};
        for (const [name, values] of Object.entries(samples ?? {})) (cell.samples[name] ??= []).push(...values);
      }
      report(cell, ++done, cells.length * passes);
    }
  }
}

/** The cells of one pass. Contenders of one workload and size stand together, every other pass in the opposite order. */
function ordered(cells, pass) {
  const groups = new Map();
  for (const cell of cells) {
    const key = `${cell.workloadId}@${cell.asked}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()].flatMap((group) => (pass % 2 === 0 ? group : group.reverse()));
}
