// How adapted values enter a field or container: as they are, with a content behind them.
import {
  contentOf,
  foreignContent,
  kindOf,
  registerContainerKinds,
  registerImmutable,
  type Content,
  type ContainerKind,
} from '../recording/content.js';
import { typeName } from '../describe.js';
import { AdapterRegistrationError } from '../errors.js';
import { AdaptedContent } from './adapted-content.js';
import { isImmutable, isView, type Adapter, type ViewAdapter } from './protocol.js';
import { adapters, type Registered } from './registry.js';
import { ViewContent } from './view-content.js';

/** Deltas checked so far, by adapter. */
const checks = new WeakMap<object, { count: number }>();

function countOf(adapter: object): { count: number } {
  const known = checks.get(adapter);
  if (known !== undefined) return known;
  const count = { count: 0 };
  checks.set(adapter, count);
  return count;
}

/** The content behind a value that this adapter is for. */
export function adaptedContentBy({ adapter, name }: Registered, value: object): AdaptedContent {
  const content = new AdaptedContent(value, adapter as Adapter, name, countOf(adapter));
  foreignContent.set(value, content);
  return content;
}

/** The content behind a value that shows another one, which gets a content too. */
export function viewContent(value: object, shown: object, viewAs: ViewAdapter['viewAs']): Content {
  if (contentOf(shown) === undefined) kindOf(shown)?.empty(shown);
  const content = new ViewContent(value, shown, viewAs);
  foreignContent.set(value, content);
  return content;
}

/** Values with an adapter, but those that never change. */
const ADAPTED_KIND: ContainerKind = {
  hasKeys: false,
  accepts: (value) => adapters.of(value) !== undefined,
  empty(value) {
    const registered = adapters.of(value);
    if (registered === undefined) throw new AdapterRegistrationError(typeName(value), 'it has no adapter any more.');
    const { adapter } = registered;
    if (!isView(adapter)) return adaptedContentBy(registered, value);
    return viewContent(value, adapter.viewOf(value), adapter.viewAs?.bind(adapter));
  },
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
