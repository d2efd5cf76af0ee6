// The data every contender writes: an object of ten fields, five numbers and five texts, filled in passes.
//
// V1: pass k gives every field a value that differs from that of pass k - 1, so every write is effective.
// V2: pass 0 is the state after construction. V3: no value is made while the clock runs: numbers are small integers,
// texts come from a table.

/** Names of the ten fields. */
export const FIELDS = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'];

/** Writes in one pass. */
export const WRITES_PER_PASS = FIELDS.length;

const TEXTS = Array.from({ length: 1009 }, (_, i) => `text-${String(i).padStart(4, '0')}`);

/** Value of number field `i` after pass `k`. */
export const number = (k, i) => k + i;

/** Value of text field `i` after pass `k`. */
export const text = (k, i) => TEXTS[(k + i) % TEXTS.length];

/** Value of any field `i` after pass `k`, for contenders that take fields by name. */
export const valueAt = (k, i) => (i < 5 ? number(k, i) : text(k, i));

/** Does pass `k` on anything that has the ten fields as properties. */
export function fill(target, k) {
  target.f0 = number(k, 0);
  target.f1 = number(k, 1);
  target.f2 = number(k, 2);
  target.f3 = number(k, 3);
  target.f4 = number(k, 4);
  target.f5 = text(k, 5);
  target.f6 = text(k, 6);
  target.f7 = text(k, 7);
  target.f8 = text(k, 8);
  target.f9 = text(k, 9);
}

/** The writes of a pass one by one, for contenders that take each step as a function of a draft. */
export const ASSIGN = [
  (target, k) => {
    target.f0 = number(k, 0);
  },
  (target, k) => {
    target.f1 = number(k, 1);
  },
  (target, k) => {
    target.f2 = number(k, 2);
  },
  (target, k) => {
    target.f3 = number(k, 3);
  },
  (target, k) => {
    target.f4 = number(k, 4);
  },
  (target, k) => {
    target.f5 = text(k, 5);
  },
  (target, k) => {
    target.f6 = text(k, 6);
  },
  (target, k) => {
    target.f7 = text(k, 7);
  },
  (target, k) => {
    target.f8 = text(k, 8);
  },
  (target, k) => {
    target.f9 = text(k, 9);
  },
];

/** The ten fields after pass `k`, as a plain object. */
export function stateOf(k) {
  const state = {};
  fill(state, k);
  return state;
}

/** The ten fields after `steps` single writes. */
export function stateAfter(steps) {
  const state = stateOf(Math.floor(steps / WRITES_PER_PASS));
  const next = Math.floor(steps / WRITES_PER_PASS) + 1;
  for (let i = 0; i < steps % WRITES_PER_PASS; i++) ASSIGN[i](state, next);
  return state;
}

/** A plain copy of the ten fields of anything that has them as properties. */
export function copyOf(source) {
  const copy = {};
  for (const field of FIELDS) copy[field] = source[field];
  return copy;
}

/** Sum of all ten fields: what a reader of the whole object touches. Texts count by their length. */
export function sum(source) {
  return (
    source.f0 +
    source.f1 +
    source.f2 +
    source.f3 +
    source.f4 +
    source.f5.length +
    source.f6.length +
    source.f7.length +
    source.f8.length +
    source.f9.length
  );
}

/** Like {@link fill}, for maps with `get` and `set`. */
export function fillMap(map, k) {
  for (let i = 0; i < FIELDS.length; i++) map.set(FIELDS[i], valueAt(k, i));
}

/** Like {@link copyOf}, for maps with `get` and `set`. */
export function copyOfMap(map) {
  return Object.fromEntries(FIELDS.map((field) => [field, map.get(field)]));
}

/** Like {@link sum}, for maps with `get` and `set`. */
export function sumOfMap(map) {
  const numbers = map.get('f0') + map.get('f1') + map.get('f2') + map.get('f3') + map.get('f4');
  const texts = map.get('f5').length + map.get('f6').length + map.get('f7').length + map.get('f8').length;
  return numbers + texts + map.get('f9').length;
}

/** Random whole numbers below a bound, the same ones in every run and for every contender. */
export function randomBelow(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}
