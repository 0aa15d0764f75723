import { MedpatError } from '../errors.js';

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';

/**
 * Turns what the file system says into a sentence; other errors stay as they are.
 *
 * @param place what could not be written, for people
 */
export function diskFailure(error: unknown, place: string): unknown {
  if (!isSystemError(error) || error instanceof MedpatError) return error;
  const options = { cause: error };
  switch (error.code) {
    case 'ENOSPC':
      return new MedpatError('disk-full', `The disk is full: ${place} could not be written.`, options);
    case 'EDQUOT':
      return new MedpatError(
        'disk-full',
        `The disk quota is used up: ${place} could not be written.`,
        options,
      );
    case 'EFBIG':
      return new MedpatError(
        'disk-full',
        `The file system cannot hold a file of that size: ${place}.`,
        options,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new MedpatError('output-unwritable', `No permission to write ${place}.`, options);
    case 'ENOTDIR':
    case 'EEXIST':
      return new MedpatError('output-unwritable', `${place} cannot be made: a file is in the way.`, options);
    case 'ENOENT':
      return new MedpatError(
        'output-unwritable',
        `${place} cannot be made: there is no such place.`,
        options,
      );
    case 'ENAMETOOLONG':
      return new MedpatError('output-unwritable', `The path is too long: ${place}.`, options);
    case 'EIO':
      return new MedpatError('output-unwritable', `The disk failed while writing ${place}.`, options);
    default:
      return error;
  }
}
