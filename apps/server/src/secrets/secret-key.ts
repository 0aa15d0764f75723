import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { createPrivateFile, readPrivateFile } from './private-file.js';

const KEY_BYTES = 32;
const FILE_NAME = 'secret-key';

/**
 * The key that seals passwords: from the settings; in embedded mode from a file that the first start makes, readable
 * by its owner only; otherwise none.
 */
export function findSecretKey(
  settings: Pick<Settings, 'secretKey' | 'databaseUrl' | 'dataDirectory'>,
): Buffer | null {
  if (settings.secretKey !== null) return settings.secretKey;
  if (settings.databaseUrl !== null) return null;
  const path = join(settings.dataDirectory, FILE_NAME);
  const text = readPrivateFile(path) ?? createPrivateFile(path, randomBytes(KEY_BYTES).toString('hex'));
  return Buffer.from(text, 'hex');
}
