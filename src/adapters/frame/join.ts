// Merging frames: row by row, column by column, cell by cell, all known by label and id.
//
// A side that removed a row or column wins over a side that left it alone; one that changed cells of it meanwhile is in
// conflict with that, as two sides are that gave one cell different values.
import type { ConflictDetail } from '../../schema/policies.js';
import type { AdapterConflict } from '../protocol.js';
import { fromRaw, isSameCell, makeStore, missing, type Cell, type Column } from './columns.js';
import { placesIn } from './difference.js';
import type { TableState } from './table.js';

/** A joined state, and what both sides changed in different ways. */
export interface Joined {
  readonly state: TableState;
  readonly conflicts: readonly ConflictDetail[];
}

/** Joins two sides. O(cells). */
export function join({ base, ours, theirs, prefer }: AdapterConflict<TableState>): Joined {
  return new Join(new Side(base), new Side(ours), new Side(theirs), prefer).joined();
}

/** One state, by label and id. */
class Side {
  readonly columns: ReadonlyMap<number, Column>;
  readonly rows: ReadonlySet<number>;
  readonly columnIds: readonly number[];

  constructor(readonly state: TableState) {
    this.columns = new Map(state.columns.map((column) => [column.id, column]));
    this.rows = new Set(state.labels);
    this.columnIds = state.columns.map(({ id }) => id);
  }

  /** Where the rows of a joined state stand here; −1 for nowhere. */
  places(labels: readonly number[]): readonly number[] {
    return placesIn(this.state.labels, labels);
  }

  /** The labels that are in another state, too, in the order of this one. */
  order(other: Side): readonly number[] {
    return this.state.labels.filter((label) => other.rows.has(label));
  }

  /** A row as text cannot show it: its cells by name. */
  row(label: number): unknown {
    const at = this.state.labels.indexOf(label);
    if (at < 0) return undefined;
    return Object.fromEntries(
      this.state.columns.map(({ name, type, store }) => [name, fromRaw(type, store[at] as Cell)]),
    );
  }
}

type SideName = 'ours' | 'theirs';

function isAscending(places: readonly number[]): boolean {
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
}

class Join {
  readonly #conflicts: ConflictDetail[] = [];

  constructor(
    private readonly base: Side,
    private readonly ours: Side,
    private readonly theirs: Side,
    private readonly prefer: SideName,
  ) {}

