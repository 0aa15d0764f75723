/** Cost of the agenda in steady state: take the first event, add one later. Run: bundle or strip types, then node. */

import { bench, run } from 'mitata';
import { KeyedRandom } from '../random/keyed-random.js';
import { Agenda } from './agenda.js';

for (const size of [100, 1_000, 10_000, 100_000, 1_000_000]) {
  const random = new KeyedRandom('agenda bench').open(1, size);
  const agenda = new Agenda();
  const delays = Float64Array.from({ length: 4096 }, () => random.exponential(100));
  for (let i = 0; i < size; i++) agenda.schedule(delays[i & 4095] * random.uniform(), 0, 1, i, 0);
  let i = 0;
  bench(`agenda pop + schedule, ${size} waiting`, () => {
    agenda.pop();
    agenda.schedule(agenda.time + delays[i++ & 4095], 0, 1, agenda.a, 0);
  });
}

await run();
