import { ServiceError } from '../errors.js';
import type { RequireScope } from './api-keys.js';

/** Admin may do everything. */
export const requireScope: RequireScope = (caller, scope) => {
  if (caller.scopes.has(scope) || caller.scopes.has('admin')) return;
  throw new ServiceError('scope_missing', `This key lacks the scope ${scope}.`, { details: { scope } });
};
