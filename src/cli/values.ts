// Values, changes and states as lines of text.
import type { Change, DescribedValue, DiffValue, Hole, KnownObject, SameObject } from '../index.js';
import { show, typeName } from '../describe.js';
import { pathText } from '../timeline/path-text.js';
import type { Colours } from './out.js';
import { visible } from './visible.js';

/** Characters of a value on one line at most, and entries of a container that are shown in it. */
const LONGEST = 100;
const SHOWN = 4;
/** Lines of a state at most. */
const MOST_LINES = 2000;
/** Steps of indentation at most. */
const DEEPEST = 40;

/** A value on one line; what is long or deep is left out. */
export function inline(value: DiffValue): string {
  const text = visible(brief(value, 2));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text;
}

function brief(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value !== 'object' || value === null) return show(value);
  if (!isDescription(value)) return typeName(value);
  const { is } = value;
  if (is === 'hole') return 'empty';
  if (is === 'known') return `the one at ${pathText(value.at)}`;
  if (is === 'same') return 'the same one';
  const content = contentOf(value);
  const [begin, end] = is === 'list' || is === 'set' ? ['[', ']'] : ['{', '}'];
  const name = is === 'part' ? `${value.type} ` : is === 'map' || is === 'set' ? `${is} ` : '';
  if (content.length === 0) return `${name}${begin}${end}`;
  if (depth === 0) return `${name}${begin}…${end}`;
  const inside = content
    .slice(0, SHOWN)
    .map(([key, inner]) => `${key === undefined ? '' : `${keyText(key)}: `}${brief(inner, depth - 1)}`);
  return `${name}${begin} ${inside.join(', ')}${content.length > SHOWN ? ', …' : ''} ${end}`;
}

type Description = DescribedValue | Hole | KnownObject | SameObject;

const KINDS = new Set(['part', 'list', 'map', 'set', 'object', 'adapted', 'hole', 'known', 'same']);

function isDescription(value: object): value is Description {
  return KINDS.has((value as { is?: string }).is ?? '');
}

type Entry = readonly [key: unknown, value: unknown];

/** What is in a described object; elements and members have no key. */
function contentOf(value: DescribedValue): readonly Entry[] {
  switch (value.is) {
    case 'part':
      return Reflect.ownKeys(value.fields).map((key) => [key, value.fields[key]]);
    case 'list':
      return value.elements.map((element) => [undefined, element]);
    case 'set':
      return value.members.map((member) => [undefined, member]);
    case 'adapted':
      return [[undefined, value.value]];
    default:
      return value.entries;
  }
}

function keyText(key: unknown): string {
  if (typeof key === 'string') return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
  return typeof key === 'symbol' ? `[${String(key)}]` : brief(key, 0);
}

/** A change as lines: what goes begins with `-`, what comes with `+`, what is changed or moved with `~`. */
export function changeLines(change: Change, { red, green, yellow }: Colours): readonly string[] {
  const path = visible(change.path);
  const place = (index: number): string => `${path}[${String(index)}]`;
  switch (change.kind) {
    case 'set':
    case 'replace': {
      const at = change.kind === 'set' ? path : place(change.index);
      return [`${yellow('~')} ${at}: ${red(inline(change.old))} → ${green(inline(change.new))}`];
    }
    case 'add':
      return [`${green('+')} ${path}: ${green(inline(change.new))}`];
    case 'delete':
      return [`${red('-')} ${path}: ${red(inline(change.old))}`];
    case 'insert':
      return change.values.map((value, at) => `${green('+')} ${place(change.index + at)}: ${green(inline(value))}`);
    case 'remove':
      return change.values.map((value, at) => `${red('-')} ${place(change.index + at)}: ${red(inline(value))}`);
    case 'move':
      return [`${yellow('~')} ${place(change.from)} → ${place(change.to)}`];
    case 'permute': {
      const last = change.start + change.order.length - 1;
      return [`${yellow('~')} ${path}: elements ${String(change.start)} to ${String(last)} in another order`];
    }
    case 'reorder':
      return [`${yellow('~')} ${path}: keys in another order`];
    case 'edit':
      return [`${yellow('~')} ${path}: changed in place`];
  }
}

/** A state as an outline; objects that stand in several places are told once, and have a number. */
export function outline(root: DiffValue): readonly string[] {
  const lines: { readonly text: string; readonly id: number | undefined }[] = [];
  const shared = new Set<number>();
  const open: { readonly depth: number; readonly name: string; readonly value: unknown }[] = [
    { depth: 0, name: '', value: root },
  ];
  for (let next = open.pop(); next !== undefined && lines.length < MOST_LINES; next = open.pop()) {
    const { depth, name, value } = next;
    const described = typeof value === 'object' && value !== null && isDescription(value) ? value : undefined;
    const begin = `${'  '.repeat(Math.min(depth, DEEPEST))}${name === '' ? '' : `${name}: `}`;
    if (described?.is === 'same') {
      shared.add(described.id);
      lines.push({ text: `${begin}#${String(described.id)}, as above`, id: undefined });
    } else if (described === undefined || described.is === 'hole' || described.is === 'known') {
      lines.push({ text: `${begin}${inline(value)}`, id: undefined });
    } else {
      const content = contentOf(described);
      const title = described.is === 'part' ? visible(described.type) : `${described.is} of ${String(content.length)}`;
      lines.push({ text: `${begin}${title}`, id: described.id });
      const inside = content.map(([key, inner], at) => ({
        depth: depth + 1,
        name: visible(key === undefined ? `[${String(at)}]` : keyText(key)),
        value: inner,
      }));
      for (let at = inside.length - 1; at >= 0; at--) open.push(inside[at] ?? next);
    }
  }
  const told = lines.map(({ text, id }) => (id !== undefined && shared.has(id) ? `${text} #${String(id)}` : text));
  return open.length === 0 ? told : [...told, '…'];
}
