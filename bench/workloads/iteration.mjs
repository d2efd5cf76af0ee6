// How W13 reads anything that is used like an array.

/** Sum by `for…of`. */
export function forOf(list) {
  let total = 0;
  for (const value of list) total += value;
  return total;
}

/** Sum by `forEach`. */
export function forEach(list) {
  let total = 0;
  list.forEach((value) => {
    total += value;
  });
  return total;
}

/** What `map` and `filter` give. */
export function copies(list) {
  return { mapped: list.map((value) => value + 1), filtered: list.filter((value) => (value & 1) === 0) };
}

/** Sum by reads of each index. */
export function byIndex(list) {
  let total = 0;
  for (let i = 0, { length } = list; i < length; i++) total += list[i];
  return total;
}