  joined(): Joined {
    const { base, ours, theirs } = this;
    const [mine, yours] = [changesOf(base, ours), changesOf(base, theirs)];
    const rowsOf = (side: Side): readonly number[] => side.state.labels;
    const labels = this.#members(rowsOf, this.#sorter(), (label, isMine) =>
      this.#gone(`row ${String(label)}`, (isMine ? mine : yours).rows.has(label), isMine, (side) => side.row(label)),
    );
    const ids = this.#members(
      (side) => side.columnIds,
      'ours',
      (id, isMine) =>
        this.#gone(
          `column '${(isMine ? ours : theirs).columns.get(id)?.name ?? ''}'`,
          (isMine ? mine : yours).columns.has(id),
          isMine,
          (side) => side.columns.get(id)?.name,
        ),
    );
    const places: Places = { base: base.places(labels), ours: ours.places(labels), theirs: theirs.places(labels) };
    const names = this.#names(ids);
    const columns = ids.map((id) => this.#column(id, names.get(id) ?? '', labels, places));
    const kept = columns.filter((column) => names.has(column.id));
    return { state: { columns: kept, labels }, conflicts: this.#conflicts };
  }

  /** Whose order of the rows counts: ours, unless only they have sorted them. */
  #sorter(): SideName {
    const { base, ours, theirs, prefer } = this;
    const [mine, yours] = [ours.order(base), theirs.order(base)];
    if (isAscending(base.places(yours))) return 'ours';
    if (isAscending(base.places(mine))) return 'theirs';
    const [our, their] = [
      mine.filter((label) => theirs.rows.has(label)),
      yours.filter((label) => ours.rows.has(label)),
    ];
    if (our.every((label, at) => their[at] === label)) return 'ours';
    this.#conflicts.push({ at: 'order of rows', base: base.order(base), ours: mine, theirs: yours });
    return prefer;
  }

  /** Who is in the joined state, in the order of one side; what only the other has comes behind what it stands behind there. */
  #members(
    of: (side: Side) => readonly number[],
    leader: SideName,
    isKept: (id: number, isMine: boolean) => boolean,
  ): number[] {
    const isOurs = leader === 'ours';
    const [lead, follow] = isOurs ? [this.ours, this.theirs] : [this.theirs, this.ours];
    const [known, mine, yours] = [this.base, lead, follow].map((side) => new Set(of(side))) as [
      Set<number>,
      Set<number>,
      Set<number>,
    ];
    const own = of(lead).filter((id) => yours.has(id) || !known.has(id) || isKept(id, isOurs));
    /** What comes behind each; before all others for −1. */
    const behind = new Map<number, number[]>();
    let anchor = -1;
    for (const id of of(follow)) {
      if (mine.has(id)) {
        anchor = id;
        continue;
      }
      if (known.has(id) && !isKept(id, !isOurs)) continue;
      const row = behind.get(anchor);
      if (row === undefined) behind.set(anchor, [id]);
      else row.push(id);
    }
    // What each side has put at its end stays at the end: that of the leader first.
    const last = of(follow).findLast((id) => mine.has(id)) ?? -1;
    const tail = behind.get(last) ?? [];
    const all = last === -1 ? [] : [...(behind.get(-1) ?? [])];
    for (const id of own) {
      all.push(id);
      if (id !== last) all.push(...(behind.get(id) ?? []));
    }
    return [...all, ...tail];
  }

  /** Whether what one side removed stays, because the other has changed it and is preferred. */
  #gone(at: string, isEdited: boolean, isMine: boolean, of: (side: Side) => unknown): boolean {
    if (!isEdited) return false;
    this.#conflicts.push({ at, base: of(this.base), ours: of(this.ours), theirs: of(this.theirs) });
    return isMine === (this.prefer === 'ours');
  }

  /** A name for each column; of two that both sides gave one name, only the preferred one has one. */
  #names(ids: readonly number[]): Map<number, string> {
    const { prefer } = this;
    const other = prefer === 'ours' ? 'theirs' : 'ours';
    const names = new Map<number, string>();
    const owners = new Map<string, number>();
    for (const id of ids) {
      const [was, mine, yours] = [this.base, this.ours, this.theirs].map((side) => side.columns.get(id)?.name);
      const isContested = mine !== yours && mine !== was && yours !== was && mine !== undefined && yours !== undefined;
      if (isContested)
        this.#conflicts.push({ at: `name of column '${was ?? ''}'`, base: was, ours: mine, theirs: yours });
      const name = isContested ? this[prefer].columns.get(id)?.name : mine === undefined || mine === was ? (yours ?? mine) : mine; // prettier-ignore
      names.set(id, name ?? '');
    }
    for (const [id, name] of names) {
      const rival = owners.get(name);
      owners.set(name, id);
      if (rival === undefined) continue;
      this.#conflicts.push({ at: `column '${name}'`, base: undefined, ours: name, theirs: name });
      const isOurs = (column: number): boolean => this[prefer].columns.get(column)?.name === name;
      const loser = isOurs(rival) ? id : rival;
      owners.set(name, loser === id ? rival : id);
      const own = this[other].columns.get(loser)?.name;
      const was = this.base.columns.get(loser)?.name;
      // A column that was there before keeps the name it had; one that the other side made does not come.
      if (was !== undefined && was !== name && own === name && !owners.has(was)) {
        names.set(loser, was);
        owners.set(was, loser);
      } else names.delete(loser);
    }
    return names;
  }

  #column(id: number, name: string, labels: readonly number[], places: Places): Column {
    const [base, ours, theirs] = [this.base, this.ours, this.theirs].map((side) => side.columns.get(id));
    const type = (ours ?? theirs)?.type ?? 'float64';
    const store = makeStore(type, labels.length) as Cell[];
    const given = missing(type);
    const at = (column: Column | undefined, place = -1): Cell | undefined =>
      column === undefined || place < 0 ? undefined : column.store[place];
    const shown = (raw: Cell | undefined): unknown => (raw === undefined ? undefined : fromRaw(type, raw));
    labels.forEach((label, row) => {
      const mine = at(ours, places.ours[row]);
      const yours = at(theirs, places.theirs[row]);
      const was = at(base, places.base[row]);
      const isSame = mine !== undefined && yours !== undefined && isSameCell(mine, yours);
      let joined = mine === undefined ? yours : mine;
      let isContested = false;
      if (joined === undefined) {
        // One side made the row and the other the column: nobody has said what is there.
        joined = given.raw;
        isContested = !given.isTold;
      } else if (mine !== undefined && yours !== undefined && !isSame) {
        if (was !== undefined && isSameCell(mine, was)) joined = yours;
        else if (was === undefined || !isSameCell(yours, was)) {
          isContested = true;
          joined = this.prefer === 'ours' ? mine : yours;
        }
      }
      if (isContested) {
        const where = `row ${String(label)}, column '${name}'`;
        this.#conflicts.push({ at: where, base: shown(was), ours: shown(mine), theirs: shown(yours) });
      }
      store[row] = joined;
    });
    return { id, name, type, store };
  }
}

interface Places {
  readonly base: readonly number[];
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** The rows and columns of the past in which a side changed a cell, or a name. */
function changesOf(base: Side, side: Side): { rows: Set<number>; columns: Set<number> } {
  const [rows, columns] = [new Set<number>(), new Set<number>()];
  const places = side.places(base.state.labels);
  for (const { id, name, store: was } of base.state.columns) {
    const column = side.columns.get(id);
    if (column === undefined) continue;
    if (column.name !== name) columns.add(id);
    places.forEach((place, at) => {
      if (place < 0 || isSameCell(was[at] as Cell, column.store[place] as Cell)) return;
      rows.add(base.state.labels[at] ?? 0);
      columns.add(id);
    });
  }
  return { rows, columns };
}
