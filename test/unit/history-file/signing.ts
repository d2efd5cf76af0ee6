// Files put together by hand, with checksums that are right.
import { HistoryFileError, JanusError } from '../../../src/index.js';

const POLYNOMIAL = 0x82f6_3b78;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ ((rest & 1) === 1 ? POLYNOMIAL : 0);
  return rest;
});

function checksum(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff]!;
  return ~sum >>> 0;
}

/** One section of a file. */
export interface RawSection {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

const HEAD = 16;
const ENTRY = 16;

/** The sections of a file that is whole. */
export function sectionsOf(file: Uint8Array): RawSection[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const count = view.getUint32(12, true);
  let begin = HEAD + count * ENTRY + 4;
  return Array.from({ length: count }, (_, at) => {
    const entry = HEAD + at * ENTRY;
    const length = view.getUint32(entry + 8, true);
    begin += length;
    return { kind: view.getUint32(entry, true), bytes: file.slice(begin - length, begin) };
  });
}

/** A file of these sections. */
export function signed(sections: readonly RawSection[]): Uint8Array {
  const head = new Uint8Array(HEAD + sections.length * ENTRY);
  const view = new DataView(head.buffer);
  head.set([0x8a, ...Buffer.from('Janus\r\n')]);
  view.setUint16(8, 1, true);
  view.setUint32(12, sections.length, true);
  sections.forEach(({ kind, bytes }, at) => {
    const entry = HEAD + at * ENTRY;
    view.setUint32(entry, kind, true);
    view.setUint32(entry + 4, checksum(bytes), true);
    view.setUint32(entry + 8, bytes.length, true);
  });
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, checksum(head), true);
  return Uint8Array.from(Buffer.concat([head, sum, ...sections.map(({ bytes }) => bytes)]));
}

/** What was refused is a typed error; one about the bytes says where in them it is. */
export function expectTyped(error: unknown, bytes: Uint8Array): string {
  if (!(error instanceof JanusError)) throw error;
  if (error instanceof HistoryFileError) {
    const { offset } = error;
    if (!(offset > 0 && offset <= bytes.length)) throw new Error(`at byte ${String(offset)}`, { cause: error });
  }
  return error.code;
}
