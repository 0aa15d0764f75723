/** States of PostgreSQL that no waiting helps: wrong user or password, no such database, no right to make tables. */
const REFUSALS = /^(?:28...|3D000|42501)$/;
/** What its driver says where a password is asked for and there is none, or one that the server cannot have. */
const REFUSED_MESSAGE = /^SASL: /;

/** @returns what PostgreSQL has against the user, the password or the database of the settings, as a sentence */
export function describeRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const state = 'code' in error ? String(error.code) : '';
  if (!REFUSALS.test(state) && !REFUSED_MESSAGE.test(error.message)) return undefined;
  return `PostgreSQL refuses what DATABASE_URL (or PGPASSWORD) says: ${error.message}.`;
}
