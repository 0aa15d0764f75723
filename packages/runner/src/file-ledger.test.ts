import { expect, test } from 'vitest';
import { FileLedger } from './file-ledger.js';
import { nodeHost } from './node/node-host.js';
import { MemorySink } from './sink.js';

const FILES = [{ path: 'patients.json', mediaType: 'application/json' }];

test('counts and hashes pieces in the order in which they are given', async () => {
  const sink = new MemorySink();
  const ledger = new FileLedger(FILES, sink, nodeHost);
  await Promise.all(['a', 'b', 'c'].map((text) => ledger.write([[Buffer.from(text)]])));
  expect(Buffer.from(sink.read('patients.json')).toString()).toBe('abc');
  expect(ledger.close()).toEqual([
    {
      path: 'patients.json',
      media_type: 'application/json',
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ]);
});

test('gives the sink nothing more once the run is given up', async () => {
  const sink = new MemorySink();
  const ledger = new FileLedger(FILES, sink, nodeHost);
  ledger.abandon();
  await expect(ledger.write([[Buffer.from('late')]])).rejects.toThrow('given up');
  expect(sink.paths).toEqual([]);
});
