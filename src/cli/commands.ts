// All commands, in the order the help lists them.
import type { Command } from './command.js';
import { blame } from './commands/blame.js';
import { branches } from './commands/branches.js';
import { compact } from './commands/compact.js';
import { diff } from './commands/diff.js';
import { exportCommand } from './commands/export.js';
import { graph } from './commands/graph.js';
import { log } from './commands/log.js';
import { recover } from './commands/recover.js';
import { show } from './commands/show.js';
import { verify } from './commands/verify.js';

export const COMMANDS: readonly Command[] = [
  log,
  graph,
  show,
  diff,
  blame,
  branches,
  verify,
  recover,
  compact,
  exportCommand,
];
