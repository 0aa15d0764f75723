/**
 * One casualty in the index, 16 bytes, little-endian, in casualty number order, so that the number needs no place:
 *
 * ```text
 *  0 u32 facets      what it can be found by, see facets.ts
 *  4 u16 part        number of the part that holds its text
 *  6 u8  ISS         7 u8 not used
 *  8 u32 offset      of its text within that part
 * 12 u32 bytes       length of its text; 0: no text is stored
 * ```
 *
 * The same in order of ISS has the casualty number behind it: 20 bytes.
 */
export interface IndexEntry {
  readonly facets: number;
  readonly iss: number;
  readonly part: number;
  readonly offset: number;
  readonly bytes: number;
}

export const INDEX_ENTRY_BYTES = 16;
export const NUMBERED_ENTRY_BYTES = 20;
export const FACETS_AT = 0;
const PART_AT = 4;
export const ISS_AT = 6;
const OFFSET_AT = 8;
const BYTES_AT = 12;
export const NUMBER_AT = 16;

/** @param at - place of the entry in the view, in entries */
export function writeIndexEntry(view: DataView, at: number, entry: IndexEntry): void {
  const start = at * INDEX_ENTRY_BYTES;
  view.setUint32(start + FACETS_AT, entry.facets, true);
  view.setUint16(start + PART_AT, entry.part, true);
  view.setUint8(start + ISS_AT, entry.iss);
  view.setUint32(start + OFFSET_AT, entry.offset, true);
  view.setUint32(start + BYTES_AT, entry.bytes, true);
}

/** @param start - place of the entry in the view, in bytes */
export function readIndexEntry(view: DataView, start: number): IndexEntry {
  return {
    facets: view.getInt32(start + FACETS_AT, true),
    part: view.getUint16(start + PART_AT, true),
    iss: view.getUint8(start + ISS_AT),
    offset: view.getUint32(start + OFFSET_AT, true),
    bytes: view.getUint32(start + BYTES_AT, true),
  };
}

/** Moves entries that were written for one piece to where that piece stands: in a part, at an offset. */
export function moveEntries(entries: Uint8Array, part: number, offset: number): void {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  for (let start = 0; start < entries.length; start += INDEX_ENTRY_BYTES) {
    view.setUint16(start + PART_AT, part, true);
    if (view.getUint32(start + BYTES_AT, true) === 0) continue;
    view.setUint32(start + OFFSET_AT, view.getUint32(start + OFFSET_AT, true) + offset, true);
  }
}
