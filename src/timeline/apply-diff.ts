// Applying a diff: all objects it names are found first, then every change is checked and done, in one transaction.
//
// AD1: a change is done only where the place holds what the diff says it held; anything else takes all of it back.
// AD2: objects that this history knows already come back themselves, with the content that the diff describes; others are
// made. Values of a diff of this history have passed their field's coercion before; those of another one, or of a copy,
// pass it now, like any write.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { HOLE, ListContent, readPlace } from '../containers/list/list-content.js';
import { show, typeName } from '../describe.js';
import { DiffMismatchError, OptionError, PathError } from '../errors.js';
import { admit } from '../recording/admit.js';
import { contentOf, kindOf, type Content } from '../recording/content.js';
import { slotsOf } from '../recording/slots.js';
import { isObject, track } from '../recording/track.js';
import { schemaOf, type Field } from '../schema/class-schema.js';
import {
  ExtractedEvent,
  liveOf,
  type Change,
  type DescribedAdapted,
  type DescribedValue,
  type Diff,
} from './diff-data.js';
import { belongsTo, placeAt } from './locate.js';
import { detachedCopyOf, isAdapted, StateAt } from './merge-states.js';
import { pathText, type Path } from './path-text.js';
import type { Session } from './session.js';

/** Options of `applyDiff` and `replay`. */
export interface ApplyOptions {
  /**
   * Makes the parts that are new here: given the name of a class and what the tracked fields will hold, parts inside
   * them still described. By default the class of the described part is called without arguments, where the diff comes
   * from this process; its tracked fields are set afterwards.
   */
  make?: (type: string, fields: Readonly<Record<PropertyKey, unknown>>) => object;
}

type Description = { readonly is: string } & Partial<Record<'at' | 'id', unknown>>;

/** Applies changes to the present state, as part of the open transaction. `made` keeps parts across attempts. */
export function applyChanges(
  session: Session,
  diff: Pick<Diff, 'changes'>,
  options: ApplyOptions,
  made: WeakMap<object, object>,
): void {
  if (!isObject(diff) || !Array.isArray(diff.changes))
    throw new OptionError(`${show(diff)} is no diff: it has no changes.`);
  const { owner } = session.recorder;
  const isOurs = liveOf.get(diff) === owner || ExtractedEvent.isOf(diff, owner);
  new Applying(session, options, made, isOurs).run(diff.changes);
}

/** One diff while it is applied. */
class Applying {
  readonly #state: StateAt;
  /** What descriptions stand for. */
  readonly #objects = new Map<object, unknown>();
  readonly #byId = new Map<unknown, unknown>();
  /** Objects to bring to the content that is described. */
  readonly #described: { readonly object: object; readonly as: DescribedValue; readonly isNew: boolean }[] = [];
  #path = '';

  constructor(
    private readonly session: Session,
    private readonly options: ApplyOptions,
    private readonly made: WeakMap<object, object>,
    private readonly isOurs: boolean,
  ) {
    this.#state = new StateAt(session, session.engine.position);
  }

