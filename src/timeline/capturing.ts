// Looking at adapted values where a call must not fail because of them.
import type { Recorder } from '../recording/recorder.js';

/**
 * What has changed in place is taken back with the rest. An adapter that fails now has failed its value: the error that
 * the rollback is for goes on.
 */
export function captureWhatCan(recorder: Recorder): void {
  try {
    recorder.capture(true);
  } catch {
    // The value stays as it is; its next look reports it.
  }
}
