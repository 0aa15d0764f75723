import { expect, test } from 'vitest';
import { PieceChannel } from './piece-channel.js';

test('hands pieces over in order', async () => {
  const channel = new PieceChannel();
  const log: string[] = [];
  const writing = (async () => {
    for (const value of [1, 2, 3]) {
      await channel.push(Uint8Array.of(value));
      log.push(`taken ${value}`);
    }
    channel.end();
  })();
  for await (const [value] of channel) log.push(`read ${value}`);
  await writing;
  expect(log.filter((entry) => entry.startsWith('read'))).toEqual(['read 1', 'read 2', 'read 3']);
  expect(log.filter((entry) => entry.startsWith('taken'))).toEqual(['taken 1', 'taken 2', 'taken 3']);
});

test('takes pieces without waiting for those before them', async () => {
  const channel = new PieceChannel();
  const taken = Promise.all([1, 2, 3].map((value) => channel.push(Uint8Array.of(value))));
  channel.end();
  const read: number[] = [];
  for await (const piece of channel) read.push(...piece);
  await taken;
  expect(read).toEqual([1, 2, 3]);
});

test('a writer whose reader left is told', async () => {
  const channel = new PieceChannel();
  const reading = (async () => {
    for await (const _ of channel) break;
  })();
  await channel.push(Uint8Array.of(1));
  await reading;
  await expect(channel.push(Uint8Array.of(2))).rejects.toThrow('nobody reads any more');
});
