// What must not stand in a published file: paths of one machine, private hosts, credentials, conflict marks.

/** @type {readonly { what: string, pattern: RegExp }[]} */
const forbidden = [
  {
    what: 'absolute path of a machine',
    pattern: /(?<![\w.\-/~*@:}])\/(?:root|home|Users|work|workspace|mnt|private|var\/folders)\/[\w.-]+/,
  },
  { what: 'path on a Windows machine', pattern: /\b[A-Z]:\\{1,2}Users\\/ },
  {
    what: 'host of a package registry',
    pattern: /\b(?:registry|npm|pypi|artifactory|verdaccio)\.[\w-]+\.[a-z]{2,}/i,
  },
  {
    what: 'host of a private network',
    pattern:
      /https?:\/\/(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+|\.(?:internal|corp|lan)\b(?=[:/])/,
  },
  { what: 'mark of a merge conflict', pattern: /^(?:<{7}|>{7}) / },
  { what: 'credential', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:ghp|npm)_[A-Za-z0-9]{30,}/ },
];

/**
 * @param {string} text - content of a file
 * @returns {{ line: number, what: string, text: string }[]} lines counted from 1
 */
export function findForbiddenText(text) {
  return text.split('\n').flatMap((line, index) =>
    forbidden.flatMap(({ what, pattern }) => {
      const found = line.match(pattern);
      return found ? [{ line: index + 1, what, text: found[0] }] : [];
    }),
  );
}
