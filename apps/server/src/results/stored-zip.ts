import type { ByteRange } from '../artifacts/artifact-store.js';

/** A file that goes into the archive as it is. Its size and checksum are known before its content is read. */
export interface ZipEntry {
  /** With `/`, relative. */
  readonly path: string;
  readonly bytes: number;
  /** CRC-32 (IEEE), unsigned. */
  readonly crc32: number;
  open(range: ByteRange): AsyncIterable<Uint8Array>;
}

/** An archive that exists while it is read: every range of it can be made from ranges of its entries. */
export interface StoredZip {
  readonly bytes: number;
  open(range?: ByteRange): AsyncGenerator<Uint8Array, void, undefined>;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_EXTRA = 1;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
/** Version 4.5 of the format is the first with ZIP64; 2.0 is the plain one. */
const VERSION_PLAIN = 20;
const VERSION_ZIP64 = 45;
/** Upper byte of the version that made it: UNIX, whose permissions stand in the external attributes. */
const MADE_BY_UNIX = 3 << 8;
const REGULAR_FILE_644 = 0o100644 * 0x10000;
const UTF_8_NAMES = 1 << 11;
/** 1 January 1980, the first day of the format: the same entries give the same bytes. */
const FIRST_OF_1980 = (1 << 5) | 1;

interface Piece {
  readonly bytes: number;
  open(range: ByteRange): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * A ZIP archive with stored entries, ZIP64 where it is needed (APPNOTE 6.3.3, sections 4.3 and 4.5.3). Sizes and
 * checksums stand in the local headers, so that it can be read as a stream, too.
 */
export function createStoredZip(entries: readonly ZipEntry[]): StoredZip {
  const pieces: Piece[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    pieces.push(fixed(header), entry);
    directory.push(centralHeader(entry, offset));
    offset += header.length + entry.bytes;
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  pieces.push(...directory.map(fixed));
  pieces.push(fixed(endOfDirectory({ count: entries.length, bytes: directoryBytes, offset })));
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);

  return {
    bytes,
    async *open({ start, end } = { start: 0, end: bytes }) {
      let at = 0;
      for (const piece of pieces) {
        const range = { start: Math.max(start - at, 0), end: Math.min(end - at, piece.bytes) };
        at += piece.bytes;
        if (range.start < range.end) yield* piece.open(range);
      }
    },
  };
}

function fixed(bytes: Uint8Array): Piece {
  return { bytes: bytes.length, open: ({ start, end }) => [bytes.subarray(start, end)] };
}

function localHeader({ path, bytes, crc32 }: ZipEntry): Uint8Array {
  const isLarge = bytes >= MOST_32;
  const extra = isLarge ? zip64Extra([bytes, bytes]) : Buffer.alloc(0);
  const name = Buffer.from(path, 'utf8');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(isLarge ? VERSION_ZIP64 : VERSION_PLAIN, 4);
  header.writeUInt16LE(UTF_8_NAMES, 6);
  header.writeUInt16LE(FIRST_OF_1980, 12);
  header.writeUInt32LE(crc32, 14);
  header.writeUInt32LE(isLarge ? MOST_32 : bytes, 18);
  header.writeUInt32LE(isLarge ? MOST_32 : bytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function centralHeader({ path, bytes, crc32 }: ZipEntry, offset: number): Uint8Array {
  const isLarge = bytes >= MOST_32;
  const isFar = offset >= MOST_32;
  const needsZip64 = isLarge || isFar;
  const extra = needsZip64
    ? zip64Extra([...(isLarge ? [bytes, bytes] : []), ...(isFar ? [offset] : [])])
    : Buffer.alloc(0);
  const version = needsZip64 ? VERSION_ZIP64 : VERSION_PLAIN;
  const name = Buffer.from(path, 'utf8');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_BY_UNIX | version, 4);
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(UTF_8_NAMES, 8);
  header.writeUInt16LE(FIRST_OF_1980, 14);
  header.writeUInt32LE(crc32, 16);
  header.writeUInt32LE(isLarge ? MOST_32 : bytes, 20);
  header.writeUInt32LE(isLarge ? MOST_32 : bytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(REGULAR_FILE_644, 38);
  header.writeUInt32LE(isFar ? MOST_32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

/** Values that did not fit into 32 bits, in the order of the fields that they stand for. */
function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(ZIP64_EXTRA, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [at, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + at * 8);
  return extra;
}

interface Directory {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

function endOfDirectory({ count, bytes, offset }: Directory): Uint8Array {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(Math.min(count, MOST_16), 8);
  end.writeUInt16LE(Math.min(count, MOST_16), 10);
  end.writeUInt32LE(Math.min(bytes, MOST_32), 12);
  end.writeUInt32LE(Math.min(offset, MOST_32), 16);
  if (count < MOST_16 && bytes < MOST_32 && offset < MOST_32) return end;
  const large = Buffer.alloc(56);
  large.writeUInt32LE(ZIP64_END, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 12);
  large.writeUInt16LE(VERSION_ZIP64, 14);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(BigInt(bytes), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(ZIP64_LOCATOR, 0);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}
