// Reads that matter: a field that holds a value which changes in place is asked for it through a getter that takes note.
//
// Only such fields get one, at the first such value, so that all other reads stay what they are (0.2 ns).
import { contentOf } from './content.js';

type Getter = (this: object) => unknown;

const noting = new WeakSet<Getter>();

/** From now on reads of a field are noted, in all objects that share its accessor. */
export function noteReadsOf(object: object, name: PropertyKey): void {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const access = Object.getOwnPropertyDescriptor(at, name);
    if (access === undefined) continue;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the object that is read
    const { get } = access;
    if (get !== undefined && !noting.has(get)) Object.defineProperty(at, name, { ...access, get: notingGetter(get) });
    return;
  }
}

function notingGetter(get: Getter): Getter {
  const getter: Getter = function () {
    const value = get.call(this);
    if (typeof value === 'object' && value !== null) contentOf(value)?.noteRead();
    return value;
  };
  noting.add(getter);
  return getter;
}
