// One cell: one contender, one workload, one size, in a process of its own. Started by `processes.mjs`, which passes the
// cell as JSON and gets the samples of every round, or why there are none, as one message.
import { peers } from '../peers/index.mjs';
import { workloads } from '../workloads/index.mjs';
import { TooSlowError, Watch } from './measure.mjs';

const { peerId, workloadId, size, limitMs, budgetMs, maxRounds } = JSON.parse(process.argv[2]);

/** Small runs until the compiler has seen enough: at a tenth of the size, for 300 ms but at least once. */
async function warmUp(workload, peer) {
  const begin = performance.now();
  do {
    await workload.round(peer, Math.max(workload.smallest, Math.floor(size / 10)), new Watch(limitMs));
  } while (performance.now() - begin < 300);
}

async function measure() {
  const workload = workloads.find(({ id }) => id === workloadId);
  const peer = await peers[peerId]();
  if (!workload.cold) await warmUp(workload, peer);
  const samples = {};
  const begin = performance.now();
  let rounds = 0;
  do {
    const figures = await workload.round(peer, size, new Watch(limitMs));
    for (const [name, value] of Object.entries(figures)) (samples[name] ??= []).push(value);
    rounds++;
  } while (!workload.cold && rounds < maxRounds && performance.now() - begin < budgetMs);
  return { samples, version: peer.version };
}

function answer(message) {
  process.send(message, () => process.exit(0));
}

measure().then(answer, (error) => {
  answer(error instanceof TooSlowError ? { tooSlow: error.message } : { error: String(error?.stack ?? error) });
});
