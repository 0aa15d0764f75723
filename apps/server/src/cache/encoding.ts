import { deserialize, serialize } from 'node:v8';

/** Any value of ours as ASCII text: rows hold dates and bytes, which JSON would lose. */
export function encode(value: unknown): string {
  return serialize(value).toString('base64');
}

/** @returns undefined for what another version of the program wrote in a way that this one cannot read */
export function decode(text: string): unknown {
  try {
    return deserialize(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}
