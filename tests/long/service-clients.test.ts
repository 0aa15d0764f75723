import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, type Medpat, openMedpat } from '../e2e/support/medpat.js';
import { type ServiceProcess, startService } from '../e2e/support/service.js';
import { watchMemory } from '../support/process-tree.js';

const MIB = 1024 * 1024;
/** Streams that one process serves at the same time. */
const STREAMS = 64;
/** Large enough to fill every buffer on the way: about 20 MB. */
const SMALL = 1_500;
const LARGE = 100_000;

let medpat: Medpat;
let service: ServiceProcess;

beforeAll(async () => {
  medpat = openMedpat();
  service = await startService(medpat, join(medpat.folder, 'data'));
}, 300_000);
afterAll(async () => {
  const gone = service && endOf(service.child);
  service?.child.kill('SIGKILL');
  await gone;
  medpat?.remove();
}, 60_000);

/** A client that asks for a stream and reads nothing beyond its first piece. */
interface StalledClient {
  readonly socket: Socket;
  /** The head of the answer. */
  readonly first: Promise<string>;
}

function stall(patients: number, days = 3): StalledClient {
  const { hostname, port } = new URL(service.url);
  const body = JSON.stringify({
    configuration: { schema: 1, name: 'Stalled', days, casualties: { total: patients } },
    seed: 'stalled',
  });
  const head = [
    'POST /api/v1/streaming/generate HTTP/1.1',
    'Host: localhost',
    `X-API-Key: ${service.key}`,
    'Content-Type: application/json',
    'Accept: application/x-ndjson',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
  socket.on('error', () => {});
  const first = new Promise<string>((resolve) => {
    socket.once('data', (piece: Buffer) => {
      socket.pause();
      resolve(piece.toString('latin1').split('\r\n\r\n')[0] ?? '');
    });
  });
  return { socket, first };
}

async function generatedBytes(): Promise<number> {
  const text = await (
    await fetch(`${service.url}/metrics`, { headers: { 'x-api-key': service.key } })
  ).text();
  const match = /^generation_bytes_total\{format="ndjson"\} (\d+)/m.exec(text);
  return Number(match?.[1] ?? 0);
}

/** Waits until nothing more is generated. @returns what has been */
async function untilQuiet(): Promise<number> {
  for (let before = -1, same = 0; ; ) {
    const now = await generatedBytes();
    same = now === before ? same + 1 : 0;
    if (same === 10) return now;
    before = now;
    await delay(100);
  }
}

/** Waits until a stream can be begun. */
async function untilServed(): Promise<void> {
  for (;;) {
    const client = stall(1);
    const head = await client.first;
    client.socket.destroy();
    if (head.startsWith('HTTP/1.1 200')) return;
    expect(head).toMatch(/^HTTP\/1\.1 503 /);
    await delay(50);
  }
}

describe('clients that do not read', () => {
  test('one that stalls stops the generation, whose memory stays as it is; it ends when the client leaves', async () => {
    const client = stall(LARGE, 30);
    expect(await client.first).toMatch(/^HTTP\/1\.1 200 /);
    const generated = await untilQuiet();
    // Of about 1,500 MB: what fits into the buffers of both sides.
    expect(generated).toBeGreaterThan(0);
    expect(generated).toBeLessThan(40 * MIB);

    const memory = watchMemory(service.child.pid as number);
    const end = performance.now() + 3000;
    while (performance.now() < end) {
      expect((await service.call('GET', '/jobs/')).status).toBe(200);
      await delay(50);
    }
    memory.stop();
    const [least, most] = [Math.min(...memory.samples), Math.max(...memory.samples)];
    process.stderr.write(
      `stalled after ${Math.round(generated / MIB)} MB; resident ${Math.round(least / MIB)} to ${Math.round(most / MIB)} MB\n`,
    );
    expect(most - least).toBeLessThan(32 * MIB);
    expect(await generatedBytes()).toBe(generated);

    client.socket.destroy();
    await untilServed();
    const after = await untilQuiet();
    expect(after - generated).toBeLessThan(MIB);
  }, 600_000);

  test('as many as there are places keep others out, with a time to come back, until they leave', async () => {
    for (const leave of ['after the first piece', 'at once'] as const) {
      const clients = Array.from({ length: STREAMS }, () => stall(SMALL));
      if (leave === 'after the first piece') {
        const heads = await Promise.all(clients.map(({ first }) => first));
        expect(heads.filter((head) => head.startsWith('HTTP/1.1 200'))).toHaveLength(STREAMS);
        const head = await stall(1).first;
        expect(head).toMatch(/^HTTP\/1\.1 503 /);
        expect(head).toMatch(/^retry-after: \d+/im);
      } else {
        await Promise.all(
          clients.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))),
        );
      }
      for (const { socket } of clients) socket.destroy();
      await untilServed();
    }
    await untilQuiet();
    // Every place is free again.
    const clients = Array.from({ length: STREAMS }, () => stall(SMALL));
    const heads = await Promise.all(clients.map(({ first }) => first));
    for (const { socket } of clients) socket.destroy();
    expect(heads.filter((head) => head.startsWith('HTTP/1.1 200'))).toHaveLength(STREAMS);
  }, 600_000);
});
