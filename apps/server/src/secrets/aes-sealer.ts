import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.js';
import type { Sealer } from './sealer.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of this form; another one would get another name. */
const VERSION = 'v1';

/** @param key - 32 bytes, or null where there is none */
export function createSealer(key: Buffer | null): Sealer {
  const required = (): Buffer => {
    if (key !== null) return key;
    throw new ServiceError(
      'encryption_unavailable',
      'This installation has no MEDPAT_SECRET_KEY, so it cannot keep passwords safe on their way to the workers.',
    );
  };
  return {
    available: key !== null,
    seal: (secret, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, required(), nonce).setAAD(Buffer.from(context));
      const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')}`;
    },
    open: (sealed, context) => {
      const secretKey = required();
      try {
        const [version, text] = sealed.split('.');
        if (version !== VERSION || text === undefined) throw new TypeError('not a sealed value');
        const bytes = Buffer.from(text, 'base64url');
        const tagEnd = NONCE_BYTES + TAG_BYTES;
        const decipher = createDecipheriv(ALGORITHM, secretKey, bytes.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
        return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new ServiceError(
          'sealed_value_unreadable',
          'A sealed password does not open: it was altered, or MEDPAT_SECRET_KEY differs between processes.',
          { cause: error },
        );
      }
    },
  };
}
