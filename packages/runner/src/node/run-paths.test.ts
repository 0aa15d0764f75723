import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileInRun, planRunPaths, processOfStaging, runFolderName } from './run-paths.js';

describe('the name of a run folder', () => {
  test.each([
    ['Baltic defence', '42', 'baltic-defence-42'],
    ['Übung „Löwe“ 2026', '7', 'ubung-lowe-2026-7'],
    ['Ćwiczenie Żubr', 'alpha', 'cwiczenie-zubr-alpha'],
    ['../../etc/passwd', '1', 'etc-passwd-1'],
    ['CON', '1', 'con-1'],
    ['演習', '9', 'exercise-9'],
    ['', '9', 'exercise-9'],
    ['a'.repeat(500), '1', `${'a'.repeat(60)}-1`],
  ])('%s with seed %s is %s', (name, seed, expected) => {
    expect(runFolderName(name, seed)).toBe(expected);
  });

  test('seeds that no file name can hold keep apart by their hash', () => {
    const names = ['a/b', 'a-b', 'A-B', 'a b', 'ä-b', ' a-b', '演習', 'x'.repeat(200), 'x'.repeat(199)].map(
      (seed) => runFolderName('run', seed),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^run-[a-z0-9-]+$/);
  });
});

describe('paths of a run', () => {
  test('on POSIX', () => {
    expect(planRunPaths('/data/out', 'run-42', 17, posix)).toEqual({
      target: '/data/out/run-42',
      staging: '/data/out/.run-42.partial-17',
      replaced: '/data/out/.run-42.replaced-17',
    });
    expect(fileInRun('/data/out/run-42', 'csv/patients.csv', posix)).toBe(
      '/data/out/run-42/csv/patients.csv',
    );
  });

  test('on Windows', () => {
    expect(planRunPaths('D:\\exercise\\out', 'run-42', 17, win32)).toEqual({
      target: 'D:\\exercise\\out\\run-42',
      staging: 'D:\\exercise\\out\\.run-42.partial-17',
      replaced: 'D:\\exercise\\out\\.run-42.replaced-17',
    });
    expect(planRunPaths('D:/exercise', 'run-42.zip', 1, win32).target).toBe('D:\\exercise\\run-42.zip');
    expect(planRunPaths('\\\\server\\share', 'run-1', 1, win32).target).toBe('\\\\server\\share\\run-1');
    expect(fileInRun('D:\\out\\run-42', 'csv/patients.csv', win32)).toBe(
      'D:\\out\\run-42\\csv\\patients.csv',
    );
  });

  test.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', 'C:/x', 'a\\..\\b', '', '.', 'a/.'])(
    '%j leads out of the folder and is refused on both',
    (file) => {
      expect(() => fileInRun('/run', file, posix)).toThrow(RangeError);
      expect(() => fileInRun('D:\\run', file, win32)).toThrow(RangeError);
    },
  );

  test('staging folders tell their process, other names do not', () => {
    expect(processOfStaging('.run-42.partial-17')).toBe(17);
    expect(processOfStaging('.run-42.zip.replaced-3')).toBe(3);
    for (const name of ['run-42', '.git', 'run.partial-1', '.run.partial-x', '.partial-1x']) {
      expect(processOfStaging(name)).toBeNull();
    }
  });
});
