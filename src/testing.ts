// Not part of the public surface: what tests need to make the engine fail.
import type { EngineHandle } from './engine-binding/handle.js';
import { timelineOf } from './compose.js';
import type { Session } from './timeline/session.js';

/** Makes the engine behind an owner panic. @throws {EnginePoisonedError} always */
export function forcePanic(owner: object): void {
  const { session } = timelineOf(owner) as unknown as { session: Session };
  const engine: EngineHandle = session.engine;
  engine.forcePanic();
}
