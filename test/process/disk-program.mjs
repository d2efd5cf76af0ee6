// The process whose disk fails: it does what it is told, line by line, and answers each line.
import { createInterface } from 'node:readline';
import { readFileSync, writeFileSync } from 'node:fs';
import { compactFile, open, recover, timeline, timelineOf, tracked } from 'janus-ts';

class Plain {
  constructor() {
    this.count = 0;
    this.texts = [];
  }
}
tracked(Plain.prototype, 'count');
tracked(Plain.prototype, 'texts');
const Doc = timeline({ name: 'Doc' })(Plain);
const options = { classes: [Doc] };

/** One moment: state n has n texts. */
function step(doc, text = '') {
  timelineOf(doc).transact(() => {
    doc.count++;
    doc.texts.push(`${doc.count}${text}`);
  });
}

function made() {
  const doc = new Doc();
  step(doc);
  return doc;
}

/** A file that ends in state 1, with a journal that leads to state 2 and, if it is damaged, on to state 4. */
async function makePair(path, isDamaged = false) {
  const doc = made();
  const kept = timelineOf(doc).persist(path);
  step(doc);
  await kept.flush();
  const { journal } = kept.size;
  if (isDamaged)
    for (let more = 0; more < 2; more++) {
      step(doc);
      await kept.flush();
    }
  await kept.close();
  timelineOf(doc).dispose();
  if (!isDamaged) return;
  const bytes = readFileSync(`${path}.journal`);
  bytes[journal + 20] ^= 1;
  writeFileSync(`${path}.journal`, bytes);
}

/** What is kept open between the lines. */
let doc;
let kept;

/** Operations: what is there before, and what then happens to it. Again is what is tried when the disk works once more. */
const operations = {
  save: {
    prepare(path) {
      doc = made();
      timelineOf(doc).save(path);
      step(doc);
    },
    run: (path) => timelineOf(doc).save(path),
  },
  saveOverJournal: {
    async prepare(path) {
      await makePair(path);
      doc = open(path, options).owner;
      step(doc);
    },
    run: (path) => timelineOf(doc).save(path),
  },
  persist: {
    async prepare(path) {
      await makePair(path);
      doc = open(path, options).owner;
      step(doc);
    },
    async run(path) {
      kept ??= timelineOf(doc).persist(path);
      await kept.flush();
    },
  },
  append: {
    async prepare(path, durability) {
      doc = made();
      kept = timelineOf(doc).persist(path, { durability });
      await kept.flush();
    },
    async run() {
      if (doc.count < 2) step(doc);
      // With each moment: that is a microtask later.
      await undefined;
      await kept.flush();
    },
  },
  compact: {
    async prepare(path) {
      doc = made();
      kept = timelineOf(doc).persist(path);
      step(doc);
      await kept.flush();
    },
    run() {
      if (doc.count < 3) step(doc);
      return kept.compact();
    },
  },
  compactAlone: {
    async prepare(path) {
      doc = made();
      kept = timelineOf(doc).persist(path);
      await kept.flush();
    },
    async run() {
      if (doc.count < 2) step(doc, 'x'.repeat(1_100_000));
      await kept.flush();
      // The journal is longer than the file and than 1 MiB: the new file is made now, and the next answer comes after it.
      await kept.flush();
    },
  },
  compactFile: { prepare: (path) => makePair(path), run: (path) => compactFile(path) },
  recover: {
    prepare: (path) => makePair(path, true),
    run(path) {
      const { timeline: found } = recover(path, options);
      try {
        found.save(path.replace('.janus', '-found.janus'));
      } finally {
        found.dispose();
      }
    },
  },
};

async function end() {
  await kept?.close().catch(() => undefined);
  if (doc !== undefined) timelineOf(doc).dispose();
  kept = doc = undefined;
}

const answer = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);
process.stdout.write('{}\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [what, operation, path, option] = JSON.parse(line);
  try {
    if (what === 'end') await end();
    else await operations[operation][what](path, option);
    answer({});
  } catch (error) {
    answer({ error: error.name, code: error.code ?? null, text: String(error.stack) });
  }
}
