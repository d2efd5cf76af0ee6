// Why a write may not simply be recorded: the bits of a recorder's gate. 0 is the fast path.

/** A transaction or group is open: writes join its moment. */
export const IN_TRANSACTION = 1;
/** Somebody subscribed: a moment is published as soon as it is complete. */
export const OBSERVED = 2;
/** The position is off the line of the current branch: writes are refused. */
export const DETACHED = 4;
/** Inside `untracked`: writes amend. */
export const UNTRACKED = 8;
/** An asynchronous transaction is open: a write is its own or must keep off its fields. */
export const ASYNC_OPEN = 16;
/** The engine failed: writes are refused. */
export const POISONED = 32;
/** The timeline was disposed: the object is an ordinary one. */
export const DISPOSED = 64;
/** A merge function runs: writes are refused. */
export const DECIDING = 128;
/** The current branch is frozen: writes are refused. */
export const FROZEN = 256;
/** Somebody has attached state to moments: it is saved before and after each. */
export const ATTACHED = 512;
/** Classes of this history have invariants: what a moment changed is checked before it is final. */
export const INVARIANTS = 1024;
/** Guards were given to this history: they are asked before a moment is final. */
export const GUARDED = 2048;
/** Another live instance of the history is the active one: the first write or verb makes this one it. */
export const ELSEWHERE = 1 << 20;
/** Adapted values may have changed in place: they are looked at before anything else is recorded. */
export const TOUCHED = 1 << 12;

/** What has to be checked before a moment is final. */
export const CHECKED = INVARIANTS | GUARDED;
/** What is done around a moment beside recording it; its writes themselves may go the fast way. */
export const WATCHED = OBSERVED | ATTACHED | CHECKED;
