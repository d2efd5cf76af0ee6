// Random tests begin with another seed each time, which a failure prints; where JANUS_SEED is set, with that one.
import fc from 'fast-check';

const seed = process.env.JANUS_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
