// How adapted values enter a field or container: as they are, with a content behind them.
import {
  contentOf,
  distinguishAdapters,
  foreignContent,
  kindOf,
  registerContainerKinds,
  registerForeignValues,
  type Content,
  type ContainerKind,
  type ForeignValues,
} from '../recording/content.js';
import { typeName } from '../describe.js';
import { AdapterContractError, AdapterRegistrationError } from '../errors.js';
import { schemaOf } from '../schema/class-schema.js';
import { AdaptedContent } from './adapted-content.js';
import { isImmutable, isView, type Adapter, type ViewAdapter } from './protocol.js';
import { adapters, type AdapterRegistry, type Registered } from './registry.js';
import { ViewContent } from './view-content.js';

/** The content behind a value that this adapter is for. */
export function adaptedContentBy({ adapter, name }: Registered, value: object): AdaptedContent {
  const content = new AdaptedContent(value, adapter as Adapter, name);
  foreignContent.set(value, content);
  return content;
}

/** A registered adapter of views. */
export type RegisteredView = Registered & { readonly adapter: ViewAdapter };

/** The content behind a value that shows another one, which gets a content too. */
export function viewContent({ adapter, name }: RegisteredView, value: object): Content {
  const shown = adapter.viewOf(value);
  if (contentOf(shown) === undefined) kindOf(shown)?.empty(shown);
  const content = new ViewContent(value, shown, adapter, name);
  foreignContent.set(value, content);
  return content;
}

/** The content behind a value, by an adapter that is not for values that never change. */
export function contentBy({ adapter, name }: Registered, value: object): Content {
  return isView(adapter) ? viewContent({ adapter, name }, value) : adaptedContentBy({ adapter, name }, value);
}

/** Registries that timelines have of their own. */
const own: AdapterRegistry[] = [];

/** The adapter that some timeline has for a value; which one counts is seen when the value joins. */
function anyAdapterOf(value: object): Registered | undefined {
  const known = adapters.of(value);
  if (known !== undefined || own.length === 0) return known;
  for (const registry of own) {
    const registered = registry.of(value);
    if (registered !== undefined) return registered;
  }
  return undefined;
}

/** @throws {AdapterContractError} when the adapter fails */
function areEqual(a: object, b: object, of: (value: object) => Registered | undefined): boolean {
  if (!isForeign(a) || !isForeign(b)) return false;
  const registered = of(a);
  if (registered === undefined || registered !== of(b)) return false;
  const { adapter, name } = registered;
  if (!isImmutable(adapter) || adapter.equals === undefined) return false;
  try {
    return adapter.equals(a, b);
  } catch (cause) {
    throw new AdapterContractError(name, 'equals', 'a merge', typeName(a), 'it threw an error', cause);
  }
}

function isForeign(value: object): boolean {
  return schemaOf(value) === undefined && contentOf(value) === undefined;
}

/** Values with an adapter, but those that never change. */
const ADAPTED_KIND: ContainerKind = {
  hasKeys: false,
  accepts: (value) => anyAdapterOf(value) !== undefined,
  empty(value) {
    const registered = anyAdapterOf(value);
    if (registered === undefined) throw new AdapterRegistrationError(typeName(value), 'it has no adapter any more.');
    return contentBy(registered, value);
  },
  entries: () => [],
};

/** What one registry says about values. */
function valuesOf(of: (value: object) => Registered | undefined): ForeignValues {
  return {
    isImmutable(value) {
      const registered = of(value);
      return registered !== undefined && isImmutable(registered.adapter);
    },
    contentFor(value) {
      const known = foreignContent.get(value);
      const registered = of(value);
      if (registered === undefined) return ArrayBuffer.isView(value) ? known : undefined;
      if (isImmutable(registered.adapter)) {
        foreignContent.delete(value);
        return undefined;
      }
      if (known instanceof AdaptedContent && known.adapter === registered.adapter) return known;
      return contentBy(registered, value);
    },
    areEqual: (a, b) => areEqual(a, b, of),
  };
}

/** Adapters of one timeline; those of all others stay apart from them. */
export function ownAdapters(registry: AdapterRegistry): ForeignValues {
  if (own.length === 0) distinguishAdapters(valuesOf((value) => adapters.of(value)));
  own.push(registry);
  return valuesOf((value) => registry.of(value));
}

/** Makes adapted values known to recording. */
export function registerAdapted(): void {
  registerContainerKinds(ADAPTED_KIND);
  registerForeignValues(valuesOf(anyAdapterOf));
}
