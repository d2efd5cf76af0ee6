// Every error Janus throws: one class per cause, each with a stable `code` and a message that names the thing and
// the way out. When one of them is thrown, the call it came from has changed nothing.
export * from './errors/base.js';
export * from './errors/definitions.js';
export * from './errors/values.js';
export * from './errors/adapters.js';
export * from './errors/arguments.js';
export * from './errors/calls.js';
export * from './errors/branches.js';
export * from './errors/files.js';
export * from './errors/machine.js';
