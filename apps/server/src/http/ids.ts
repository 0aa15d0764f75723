import { ServiceError } from '../errors.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws ServiceError `not_found` for what cannot be an id of ours */
export function parseId(id: string, what: string): string {
  if (!UUID.test(id)) throw new ServiceError('not_found', `There is no such ${what}.`);
  return id.toLowerCase();
}
