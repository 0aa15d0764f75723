import { Buffer } from 'node:buffer';
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Page, PageRequest } from '../repositories.js';
import type { Schema } from '../schema.js';

/** The last row that a page has shown. */
interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

const CURSOR = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const LATEST_MS = 8.64e15;

/** @returns undefined for a cursor that we never gave out */
function parseCursor(cursor: string): Position | undefined {
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (at === undefined || id === undefined || Number(at) > LATEST_MS) return undefined;
  return { createdAt: new Date(Number(at)), id };
}

/** Whether it is one that a page may have given out. */
export const isCursor = (text: string): boolean => parseCursor(text) !== undefined;

function formatCursor(row: { readonly created_at: Date; readonly id: string }): string {
  return Buffer.from(`${row.created_at.getTime()}.${row.id}`, 'latin1').toString('base64url');
}

/** The condition of a page: rows older than the cursor. A cursor that we never gave out shows nothing. */
export function after<Table extends 'job' | 'scenario' | 'api_key'>(cursor: string | undefined) {
  return (_builder: ExpressionBuilder<Schema, Table>): ExpressionWrapper<Schema, Table, SqlBool> => {
    const expression = sql<SqlBool>;
    if (cursor === undefined) return expression`true` as never;
    const position = parseCursor(cursor);
    if (position === undefined) return expression`false` as never;
    return expression`(created_at, id) < (${position.createdAt}::timestamptz, ${position.id}::uuid)` as never;
  };
}

/** @param rows - one more than the page holds, if there are */
export function toPage<Row extends { readonly created_at: Date; readonly id: string }>(
  rows: readonly Row[],
  { limit }: PageRequest,
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? formatCursor(last) : null };
}
