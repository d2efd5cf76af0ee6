// When a history cannot be read.
import { DisposedError, EnginePoisonedError, ForkBusyError, OpenTransactionError } from '../errors.js';

/** Whether a history cannot be read just now: a transaction is open. */
export function isBusy(error: unknown): boolean {
  return error instanceof OpenTransactionError || error instanceof ForkBusyError;
}

/** Whether a history cannot be read any more. */
export function isOver(error: unknown): boolean {
  return error instanceof DisposedError || error instanceof EnginePoisonedError;
}
