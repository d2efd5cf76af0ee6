// `@part`: what a class of parts is called in files. Classes with tracked fields are parts without it.
import { show } from '../describe.js';
import { DecoratorPlacementError, OptionError } from '../errors.js';
import { PART, wrongIdentity, type ClassIdentity } from '../schema/class-identity.js';
import type { ClassDecorator } from './dialect.js';

/** Options of `@part`. */
export type PartOptions = ClassIdentity;

/**
 * Says what a class of parts is called in history files, whatever a bundler makes of its name, and in which version its fields
 * are: `open` takes a `migrate` for files of earlier ones.
 * @throws {OptionError} for a name that is no text, or a version that is no whole number from 1 on
 */
export function part(options: PartOptions): ClassDecorator {
  const wrong = wrongIdentity(options);
  if (wrong !== undefined) throw new OptionError(`@part: ${wrong}.`);
  return ((target: abstract new () => object) => {
    if (typeof target !== 'function') throw new DecoratorPlacementError('part', show(target), 'it is no class');
    Object.defineProperty(target.prototype, PART, { value: options });
    return target;
  }) as ClassDecorator;
}
