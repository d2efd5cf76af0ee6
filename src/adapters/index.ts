// The adapters room: what Janus knows of foreign types.
import { registerAdapted } from './adapted-kind.js';
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
