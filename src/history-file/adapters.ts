// Adapters by the name they have in files. Like classes, they are this program's: a file holds names, and what those stand
// for is what was registered here or given to `open`.
import { registryOf } from '../adapters/adapter.js';
import { isImmutable, isView, type AnyAdapter } from '../adapters/protocol.js';
import { adapters, builtins, type AdapterRegistry, type Registered } from '../adapters/registry.js';
import { UnknownAdapterError } from '../errors.js';
import { TIMELINE } from '../recording/admit.js';
import { placeholderAdapter } from './placeholder-values.js';

/** How a foreign value is held: for good, or so that it can change, or as a view of another one. */
export type Holding = 'value' | 'changing' | 'view';

/** Finds the adapters of a file by their names. */
export type FindAdapter = (name: string, holding: Holding) => Registered;

/** The adapters that the timeline of an owner asks. */
export function registryFor(owner: object): AdapterRegistry {
  const { adapters: own } = (owner as { [TIMELINE]?: { adapters?: readonly unknown[] } })[TIMELINE] ?? {};
  return own === undefined ? adapters : registryOf(own);
}

/** Finds adapters among those given to `open`, then those of the owner's timeline. */
export function adapterFinder(given: readonly unknown[], owner: object): FindAdapter {
  const [first, later] = [registryOf(given), registryFor(owner)];
  return (name, holding) => {
    const [found, other] = first.named(name).length > 0 ? first.named(name) : later.named(name);
    if (found === undefined) {
      throw new UnknownAdapterError(
        name,
        'the file has values of this adapter, which is not known here: import it before, or name its class in `adapters`',
      );
    }
    if (other !== undefined) {
      throw new UnknownAdapterError(name, 'several adapters have this name: give them names by @adapter(…, { name })');
    }
    if (!fits(found.adapter, holding)) {
      throw new UnknownAdapterError(
        name,
        'it is another kind of adapter than when the file was saved, or has no decode',
      );
    }
    return found;
  };
}

/** The built-in adapters, and stand-ins for all others: nobody's code runs. */
export const findPlaceholder: FindAdapter = (name, holding) => {
  const [found] = builtins.named(name);
  return found !== undefined && fits(found.adapter, holding) ? found : placeholderAdapter(name, holding === 'view');
};

function fits(adapter: AnyAdapter, holding: Holding): boolean {
  if (adapter.decode === undefined) return false;
  return holding === 'value' || (isView(adapter) === (holding === 'view') && !isImmutable(adapter));
}
