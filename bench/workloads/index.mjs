// All workloads. Each has an id, a title, the sizes it runs at for a contender, its figures (each a title and a unit)
// and `round(peer, size, watch)`, which does one round, checks every state it passes, and returns the figures. `cold` ones
// have one round per process; `unavailable()` gives the reason why a workload cannot run here, if there is one.
import construction from './construction.mjs';
import constructionMemory from './construction-memory.mjs';
import w1 from './w1-write.mjs';
import w2 from './w2-undo.mjs';
import w3 from './w3-transactions.mjs';
import w4 from './w4-list.mjs';
import w5 from './w5-tree.mjs';
import w6 from './w6-jump.mjs';
import w7 from './w7-branches.mjs';
import w8 from './w8-merge.mjs';
import * as w9 from './w9-replay.mjs';
import w10 from './w10-concurrent.mjs';
import w11 from './w11-read.mjs';
import w12 from './w12-memory.mjs';
import w12List from './w12-list-memory.mjs';
import w13 from './w13-iteration.mjs';
import w20 from './w20-forks.mjs';
import w21 from './w21-bisect.mjs';
import w30 from './w30-retention.mjs';
import w31 from './w31-retention-memory.mjs';
import w40 from './w40-diff.mjs';
import w41 from './w41-blame.mjs';
import w42 from './w42-extract.mjs';
import w50 from './w50-rewriting.mjs';
import * as pictures from './w60-pictures.mjs';
import { files, opening } from './w70-files.mjs';
import w72 from './w72-persist.mjs';
import * as frames from './w65-frames.mjs';
import * as adapted from './w80-adapted.mjs';

/** Every workload, in the order they run in. */
export const workloads = [
  w1,
  w2,
  w3,
  w4,
  w5,
  w6,
  w7,
  w8,
  w9.replay,
  w9.undo,
  w10,
  w11,
  w12,
  w12List,
  w13,
  w20,
  w21,
  w30,
  w31,
  w40,
  w41,
  w42,
  w50,
  pictures.svg,
  pictures.page,
  files,
  opening,
  w72,
  frames.edits,
  frames.kept,
  adapted.steps,
  adapted.stepsMemory,
  adapted.byIndex,
  adapted.fields,
  adapted.kit,
  construction,
  constructionMemory,
];
