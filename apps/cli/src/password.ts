import { readFile } from 'node:fs/promises';
import { MedpatError } from '@medical-patients/runner';
import type { Environment } from './environment.js';

/**
 * The password of an encrypted archive: from a file, the environment, or a prompt; never from the command line, where
 * every user of the machine could read it.
 *
 * @throws MedpatError `password-missing`, `file-unreadable`, `aborted`
 */
export async function findPassword(file: string | undefined, environment: Environment): Promise<string> {
  if (file !== undefined) return readPasswordFile(file);
  if (environment.password !== null) return environment.password;
  if (!process.stdin.isTTY) {
    throw new MedpatError(
      'password-missing',
      '--encrypt needs a password: --password-file, the variable MEDPAT_PASSWORD, or a terminal to ask on.',
    );
  }
  const password = await ask('Password of the archive: ');
  if (password === '') throw new MedpatError('password-missing', 'The password is empty.');
  if ((await ask('The same again: ')) !== password) {
    throw new MedpatError('password-missing', 'The two passwords are not the same.');
  }
  return password;
}

async function readPasswordFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new MedpatError('file-unreadable', `Cannot read the password file ${file}.`, { cause: error });
  });
  const password = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
  if (password === '') {
    throw new MedpatError('password-missing', `The first line of the password file ${file} is empty.`);
  }
  return password;
}

const CONTROL_C = '\u0003';
const CONTROL_D = '\u0004';
const BACKSPACE = new Set(['\u007f', '\b']);

/** Asks on the terminal without showing what is typed. */
function ask(question: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (settle: () => void): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.removeListener('data', read);
      process.stderr.write('\n');
      settle();
    };
    const read = (text: string): void => {
      for (const key of text) {
        if (key === '\r' || key === '\n' || key === CONTROL_D) {
          finish(() => resolve(typed));
          return;
        }
        if (key === CONTROL_C) {
          finish(() => reject(new MedpatError('aborted', 'Stopped; nothing was written.')));
          return;
        }
        typed = BACKSPACE.has(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', read);
  });
}
