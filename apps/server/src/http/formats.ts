import { nearest, type RequestError } from '@medical-patients/contract';
import { FORMATS } from '@medical-patients/writers';
import { ServiceError } from '../errors.js';

const AVAILABLE = FORMATS.map(({ name }) => name);
const DEFAULT_FORMATS = ['json'];
/** Characters of a format's name that an answer repeats. */
const MAX_NAME = 50;

/** @throws ServiceError `format_not_available` naming those that are */
export function checkFormats(names: readonly string[]): readonly string[] {
  const errors = formatErrors(names, 'output_formats');
  if (errors.length > 0) throw notAvailable(names, errors);
  return names.length === 0 ? DEFAULT_FORMATS : [...new Set(names.map(tidyName))];
}

/** The one format that a query asks for. @throws ServiceError `format_not_available` naming those that are */
export function checkFormat(name: string): string {
  const message = formatProblem(name);
  if (message === null) return tidyName(name);
  throw notAvailable([name], [{ code: 'format_not_available', path: 'query.format', message }]);
}

/** @param path - of the list in the body */
export function formatErrors(names: readonly string[], path: string): readonly RequestError[] {
  return names.flatMap((name, index) => {
    const message = formatProblem(name);
    return message === null ? [] : [{ code: 'format_not_available', path: `${path}[${index}]`, message }];
  });
}

const tidyName = (name: string): string => name.trim().toLowerCase();

/** Null where there is this format. */
function formatProblem(name: string): string | null {
  const tidy = tidyName(name);
  if (AVAILABLE.includes(tidy)) return null;
  const meant = nearest(tidy, AVAILABLE);
  const hint = meant === undefined ? '' : `; "${meant}" may be meant`;
  return `There is no such format${hint}. Available: ${AVAILABLE.join(', ')}`;
}

function notAvailable(names: readonly string[], errors: readonly RequestError[]): ServiceError {
  const missing = names.filter((name) => !AVAILABLE.includes(tidyName(name)));
  const list = missing.map((name) => `"${tidyName(name).slice(0, MAX_NAME)}"`).join(', ');
  const message = `There is no format ${list}. Available: ${AVAILABLE.join(', ')}.`;
  return new ServiceError('format_not_available', message, { errors, details: { available: AVAILABLE } });
}
