/** What the thread of the embedded database is started with. */
export interface ThreadOptions {
  /** Null keeps everything in memory. */
  readonly directory: string | null;
  /** A file to begin a new database with, in which the tables are made already; null begins with an empty one. */
  readonly preparedFile: string | null;
}

export type ToThread =
  | { readonly kind: 'connect'; readonly connection: number }
  | { readonly kind: 'request'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'connected'; readonly connection: number }
  | { readonly kind: 'reply'; readonly connection: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'dumped'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'closed' };
