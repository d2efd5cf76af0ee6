// The wire: one array for the requests and answers of all engines of this module.
import { native } from './native.js';

/** Words of the wire: a status block and room for a few thousand entries. */
const WIRE_WORDS = 16_400;
/** Where the payload begins. */
export const PAYLOAD = 16;

/** Words of the status block. */
export const Status = {
  Position: 0,
  Flags: 1,
  Moments: 2,
  NextOperation: 3,
  Steps: 4,
  Entries: 5,
  NameKind: 6,
  RedoTarget: 7,
} as const;

/** Bits of the status flags. */
export const StatusFlag = { CanUndo: 1, CanRedo: 2, Detached: 4, AtHead: 8 } as const;

/** Commands over integers alone; they are called by a request in the wire. */
export const Command = {
  Undo: 0,
  Redo: 1,
  Jump: 2,
  Difference: 3,
  MergeCandidates: 5,
  BaseProgram: 6,
  FastForward: 8,
  Way: 9,
  Climb: 11,
  Select: 20,
  Release: 21,
  Retain: 30,
  Pin: 31,
  ForgetCell: 32,
  PastOf: 40,
  Effects: 41,
  Versions: 42,
  EndOf: 43,
  SequenceMatch: 50,
  Checkpoint: 51,
  Rewind: 52,
  MomentOfOperation: 53,
  Alike: 54,
} as const;

const REQUEST = 8;
const RESULT = 12;

/** The shared requests and answers. */
export const wire = new Uint32Array(WIRE_WORDS);

const run = native.registerWire(wire);

/** The number under which the native side knows the wire. */
export const wireNumber = wire[RESULT] ?? 0;

/**
 * Calls a command whose arguments are integers: a count, or a negative code. Arguments lie in the wire, because a call
 * that carries two numbers costs 140 ns and one that carries nothing 20 (Node 20).
 */
export function request(command: number, handle: number, a: number, b: number): number {
  const words = wire;
  words[REQUEST] = command;
  words[REQUEST + 1] = handle;
  words[REQUEST + 2] = a;
  words[REQUEST + 3] = b;
  run();
  return (words[RESULT] ?? 0) | 0;
}
