import { type Archive, createArchive } from '@medical-patients/writers';

/** Archives in the making on one thread. */
export interface ThreadArchives {
  /** @returns its number */
  open(password: string | null): number;
  /** Resolves when the piece is packed, with what the archive has grown by. */
  pack(archive: number, path: string, bytes: Uint8Array): Promise<readonly Uint8Array[]>;
  close(archive: number, abandon: boolean): Promise<readonly Uint8Array[]>;
}

/** An archive whose entries are pushed into it, piece by piece. */
interface Packing {
  readonly archive: Archive;
  /** Copies the archive's bytes to `grown`; rejects when it breaks. */
  readonly copied: Promise<void>;
  grown: Uint8Array[];
  entry: Entry | null;
}

interface Entry {
  readonly path: string;
  readonly added: Promise<void>;
  push(bytes: Uint8Array): Promise<void>;
  end(): void;
}

export function createThreadArchives(): ThreadArchives {
  const packings = new Map<number, Packing>();
  let opened = 0;
  const find = (archive: number): Packing => {
    const packing = packings.get(archive);
    if (packing === undefined) throw new Error(`archive ${archive} is not open on this thread`);
    return packing;
  };

  return {
    open: (password) => {
      const archive = createArchive({
        compress: true,
        ...(password === null ? {} : { encryption: { password } }),
      });
      const packing: Packing = { archive, grown: [], entry: null, copied: copy() };
      async function copy(): Promise<void> {
        for await (const piece of archive.bytes) packing.grown.push(piece);
      }
      packing.copied.catch(ignore);
      packings.set(++opened, packing);
      return opened;
    },
    pack: async (number, path, bytes) => {
      const packing = find(number);
      if (packing.entry?.path !== path) {
        await endEntry(packing);
        packing.entry = startEntry(packing.archive, path);
      }
      await packing.entry.push(bytes);
      return takeGrown(packing);
    },
    close: async (number, abandon) => {
      const packing = find(number);
      packings.delete(number);
      if (abandon) return [];
      await endEntry(packing);
      await packing.archive.close();
      await packing.copied;
      return takeGrown(packing);
    },
  };
}

function startEntry(archive: Archive, path: string): Entry {
  const waiting: Uint8Array[] = [];
  let wake: (() => void) | null = null;
  let taken: (() => void) | null = null;
  let ended = false;
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const piece = waiting.shift();
      if (piece !== undefined) {
        yield piece;
        // Asked for the next one: this one is packed.
        taken?.();
      } else if (ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  const added = archive.add(path, pieces());
  added.catch(ignore);
  return {
    path,
    added,
    push: (bytes) => {
      const done = new Promise<void>((resolve) => {
        taken = resolve;
      });
      waiting.push(bytes);
      wake?.();
      // An archive that breaks takes no more pieces: its error is the answer.
      return Promise.race([done, added]);
    },
    end: () => {
      ended = true;
      wake?.();
    },
  };
}

async function endEntry(packing: Packing): Promise<void> {
  packing.entry?.end();
  await packing.entry?.added;
  packing.entry = null;
}

function takeGrown(packing: Packing): readonly Uint8Array[] {
  const { grown } = packing;
  packing.grown = [];
  return grown;
}

function ignore(): void {}
