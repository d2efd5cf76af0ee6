// Cleaning, row by row. None of these functions knows that there is a history: they change a list and its cars.
import { mean } from './fit.js';
import type { Study } from './study.js';

const SPELLINGS: Readonly<Record<string, string>> = {
  chevroelt: 'chevrolet',
  chevy: 'chevrolet',
  maxda: 'mazda',
  mercedes: 'mercedes-benz',
  toyouta: 'toyota',
  vokswagen: 'volkswagen',
  vw: 'volkswagen',
};

/** What is to be predicted is never filled in: cars without it go. */
export function dropUnscorable(study: Study): void {
  study.rows = study.rows.filter(({ mpg }) => mpg !== null);
}

/** Gives every maker one spelling. */
export function spellMakers(study: Study): void {
  for (const car of study.rows) {
    const [maker = '', ...model] = car.name.split(' ');
    car.name = [SPELLINGS[maker] ?? maker, ...model].join(' ');
  }
}

/** One way with gaps: cars that have one go. */
export function dropGaps(study: Study): void {
  study.rows = study.rows.filter(({ power }) => power !== null);
}

/** The other: they get the mean of those that have none. */
export function fillGaps(study: Study): void {
  const filler = Math.round(mean(study.rows.map(({ power }) => power).filter((power) => power !== null)));
  for (const car of study.rows) {
    if (car.power !== null) continue;
    car.power = filler;
    car.powerFrom = 'mean';
  }
}

/** Somebody has found a value. */
export function lookUp(study: Study, name: string, power: number): void {
  const car = study.rows.find((row) => row.name === name && row.power === null);
  if (car === undefined) throw new RangeError(`no ${name} without horsepower`);
  car.power = power;
  car.powerFrom = 'looked up';
}

/** Sorts the rows. */
export function heaviestFirst(study: Study): void {
  study.rows.sort((a, b) => b.weight - a.weight);
}
