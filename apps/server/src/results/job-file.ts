import type { ArtifactStore, ByteRange } from '../artifacts/artifact-store.js';
import type { ArtifactRow } from '../database/schema.js';

/** A piece of a file, as it lies in the store. */
export interface FilePart {
  readonly place: string;
  readonly bytes: number;
}

/** What the artifact row of a file says beside its bytes: it is its parts, one after another. */
export interface FileDetails {
  readonly mediaType: string;
  readonly parts: readonly FilePart[];
}

export function fileDetailsOf(row: Pick<ArtifactRow, 'details'>): FileDetails {
  return row.details as FileDetails;
}

/** The bytes of a file, or a range of them, whichever parts they are in. */
export async function* readFile(
  artifacts: ArtifactStore,
  parts: readonly FilePart[],
  range: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY },
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = 0;
  for (const { place, bytes } of parts) {
    const start = Math.max(range.start, at) - at;
    const end = Math.min(range.end, at + bytes) - at;
    at += bytes;
    if (start >= end) continue;
    if (start === 0 && end === bytes) yield* artifacts.get(place);
    else yield* artifacts.get(place, { start, end });
  }
}
