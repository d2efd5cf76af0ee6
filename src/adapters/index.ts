// The adapters room: what Janus knows of foreign types.
import type { ForeignValues } from '../recording/content.js';
import { ownAdapters, registerAdapted } from './adapted-kind.js';
import { registryOf } from './adapter.js';
import { registerBytes } from './builtin/bytes.js';
import { registerSimple } from './builtin/simple.js';

export { setElements } from './builtin/bytes.js';
export type { TypedArray } from './builtin/bytes.js';
export { adapter } from './adapter.js';
export type { AdapterClass, AdapterDecorator } from './adapter.js';
export type { Adapter, AdapterConflict, AdapterMerge, AnyAdapter, ImmutableAdapter, ViewAdapter } from './protocol.js';
export type { AdapterOptions, Target } from './registry.js';

/** Makes adapted values, and the built-in adapters, known. */
export function registerAdapters(): void {
  // Views before their buffers: whatever comes first is asked first.
  registerBytes();
  registerAdapted();
  registerSimple();
}

/**
 * What a timeline knows of foreign values when it is given these adapter classes.
 * @throws {AdapterRegistrationError} when one of them is no adapter class, or two are for one target
 */
export function adaptersOfTimeline(classes: readonly unknown[]): ForeignValues {
  return ownAdapters(registryOf(classes));
}
