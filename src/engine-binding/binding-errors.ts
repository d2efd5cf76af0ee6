// Codes of the engine and the errors they become. Names and verbs are known on this side, so only a number crosses.
import {
  BranchHeldError,
  CurrentBranchError,
  DetachedWriteError,
  EngineDefectError,
  EnginePoisonedError,
  LimitExceededError,
  NameTakenError,
  PrunedMomentError,
  UnknownRefError,
  type JanusError,
} from '../errors.js';

/** The codes of `tachyon::Error`, negated at the border. */
const Code = {
  UnknownHandle: -1,
  Poisoned: -2,
  UnknownMoment: -4,
  UnknownName: -6,
  NameTaken: -7,
  CurrentBranch: -8,
  Detached: -9,
  TooLarge: -11,
  BranchHeld: -21,
  PrunedMoment: -30,
} as const;

/** Whether a code says that the engine has failed for good. */
export function isFatal(code: number): boolean {
  return code === Code.Poisoned;
}

/** The error for a code; `names` are those the command was given. */
export function failure(code: number, verb: string, names: readonly string[]): JanusError {
  const [name = '', second = ''] = names;
  switch (code) {
    case Code.Poisoned:
      return new EnginePoisonedError(verb);
    case Code.NameTaken:
      return new NameTakenError(name);
    case Code.UnknownName:
      return new UnknownRefError(second === '' ? name : second);
    case Code.CurrentBranch:
      return new CurrentBranchError(name);
    case Code.BranchHeld:
      return new BranchHeldError(verb, name);
    case Code.PrunedMoment:
      return new PrunedMomentError(verb);
    case Code.Detached:
      return new DetachedWriteError(verb, name);
    case Code.TooLarge:
      return new LimitExceededError('a counter of the engine has reached its end');
    default:
      return new EngineDefectError(`${verb} answered ${String(code)}`);
  }
}
