// Bytes of the host's sections, written and read: numbers, texts. Readers never go past the end of what they were given.
//
// A number is a LEB128 varint up to 2^53. A text is its length and its UTF-16 code units, one byte each where all are below
// 256 and two otherwise: texts are not always well-formed, and UTF-8 would lose those.
import { HistoryFileError } from '../errors.js';

const FIRST_SIZE = 1024;
/** Texts up to this length are read and written by a loop: a call to the runtime costs more. */
const SHORT = 24;
const scratch = new DataView(new ArrayBuffer(8));

/** Writes bytes. */
export class ByteWriter {
  bytes = new Uint8Array(FIRST_SIZE);
  length = 0;

  /** What was written; good until the next write. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Makes sure that there is room for so many bytes. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.written);
    this.bytes = larger;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^53. */
  number(value: number): void {
    this.reserve(8);
    const { bytes } = this;
    let rest = value;
    for (; rest >= 0x80; rest = rest > 0xffff_ffff ? Math.floor(rest / 128) : rest >>> 7) {
      bytes[this.length++] = (rest % 128) | 0x80;
    }
    bytes[this.length++] = rest;
  }

  float(value: number): void {
    this.reserve(8);
    // One NaN for all.
    scratch.setFloat64(0, Number.isNaN(value) ? NaN : value, true);
    for (let i = 0; i < 8; i++) this.bytes[this.length++] = scratch.getUint8(i);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A text: twice its length, plus one if its units take two bytes. */
  text(value: string): void {
    const { length } = value;
    let isWide = false;
    for (let i = 0; i < length && !isWide; i++) isWide = value.charCodeAt(i) > 0xff;
    this.number(length * 2 + (isWide ? 1 : 0));
    this.reserve(length * 2);
    const { bytes } = this;
    if (!isWide) {
      for (let i = 0; i < length; i++) bytes[this.length++] = value.charCodeAt(i);
      return;
    }
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      bytes[this.length++] = unit & 0xff;
      bytes[this.length++] = unit >> 8;
    }
  }
}

/** Reads bytes of a file from `at` to `end`; offsets are those in the file. */
export class ByteReader {
  /** No Buffer, whose `slice` makes no copy. */
  readonly bytes: Uint8Array;
  readonly #buffer: Buffer;

  constructor(
    { buffer, byteOffset, byteLength }: Uint8Array,
    public at: number,
    readonly end: number,
  ) {
    this.bytes = new Uint8Array(buffer, byteOffset, byteLength);
    this.#buffer = Buffer.from(buffer, byteOffset, byteLength);
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /** @throws {HistoryFileError} always */
  refuse(what: string, at = this.at): never {
    throw new HistoryFileError(at, what);
  }

  byte(): number {
    if (this.at >= this.end) this.refuse('it ends too early');
    return this.bytes[this.at++] ?? 0;
  }

  number(): number {
    let value = 0;
    let unit = 1;
    for (let byte = this.byte(); ; byte = this.byte()) {
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) break;
      unit *= 128;
    }
    if (value > Number.MAX_SAFE_INTEGER) this.refuse('a number is too large');
    return value;
  }

  /** A number below a bound. */
  below(bound: number, what: string): number {
    const { at } = this;
    const value = this.number();
    if (value >= bound) this.refuse(what, at);
    return value;
  }

  /** A count of things of which each takes at least so many bytes. */
  count(least = 1): number {
    const { at } = this;
    const value = this.number();
    if (value * least > this.end - this.at) this.refuse('it says that it holds more than its length', at);
    return value;
  }

  float(): number {
    if (this.at + 8 > this.end) this.refuse('it ends too early');
    const value = this.#buffer.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  raw(length: number): Uint8Array {
    const begin = this.at;
    if (length > this.end - begin) this.refuse('it ends too early');
    this.at += length;
    return this.bytes.subarray(begin, this.at);
  }

  text(): string {
    const head = this.number();
    const isWide = head % 2 === 1;
    const length = Math.floor(head / 2);
    const begin = this.at;
    const size = isWide ? length * 2 : length;
    if (size > this.end - begin) this.refuse('a text is longer than the file');
    this.at += size;
    if (isWide) return this.#buffer.toString('utf16le', begin, this.at);
    if (length > SHORT) return this.#buffer.toString('latin1', begin, this.at);
    let text = '';
    for (let i = begin; i < this.at; i++) text += String.fromCharCode(this.bytes[i] ?? 0);
    return text;
  }
}
