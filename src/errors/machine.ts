// Limits and defects: of the engine, of its module, of the machine.
import { JanusError } from './base.js';

/** A counter of the engine has reached its end. */
export class LimitExceededError extends JanusError {
  override readonly code = 'JANUS_LIMIT_EXCEEDED';
  constructor(readonly limit: string) {
    super(`A limit is reached: ${limit}. Nothing was recorded.`);
  }
}

/** The engine failed inside. The object can still be read; its history takes no more writes. */
export class EnginePoisonedError extends JanusError {
  override readonly code = 'JANUS_ENGINE_POISONED';
  constructor(readonly verb: string) {
    super(
      `${verb}: the engine of this timeline failed and was shut down to protect its data. The object can still be read; ` +
        `take what you need with snapshotOf() and build a new owner from it. Other timelines are not affected.`,
    );
  }
}

/** The engine gave an answer that its contract does not allow: a defect of Janus, please report it. */
export class EngineDefectError extends JanusError {
  override readonly code = 'JANUS_ENGINE_DEFECT';
  constructor(detail: string) {
    super(`The engine and its binding disagree (${detail}). This is a defect of Janus; please report it.`);
  }
}

/** The native module could not be loaded. */
export class NativeModuleError extends JanusError {
  override readonly code = 'JANUS_NATIVE_MODULE';
  constructor(
    readonly platform: string,
    override readonly cause: unknown,
  ) {
    super(
      `There is no prebuilt engine of janus-ts for ${platform}: install a Rust toolchain (rustup.rs) and run "npm run build" in the package. ` +
        `(${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)})`,
    );
  }
}

/** The inspector could not listen on the port it was given. */
export class InspectorError extends JanusError {
  override readonly code = 'JANUS_INSPECTOR';
  constructor(
    readonly port: number,
    override readonly cause: unknown,
  ) {
    super(
      `inspect cannot listen on port ${String(port)} of 127.0.0.1 (${String(cause)}). ` +
        `Name another port, or none: then the system chooses a free one.`,
    );
  }
}
