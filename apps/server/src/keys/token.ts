import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX_BYTES = 8;
const SECRET_BYTES = 32;
/** Looks like ours at a glance, in a log or a repository where it should not be. */
const MARK = 'mp_';
const TOKEN = /^(mp_[0-9a-f]{16})\.([A-Za-z0-9_-]{43})$/;

/** A key as its owner holds it, and the two parts that we keep. */
export interface Token {
  /** `<prefix>.<secret>` */
  readonly text: string;
  readonly prefix: string;
  readonly secretSha256: Buffer;
}

/** 256 random bits; a slow hash would protect nothing that a fast one does not. */
export function createToken(): Token {
  const prefix = `${MARK}${randomBytes(PREFIX_BYTES).toString('hex')}`;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { text: `${prefix}.${secret}`, prefix, secretSha256: hashSecret(secret) };
}

/** @returns undefined for what cannot be a token of ours */
export function parseToken(text: string): Omit<Token, 'text'> | undefined {
  const [, prefix, secret] = TOKEN.exec(text) ?? [];
  return prefix === undefined || secret === undefined
    ? undefined
    : { prefix, secretSha256: hashSecret(secret) };
}

/** In a time that tells nothing about where they differ. */
export function isSameSecret(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
