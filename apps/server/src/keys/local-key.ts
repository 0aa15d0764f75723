import { join } from 'node:path';
import { isServiceError } from '../errors.js';
import { readPrivateFile, writePrivateFile } from '../secrets/private-file.js';
import type { ApiKeys } from './api-keys.js';

const FILE_NAME = 'local-key';

/**
 * The key of whoever started an embedded server: made at the first start, kept in the data directory where only its
 * owner can read it, with every scope. A file that no longer opens anything is replaced.
 *
 * @returns the token, for the fragment of the printed URL
 */
export async function findLocalKey(keys: ApiKeys, dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, FILE_NAME);
  const kept = readPrivateFile(path);
  if (kept !== undefined && (await opens(keys, kept))) return kept;
  const { token } = await keys.create({ name: 'local', scopes: ['read', 'generate', 'admin'] });
  writePrivateFile(path, token);
  return token;
}

async function opens(keys: ApiKeys, token: string): Promise<boolean> {
  try {
    await keys.authenticate(token);
    return true;
  } catch (error) {
    const refused = ['key_missing', 'key_invalid', 'key_expired', 'key_revoked'] as const;
    if (refused.some((code) => isServiceError(error, code))) return false;
    throw error;
  }
}
