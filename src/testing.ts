// Not part of the public surface: what tests need to make the engine fail, and to compare it with itself.
import type { EngineHandle } from './engine-binding/handle.js';
import { timelineOf } from './compose.js';
import type { Session } from './timeline/session.js';

function engineOf(owner: object): EngineHandle {
  const { session } = timelineOf(owner) as unknown as { session: Session };
  return session.engine;
}

/** Makes the engine behind an owner panic. @throws {EnginePoisonedError} always */
export function forcePanic(owner: object): void {
  engineOf(owner).forcePanic();
}

/** After how many undos or redos in a row an owner does the next ones without the engine: 0 always, 2^30 never. */
export function fixLadderPause(owner: object, steps: number): void {
  engineOf(owner).fixLadderPause(steps);
}
