// JSON of whatever a history holds: without recursion, since values nest as deep as their makers liked.
//
// What JSON does not have is `{ "$": text }`: bigints, undefined, NaN and infinities, -0, symbols, functions, and objects that
// Janus does not look into, which show the name of their class.
import { show, typeName } from '../describe.js';
import { visibleJson } from './visible.js';

const INDENT = '  ';

/**
 * A value as JSON, indented, with everything that a terminal would not show as text escaped; `depth` is how deep it stands in
 * what is written around it. O(value).
 */
export function jsonText(root: unknown, depth = 0): string {
  const parts: string[] = [];
  /** What is still to be written, last first: texts, or values with their depth. */
  const open: (string | { readonly value: unknown; readonly depth: number })[] = [{ value: root, depth }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') parts.push(next);
    else {
      const { value, depth: inside } = next;
      const entries = entriesOf(value);
      if (entries === undefined) parts.push(leafText(value));
      else if (entries.length === 0) parts.push(Array.isArray(value) ? '[]' : '{}');
      else {
        const [begin, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
        parts.push(begin);
        open.push(`\n${INDENT.repeat(inside)}${end}`);
        for (let at = entries.length - 1; at >= 0; at--) {
          const [key, inner] = entries[at] ?? [undefined, undefined];
          open.push({ value: inner, depth: inside + 1 });
          const name = key === undefined ? '' : `${keyText(key)}: `;
          open.push(`${at === 0 ? '' : ','}\n${INDENT.repeat(inside + 1)}${name}`);
        }
      }
    }
  }
  return parts.join('');
}

function keyText(key: string): string {
  return visibleJson(JSON.stringify(key));
}

/** Keys and values of an array or plain object; undefined for all else. Symbols are keys by their text. */
function entriesOf(value: unknown): readonly (readonly [key: string | undefined, value: unknown])[] | undefined {
  if (Array.isArray(value)) return Array.from(value, (inner: unknown) => [undefined, inner] as const);
  if (typeof value !== 'object' || value === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  return Reflect.ownKeys(value).map((key) => [String(key), (value as Record<PropertyKey, unknown>)[key]]);
}

function leafText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return keyText(value);
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return String(value);
  const opaque = typeof value === 'object' ? typeName(value) : show(value);
  return `{ "$": ${keyText(typeof value === 'bigint' ? `${String(value)}n` : opaque)} }`;
}
