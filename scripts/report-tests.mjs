// Adds up the JSON reports of the test runner and ends with one line: `N passed, N failed`.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

let passed = 0;
let failed = 0;
let missing = 0;
for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    // No report: the runner ended before its first test.
    console.log(`no report at ${path}`);
    missing += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const files = report.testResults;
  // A file that fails to load has no test to count: it counts as one failure.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const left = report.numPendingTests + report.numTodoTests;
  console.log(
    `${path}: ${files.length} files, ${report.numPassedTests} tests passed, ` +
      `${report.numFailedTests} failed, ${broken.length} files broken, ${left} left out`,
  );
  // Named again at the very end: of a long log only the last lines may be kept.
  for (const file of files) {
    const names = file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => test.fullName);
    for (const name of broken.includes(file) ? ['does not load'] : names) {
      console.log(`failed: ${relative('.', file.name)}: ${name}`);
    }
  }
  passed += report.numPassedTests;
  failed += report.numFailedTests + broken.length;
}
console.log(`${passed} passed, ${failed + missing} failed`);
if (failed + missing > 0) process.exitCode = 1;
