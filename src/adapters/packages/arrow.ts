// `apache-arrow`: tables as values that never change, and frames made of tables and back.
//
// Import for the effect, or for the functions: `import { fromArrow, toArrow } from 'janus-ts/adapters/arrow'`.
import {
  Bool,
  DataType,
  Float64,
  Int32,
  Int64,
  Table,
  tableFromIPC,
  tableToIPC,
  Type,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { FrameValueError } from '../../errors.js';
import { adapter } from '../adapter.js';
import type { ColumnType, FrameSchema } from '../frame/columns.js';
import { TrackedDataFrame } from '../frame/frame.js';
import type { ImmutableAdapter } from '../protocol.js';
import './frame.js';

/**
 * A frame with the rows of a table. Without a schema, columns get the narrowest type that holds theirs, with a question
 * mark where something is null. Dictionaries of strings become strings. O(cells).
 * @throws {FrameColumnError} when the schema names a column that the table has not, or lacks one
 * @throws {FrameValueError} for a column of a type that no column of a frame holds, and for values that do not fit
 */
export function fromArrow<S extends FrameSchema = FrameSchema>(table: Table, schema?: S): TrackedDataFrame<S> {
  const columns: Record<string, readonly unknown[]> = {};
  const found: Record<string, ColumnType> = {};
  table.schema.fields.forEach(({ name, type }, at) => {
    const vector = table.getChildAt(at);
    columns[name] = Array.from<unknown>(vector ?? []);
    found[name] = schema?.[name] ?? typeFor(name, type as DataType, vector !== null && vector.nullCount > 0);
  });
  return new TrackedDataFrame(schema ?? (found as S), columns as never);
}

/** A table with the rows of a frame; their labels are not part of it. O(cells). */
export function toArrow<S extends FrameSchema>(frame: TrackedDataFrame<S>): Table {
  const names = frame.columns;
  return new Table(
    Object.fromEntries(names.map((name) => [name, vectorOf(frame.schema[name], [...frame.column(name)])])),
  );
}

function typeFor(name: string, type: DataType, hasNulls: boolean): ColumnType {
  const plain = plainTypeFor(DataType.isDictionary(type) ? (type.dictionary as DataType) : type);
  if (plain !== undefined) return hasNulls ? `${plain}?` : plain;
  throw new FrameValueError('fromArrow', name, 'numbers, truths and strings', Type[type.typeId]);
}

function plainTypeFor(type: DataType): 'float64' | 'int32' | 'bigint64' | 'boolean' | 'string' | undefined {
  if (DataType.isInt(type)) return type.bitWidth === 64 ? 'bigint64' : type.bitWidth === 32 && !type.isSigned ? 'float64' : 'int32'; // prettier-ignore
  if (DataType.isFloat(type)) return 'float64';
  if (DataType.isBool(type)) return 'boolean';
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) ? 'string' : undefined;
}

const ARROW_TYPES = {
  float64: () => new Float64(),
  int32: () => new Int32(),
  bigint64: () => new Int64(),
  boolean: () => new Bool(),
  string: () => new Utf8(),
} as const;

function vectorOf(type: ColumnType | undefined, cells: readonly unknown[]): Vector {
  const plain = (type?.endsWith('?') === true ? type.slice(0, -1) : type) as keyof typeof ARROW_TYPES;
  return vectorFromArray(cells, ARROW_TYPES[plain]()) as Vector;
}

/** Tables by identity; encoded as an Arrow stream. */
export class ArrowAdapter implements ImmutableAdapter<Table> {
  readonly immutable = true;
  encode(value: Table): unknown {
    return tableToIPC(value, 'stream');
  }
  decode(data: unknown): Table {
    return tableFromIPC(data as Uint8Array);
  }
}

adapter(Table)(ArrowAdapter);