  run(changes: readonly Change[]): void {
    const targets = changes.map((change) => [change, this.#prepare(change)] as const);
    for (const { object, as, isNew } of this.#described) if (isNew) this.#fill(object, as);
    for (const [change, target] of targets) {
      this.#path = change.path;
      this.#apply(change, target);
    }
    for (const { object, as, isNew } of this.#described) this.#bring(object, as, isNew);
  }

  // -- finding and making ----------------------------------------------------------------------------------------

  /** Finds the object of a change, and everything its values name. */
  #prepare(change: Change): object {
    if (!isObject(change)) throw new OptionError(`${show(change)} is no change of a diff.`);
    this.#path = change.path;
    const target = this.#find(change.in);
    const field = this.#fieldOf(target, change);
    if (field?.options.ref === true) return target;
    for (const key of ['key', 'old', 'new'] as const) if (key in change) this.#know((change as never)[key]);
    for (const key of ['values', 'keys'] as const) {
      if (key in change) for (const value of this.#array((change as never)[key])) this.#know(value);
    }
    return target;
  }

  #array(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : this.#mismatch(`${show(value)} is no array`);
  }

  #fieldOf(target: object, change: Change): Field | undefined {
    if (contentOf(target) !== undefined || change.kind !== 'set') return undefined;
    return schemaOf(target)?.field(change.key as PropertyKey);
  }

  #find(path: unknown): object {
    if (!Array.isArray(path)) return this.#mismatch(`${show(path)} is no path`);
    try {
      const { value } = placeAt(this.session, this.#state, path as Path);
      if (belongsTo(this.session, value)) return value;
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
    }
    return this.#mismatch(`there is no object at ${pathText(path as Path)}`);
  }

  /** Finds or makes what a value stands for, and what is inside it. No recursion: depth is the user's. */
  #know(value: unknown): void {
    const open = [value];
    for (const next of open) {
      if (!isDescription(next) || this.#objects.has(next)) continue;
      if (next.is === 'known') this.#objects.set(next, this.#find(next.at));
      else if (next.is === 'hole') this.#objects.set(next, HOLE);
      // What goes is only looked at; what comes has a number.
      else if (next.at !== undefined) this.#objects.set(next, this.#find(next.at));
      else if (next.is !== 'same')
        for (const inside of this.#realize(next as unknown as DescribedValue)) open.push(inside);
    }
  }

  /** Finds or makes the object of a full description; answers the values inside it. */
  #realize(description: DescribedValue): readonly unknown[] {
    const live = liveOf.get(description);
    const isKnown = belongsTo(this.session, live);
    const object = isKnown ? live : this.#make(description, live);
    this.#objects.set(description, object);
    if (description.id !== undefined) this.#byId.set(description.id, object);
    this.#described.push({ object, as: description, isNew: !isKnown });
    switch (description.is) {
      case 'part':
        return Reflect.ownKeys(description.fields)
          .filter((name) => schemaOf(object)?.field(name)?.options.ref === false)
          .map((name) => description.fields[name]);
      case 'list':
        return this.#array(description.elements);
      case 'set':
        return this.#array(description.members);
      case 'adapted':
        return [];
      default:
        return this.#array(description.entries).flatMap((entry) => this.#array(entry));
    }
  }

  #make(description: DescribedValue, live: object | undefined): object {
    switch (description.is) {
      case 'part':
        return this.#makePart(description.type, description.fields, description, live);
      case 'list':
        return emptyOf([]);
      case 'map':
        return emptyOf(new Map());
      case 'set':
        return emptyOf(new Set());
      case 'adapted':
        return this.#makeAdapted(description);
      case 'object':
        return emptyOf(Object.create(description.isBare ? null : Object.prototype) as object);
      default:
        return this.#mismatch(`${show((description as Description).is)} is no kind of object`);
    }
  }

  /** Another value in the state that is described, with an adapter of its own. */
  #makeAdapted({ type, value }: DescribedAdapted): object {
    if (!isObject(value)) return this.#mismatch(`it needs a new ${type}, which JSON does not describe`);
    const content = contentOf(value) ?? kindOf(value)?.empty(value);
    return isAdapted(content) ? detachedCopyOf(content) : this.#mismatch(`there is no adapter for ${type}`);
  }

