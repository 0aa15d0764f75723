// Looks at the files git tracks for what must not be published: machine paths, private hosts, conflict marks;
// and at the manifests for a Node version that does not match the promise.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { root } from './bundle.mjs';
import { findForbiddenText } from './forbidden-text.mjs';

/**
 * Libraries that declare a newer Node than they need. Each was run on the oldest one promised, and its tests are ours:
 * the queue's suite. May only shrink.
 */
const DECLARES_MORE_THAN_IT_NEEDS = ['node_modules/pg-boss'];

const largestBytes = 4 * 1024 * 1024;

const listing = spawnSync('git', ['ls-files', '-z'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (listing.status !== 0) throw new Error(`git ls-files failed: ${listing.stderr}`);
const paths = listing.stdout.split('\0').filter((path) => path && existsSync(join(root, path)));

const problems = [...paths.flatMap(auditFile), ...auditLockfile(), ...auditEngines()];
for (const problem of problems) console.error(problem);
console.log(`${paths.length} tracked files, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;

/** @param {string} path */
function auditFile(path) {
  const size = statSync(join(root, path)).size;
  if (size > largestBytes) return [`${path}: ${size} bytes is more than a repository should carry`];
  const bytes = readFileSync(join(root, path));
  if (bytes.includes(0)) return [];
  return findForbiddenText(bytes.toString('utf8')).map(
    (found) => `${path}:${found.line}: ${found.what}: ${found.text}`,
  );
}

/** The lockfile names no host: it works with whatever registry npm is set to. */
function auditLockfile() {
  return Object.entries(readJson('package-lock.json').packages)
    .filter(([, entry]) => entry.resolved && !entry.link)
    .map(([path]) => `package-lock.json: ${path} is tied to a host (set omit-lockfile-registry-resolved)`);
}

/** Every manifest with `engines` says the same, and every library that ships runs on the oldest Node promised. */
function auditEngines() {
  const promised = readJson('package.json').engines.node;
  const oldest = semver.minVersion(promised);
  if (!oldest) throw new Error(`engines.node is no range: ${promised}`);
  const own = paths
    .filter((path) => /(^|\/)package\.json$/.test(path))
    .filter((path) => ![undefined, promised].includes(readJson(path).engines?.node))
    .map((path) => `${path}: engines.node differs from the root's ${promised}`);
  const libraries = Object.entries(readJson('package-lock.json').packages)
    .filter(([path, { engines }]) => path.includes('node_modules/') && engines?.node)
    .filter(([path]) => !DECLARES_MORE_THAN_IT_NEEDS.includes(path))
    .filter(([, { engines }]) => !semver.satisfies(oldest, engines.node))
    .map(
      ([path, { engines }]) =>
        `package-lock.json: ${path} wants Node ${engines.node}, we promise ${promised}`,
    );
  return [...own, ...libraries];
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
