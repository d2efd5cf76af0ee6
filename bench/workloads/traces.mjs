// Real editing histories, recorded keystroke by keystroke: by josephg/editing-traces on GitHub, CC BY 4.0. They are not
// part of the package and stand beside the repository; without them the workloads that need them are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../shared/data/', import.meta.url);
const locationOf = (name) => fileURLToPath(new URL(`${name}.json.gz`, FOLDER));

/** A function that says why a workload cannot run here: its trace is absent; undefined when it is there. */
export const absence = (name) => () => (existsSync(locationOf(name)) ? undefined : `there is no ${locationOf(name)}`);

const traces = new Map();

/**
 * A trace, read once. Each transaction has its patches in both forms that contenders take: `chars`, the inserted
 * characters one by one, and `text`, the same as one string.
 */
export function readTrace(name) {
  if (!traces.has(name)) {
    const { endContent, txns } = JSON.parse(gunzipSync(readFileSync(locationOf(name))).toString('utf8'));
    const transactions = txns.map(({ parents, agent, patches }) => ({
      parents,
      agent,
      patches: patches.map(([at, removed, text]) => ({ at, removed, text, chars: [...text] })),
    }));
    traces.set(name, { endContent, transactions });
  }
  return traces.get(name);
}

/** The text after the first `count` transactions of a sequential trace. */
export function textAfter(transactions, count) {
  let text = '';
  for (const { patches } of transactions.slice(0, count)) {
    for (const { at, removed, text: inserted } of patches)
      text = text.slice(0, at) + inserted + text.slice(at + removed);
  }
  return text;
}