  #makePart(type: string, fields: unknown, description: object, live: object | undefined): object {
    const known = this.made.get(description);
    if (known !== undefined) return known;
    if (!isObject(fields)) return this.#mismatch(`a ${type} without fields`);
    const { make } = this.options;
    if (make === undefined && live === undefined) {
      return this.#mismatch(`it needs a new ${type}; say how one is made with the option \`make\``);
    }
    const part: unknown =
      make === undefined ? Reflect.construct(live?.constructor as () => object, []) : make(type, fields as never);
    if (!isObject(part) || contentOf(part) !== undefined || schemaOf(part) === undefined) {
      throw new OptionError(`make was asked for a ${type} and answered ${show(part)}, which has no tracked fields.`);
    }
    this.made.set(description, part);
    return part;
  }

  /** What a value of the diff stands for. */
  #valueOf(value: unknown): unknown {
    if (!isDescription(value)) return value;
    const found = value.is === 'same' ? this.#byId.get(value.id) : this.#objects.get(value);
    return found ?? this.#mismatch(`${show(value.is)} stands for nothing`);
  }

  // -- doing -----------------------------------------------------------------------------------------------------

  #apply(change: Change, target: object): void {
    const content = contentOf(target);
    if (content instanceof ListContent) this.#applyToList(content, change);
    else if (content instanceof KeyedContent) this.#applyToKeys(content, change);
    else if (content instanceof AdaptedContent) this.#applyToAdapted(content, change);
    else if (change.kind === 'set') this.#applyToField(target, change);
    else this.#mismatch(`a ${typeName(target)} has no change of the kind ${show(change.kind)}`);
  }

  #applyToAdapted(content: AdaptedContent, change: Change): void {
    if (change.kind !== 'edit') {
      return this.#mismatch(`a ${typeName(content.handle)} has no change of the kind ${show(change.kind)}`);
    }
    const { delta, back } = change;
    if (!content.fits(delta, back))
      this.#mismatch(`the ${typeName(content.handle)} is not in the state the diff begins with`);
    content.edit(delta, back);
  }

  #applyToField(object: object, change: Extract<Change, { kind: 'set' }>): void {
    const field = this.#fieldOf(object, change);
    if (field === undefined) return this.#mismatch(`a ${typeName(object)} has no such tracked field`);
    const { ref } = field.options;
    this.#expect(slotsOf(object)[field.slot], ref ? change.old : this.#valueOf(change.old));
    this.#writeField(object, field, ref ? change.new : this.#valueOf(change.new));
  }

  #writeField(object: object, field: Field, given: unknown): void {
    const slots = slotsOf(object);
    const member = slots[0];
    if (Object.is(slots[field.slot], given)) return;
    if (!this.isOurs || member === null) {
      (object as Record<PropertyKey, unknown>)[field.name] = given;
      return;
    }
    let value = given;
    if (!field.options.ref && isObject(value)) {
      member.recorder.checkWrite(slots, field.slot);
      value = track(value, { holder: object, key: field.name });
      admit(member.recorder, value as object, member, field.name);
    }
    member.recorder.write(slots, field.slot, value);
  }

  #applyToKeys(content: KeyedContent, change: Change): void {
    if (change.kind === 'reorder') {
      this.#reorder(
        content,
        this.#array(change.keys).map((key) => this.#valueOf(key)),
      );
      return;
    }
    if (change.kind !== 'set' && change.kind !== 'add' && change.kind !== 'delete') {
      this.#mismatch(`keys have no change of the kind ${show((change as Change).kind)}`);
    }
    const key = this.#valueOf(change.key);
    const present = this.#state.entryOf(content, key);
    if (change.kind === 'add') {
      if (present !== undefined) this.#mismatch('it is there already');
      content.write(key, this.#valueOf(change.new));
      return;
    }
    if (present === undefined) this.#mismatch('it is not there');
    else this.#expect(present.value, this.#valueOf(change.old));
    if (change.kind === 'set') content.write(key, this.#valueOf(change.new));
    else content.remove([key]);
  }

  /** Keys that stand elsewhere are taken out and put back, from the first one on that does. */
  #reorder(content: KeyedContent, goal: readonly unknown[]): void {
    const entries = this.#state.entriesOf(content);
    const valueOf = new Map(entries);
    if (goal.length !== entries.length || !goal.every((key) => valueOf.has(key))) this.#mismatch('it has other keys');
    const first = entries.findIndex(([key], at) => !Object.is(key, goal[at]));
    if (first < 0) return;
    content.remove(entries.slice(first).map(([key]) => key));
    for (const key of goal.slice(first)) content.write(key, valueOf.get(key));
  }

  #applyToList(list: ListContent, change: Change): void {
    const { length } = list.raw;
    switch (change.kind) {
      case 'insert':
        this.#expectIndex(change.index, length);
        list.splice(
          change.index,
          0,
          this.#array(change.values).map((value) => this.#valueOf(value)),
        );
        return;
      case 'remove': {
        const values = this.#array(change.values);
        this.#expectIndex(change.index, length - values.length);
        values.forEach((value, at) => {
          this.#expect(readPlace(list.raw, change.index + at), this.#valueOf(value));
        });
        list.splice(change.index, values.length, []);
        return;
      }
      case 'move':
        for (const index of [change.from, change.to]) this.#expectIndex(index, length - 1);
        list.move(change.from, change.to);
        return;
      case 'permute': {
        const part = Uint32Array.from(this.#array(change.order) as number[]);
        this.#expectIndex(change.start, length - part.length);
        const isOrder = new Set(part).size === part.length && part.every((from) => from < part.length);
        if (!isOrder) this.#mismatch(`the order is none of ${String(part.length)} elements`);
        const order = Uint32Array.from({ length }, (_, at) => at);
        part.forEach((from, to) => (order[change.start + to] = change.start + from));
        list.permute(order);
        return;
      }
      case 'replace':
        this.#expectIndex(change.index, length - 1);
        this.#expect(readPlace(list.raw, change.index), this.#valueOf(change.old));
        list.set(change.index, this.#valueOf(change.new));
        return;
      default:
        this.#mismatch(`lists have no change of the kind ${show(change.kind)}`);
    }
  }

  // -- new and returning objects ---------------------------------------------------------------------------------

  /** Fills a container that nobody has seen yet. */
  #fill(object: object, as: DescribedValue): void {
    const content = contentOf(object);
    if (content === undefined) return;
    if (as.is === 'list') {
      content.fill('length', as.elements.length);
      as.elements.forEach((element, at) => {
        const value = this.#valueOf(element);
        if (value !== HOLE) content.fill(at, value);
      });
    } else for (const [key, value] of this.#entriesOf(as)) content.fill(key, value);
  }

  #entriesOf(as: DescribedValue): (readonly [key: unknown, value: unknown])[] {
    if (as.is === 'set') return as.members.map((member) => [this.#valueOf(member), this.#valueOf(member)]);
    const entries = as.is === 'map' || as.is === 'object' ? as.entries : [];
    return entries.map(([key, value]) => [this.#valueOf(key), this.#valueOf(value)]);
  }

  /** Gives a part, or a container that was there before, the content that is described. */
  #bring(object: object, as: DescribedValue, isNew: boolean): void {
    const content = contentOf(object);
    if (as.is === 'part') {
      for (const name of Reflect.ownKeys(as.fields)) {
        const field = schemaOf(object)?.field(name);
        if (field === undefined) return this.#mismatch(`a ${as.type} has no tracked field ${String(name)}`);
        const value = as.fields[name];
        this.#writeField(object, field, field.options.ref ? value : this.#valueOf(value));
      }
    } else if (!isNew && content instanceof ListContent && as.is === 'list') {
      const wanted = new Array<unknown>(as.elements.length);
      as.elements.forEach((element, at) => {
        const value = this.#valueOf(element);
        if (value !== HOLE) wanted[at] = value;
      });
      content.assign(wanted, undefined);
    } else if (!isNew && as.is === 'adapted') this.#bringAdapted(content, as.value);
    else if (!isNew && content instanceof KeyedContent) this.#bringKeys(content, this.#entriesOf(as));
  }

  #bringAdapted(content: Content | undefined, goal: object): void {
    // What a view shows is no part of it, but it comes with it.
    const known = content?.shown === undefined ? content : contentOf(content.shown);
    const wanted = contentOf(goal)?.shown ?? goal;
    const delta = known instanceof AdaptedContent ? known.deltaTo(wanted) : null;
    if (known instanceof AdaptedContent && delta !== null) known.edit(delta);
  }

  #bringKeys(content: KeyedContent, goal: readonly (readonly [key: unknown, value: unknown])[]): void {
    const wanted = new Map(goal);
    const gone = this.#state.entriesOf(content).flatMap(([key]) => (wanted.has(key) ? [] : [key]));
    if (gone.length > 0) content.remove(gone);
    for (const [key, value] of goal) content.write(key, value);
    this.#reorder(
      content,
      goal.map(([key]) => key),
    );
  }

  // -- checks ----------------------------------------------------------------------------------------------------

  #expect(present: unknown, old: unknown): void {
    if (!Object.is(present, old))
      this.#mismatch(`it holds ${shown(present)}, where the diff begins with ${shown(old)}`);
  }

  #expectIndex(index: unknown, most: number): void {
    const isIndex = typeof index === 'number' && Number.isInteger(index) && index >= 0 && index <= most;
    if (!isIndex) this.#mismatch(`${show(index)} is no index there`);
  }

  #mismatch(why: string): never {
    throw new DiffMismatchError(this.#path, why);
  }
}

function shown(value: unknown): string {
  return value === HOLE ? 'a hole' : show(value);
}

/** Whether a value stands for another one: a place that is no reference holds no plain objects of its own. */
function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'is')) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function emptyOf(raw: object): object {
  return kindOf(raw)?.empty(raw).handle ?? raw;
}
