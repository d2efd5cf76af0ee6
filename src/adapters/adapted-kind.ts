// How adapted values enter a field or container: as they are, with a content behind them.
import { foreignContent, registerContainerKinds, type ContainerKind, registerImmutable } from '../recording/content.js';
import { AdaptedContent } from './adapted-content.js';
import { isImmutable, type Adapter } from './protocol.js';
import { adapters, type Registered } from './registry.js';

/** Deltas checked so far, by adapter. */
const checks = new WeakMap<object, { count: number }>();

function countOf(adapter: object): { count: number } {
  const known = checks.get(adapter);
  if (known !== undefined) return known;
  const count = { count: 0 };
  checks.set(adapter, count);
  return count;
}

/** The content behind a value that has an adapter for changes in place. */
export function adaptedContent(value: object): AdaptedContent {
  const registered = adapters.of(value);
  if (registered === undefined || isImmutable(registered.adapter))
    throw new TypeError('no adapter records changes in place');
  return adaptedContentBy(registered, value);
}

/** The content behind a value that this adapter is for. */
export function adaptedContentBy({ adapter, name }: Registered, value: object): AdaptedContent {
  const content = new AdaptedContent(value, adapter as Adapter, name, countOf(adapter));
  foreignContent.set(value, content);
  return content;
}

/** Values with an adapter that records changes in place. */
const ADAPTED_KIND: ContainerKind = {
  hasKeys: false,
  accepts: (value) => adapters.of(value) !== undefined,
  empty: adaptedContent,
  entries: () => [],
};

/** Makes adapted values known to recording. */
export function registerAdapted(): void {
  registerContainerKinds(ADAPTED_KIND);
  registerImmutable((value) => {
    const registered = adapters.of(value);
    return registered !== undefined && isImmutable(registered.adapter);
  });
}
