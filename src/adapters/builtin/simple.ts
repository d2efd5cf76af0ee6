// Built-in adapters of values that one small description says everything about: dates, patterns, addresses, errors.
import { register } from '../adapter.js';
import { Described } from '../described.js';
import type { AnyAdapter } from '../protocol.js';
import { builtins, nameOfAdapter, tagOf, type AdapterOptions, type Target } from '../registry.js';

/** Dates, invalid ones too. */
class DateAdapter extends Described<Date, number> {
  getSnapshot(value: Date): number {
    return value.getTime();
  }
  protected put(value: Date, time: number): void {
    value.setTime(time);
  }
  encode(value: Date): unknown {
    return value.getTime();
  }
  decode(data: unknown): Date {
    return new Date(data as number);
  }
}

/** Patterns: what changes in place is where the next match begins. */
class RegExpAdapter extends Described<RegExp, number> {
  getSnapshot(value: RegExp): number {
    return value.lastIndex;
  }
  protected put(value: RegExp, lastIndex: number): void {
    value.lastIndex = lastIndex;
  }
  encode({ source, flags, lastIndex }: RegExp): unknown {
    return { source, flags, lastIndex };
  }
  decode(data: unknown): RegExp {
    const { source, flags, lastIndex } = data as { source: string; flags: string; lastIndex: number };
    return Object.assign(new RegExp(source, flags), { lastIndex });
  }
}

/** Addresses. */
class URLAdapter extends Described<URL, string> {
  getSnapshot(value: URL): string {
    return value.href;
  }
  protected put(value: URL, href: string): void {
    value.href = href;
  }
  encode(value: URL): unknown {
    return value.href;
  }
  decode(data: unknown): URL {
    return new URL(data as string);
  }
}

/** Query parameters, in their order. */
class URLSearchParamsAdapter extends Described<URLSearchParams, string> {
  getSnapshot(value: URLSearchParams): string {
    return value.toString();
  }
  protected put(value: URLSearchParams, query: string): void {
    for (const key of [...value.keys()]) value.delete(key);
    for (const [key, text] of new URLSearchParams(query)) value.append(key, text);
  }
  encode(value: URLSearchParams): unknown {
    return value.toString();
  }
  decode(data: unknown): URLSearchParams {
    return new URLSearchParams(data as string);
  }
}

type Properties = ReadonlyMap<PropertyKey, unknown>;

/** Errors: message, stack, cause and whatever else was put on them, by reference. */
class ErrorAdapter extends Described<Error, Properties> {
  getSnapshot(value: Error): Properties {
    return new Map(Reflect.ownKeys(value).map((key) => [key, Reflect.get(value, key) as unknown]));
  }
  protected override isSame(a: Properties, b: Properties): boolean {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && Object.is(b.get(key), value));
  }
  protected put(value: Error, properties: Properties): void {
    for (const key of Reflect.ownKeys(value)) if (!properties.has(key)) Reflect.deleteProperty(value, key);
    for (const [key, held] of properties) {
      if (Object.hasOwn(value, key)) Reflect.set(value, key, held);
      else Object.defineProperty(value, key, { value: held, writable: true, configurable: true });
    }
  }
  encode(value: Error): unknown {
    return { name: value.name, properties: this.getSnapshot(value) };
  }
  decode(data: unknown): Error {
    const { name, properties } = data as { name: string; properties: Properties };
    const Known = ERRORS.find((known) => known.name === name) ?? Error;
    const error = new Known();
    this.put(error, properties);
    if (error.name !== name) Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true });
    return error;
  }
}

const ERRORS = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** Recognises values of another realm by how every realm writes their type. */
function tagged(type: string): AdapterOptions {
  return { match: (value): value is object => tagOf(value) === `[object ${type}]` };
}

/** Registers all of them. */
export function registerSimple(): void {
  const add = (target: Target, adapter: AnyAdapter, options?: AdapterOptions): void => {
    register(builtins, target, adapter, nameOfAdapter(adapter), options);
  };
  add(Date, new DateAdapter(), tagged('Date'));
  add(RegExp, new RegExpAdapter(), tagged('RegExp'));
  add(URL, new URLAdapter());
  add(URLSearchParams, new URLSearchParamsAdapter());
  add(Error, new ErrorAdapter(), tagged('Error'));
}
