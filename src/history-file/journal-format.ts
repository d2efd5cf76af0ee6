// The journal beside a history file: a head that says to which file it belongs, then records. `docs/file-format.md` draws it.
//
// JF1: a record counts when its checksum is right and its number is the next one. JF2: what is behind the last record that counts
// is torn if nothing behind it counts; otherwise the journal is damaged.
import { checksumOf } from '../engine-binding/files.js';

const MAGIC = [0x8a, 0x4a, 0x61, 0x6e, 0x75, 0x73, 0x4a, 0x0a];
const FORMAT = 1;
const HEAD = 32;
const RECORD_HEAD = 12;
/** How many records can be lost between two that count, at most, for the second one to be found. */
const MAX_GAP = 2 ** 20;

/** What the first byte of a record says. */
export const RecordKind = {
  /** What the history has got. */
  Changes: 1,
  /** A new file takes the place of file and journal: its identity. The journal has counted for nothing since that file is there. */
  Superseded: 2,
} as const;

/** What tells the contents of a history file from others. */
export interface FileIdentity {
  readonly length: number;
  /** The checksum of its head, which has those of all sections. */
  readonly checksum: number;
}

/** A record: its payload in the bytes of the journal. */
export interface JournalRecord {
  readonly kind: number;
  readonly begin: number;
  readonly end: number;
}

/** What is in a journal. */
export interface JournalContents {
  readonly bytes: Uint8Array;
  /** Counts the files of a history that was persisted. */
  readonly generation: number;
  readonly of: FileIdentity;
  readonly records: readonly JournalRecord[];
  /** Where the last record ends that counts. */
  readonly end: number;
  /** Where a record is damaged that others follow. */
  readonly damagedAt: number | undefined;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The identity of a file; undefined for what is none. */
export function identityOf(bytes: Uint8Array): FileIdentity | undefined {
  if (bytes.length < 20) return undefined;
  const at = 16 + view(bytes).getUint32(12, true) * 16;
  return at + 4 > bytes.length ? undefined : { length: bytes.length, checksum: view(bytes).getUint32(at, true) };
}

/** Whether two files have the same contents. */
export function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.length === b.length && a.checksum === b.checksum;
}

/** The head of a journal. */
export function journalHead(generation: number, of: FileIdentity): Uint8Array {
  const head = new Uint8Array(HEAD);
  head.set(MAGIC);
  const words = view(head);
  words.setUint16(8, FORMAT, true);
  words.setUint32(12, generation, true);
  words.setUint32(16, of.length % 2 ** 32, true);
  words.setUint32(20, Math.floor(of.length / 2 ** 32), true);
  words.setUint32(24, of.checksum, true);
  words.setUint32(28, checksumOf(head.subarray(0, 28)), true);
  return head;
}

/** A payload as a record. */
export function framed(payload: Uint8Array, number: number): Uint8Array {
  const record = new Uint8Array(RECORD_HEAD + payload.length);
  const words = view(record);
  words.setUint32(4, payload.length, true);
  words.setUint32(8, number, true);
  record.set(payload, RECORD_HEAD);
  words.setUint32(0, checksumOf(record.subarray(4)), true);
  return record;
}

/** The payload that says which file takes over. */
export function supersededBy({ length, checksum }: FileIdentity): Uint8Array {
  const payload = new Uint8Array(13);
  payload[0] = RecordKind.Superseded;
  view(payload).setFloat64(1, length, true);
  view(payload).setUint32(9, checksum, true);
  return payload;
}

/** The file that takes over after the last record, if that says so. */
export function successorOf({ bytes, records }: JournalContents): FileIdentity | undefined {
  const last = records.at(-1);
  if (last?.kind !== RecordKind.Superseded || last.end - last.begin !== 13) return undefined;
  const words = view(bytes);
  return { length: words.getFloat64(last.begin + 1, true), checksum: words.getUint32(last.begin + 9, true) };
}

/** What is in a journal; undefined when its head is none, or not whole. O(bytes). */
export function journalContents(bytes: Uint8Array): JournalContents | undefined {
  const words = view(bytes);
  if (bytes.length < HEAD || MAGIC.some((byte, at) => bytes[at] !== byte)) return undefined;
  if (words.getUint16(8, true) !== FORMAT || words.getUint32(28, true) !== checksumOf(bytes.subarray(0, 28)))
    return undefined;
  const of = {
    length: words.getUint32(16, true) + words.getUint32(20, true) * 2 ** 32,
    checksum: words.getUint32(24, true),
  };
  const records: JournalRecord[] = [];
  let at = HEAD;
  for (let next = recordAt(bytes, words, at); next?.number === records.length; next = recordAt(bytes, words, at)) {
    records.push({ kind: bytes[next.begin] ?? 0, begin: next.begin, end: next.end });
    at = next.end;
  }
  const generation = words.getUint32(12, true);
  const damagedAt = hasLaterRecord(bytes, words, at, records.length) ? at : undefined;
  return { bytes, generation, of, records, end: at, damagedAt };
}

function recordAt(
  bytes: Uint8Array,
  words: DataView,
  at: number,
): { readonly number: number; readonly begin: number; readonly end: number } | undefined {
  const begin = at + RECORD_HEAD;
  if (begin >= bytes.length) return undefined;
  const end = begin + words.getUint32(at + 4, true);
  if (end === begin || end > bytes.length) return undefined;
  if (checksumOf(bytes.subarray(at + 4, end)) !== words.getUint32(at, true)) return undefined;
  return { number: words.getUint32(at + 8, true), begin, end };
}

function hasLaterRecord(bytes: Uint8Array, words: DataView, from: number, number: number): boolean {
  for (let at = from; at + RECORD_HEAD < bytes.length; at++) {
    const found = words.getUint32(at + 8, true);
    if (found < number || found > number + MAX_GAP) continue;
    if (recordAt(bytes, words, at) !== undefined) return true;
  }
  return false;
}
