import { Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { createStreamSink } from './stream-sink.js';

test('many writes wait for a slow reader without listeners, in order', async () => {
  const read: number[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write: (piece: Buffer, _encoding, done) => {
      read.push(...piece);
      setImmediate(done);
    },
  });
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => {
    process.off('warning', note);
  });
  const sink = createStreamSink(stream);
  const writes = Array.from({ length: 40 }, (_, value) => sink.write('file', Uint8Array.of(value)));
  expect(stream.listenerCount('drain')).toBe(0);
  await Promise.all(writes);
  expect(read).toEqual(Array.from({ length: 40 }, (_, value) => value));
  expect(warnings).toEqual([]);
});
