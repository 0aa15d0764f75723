import { bench, group, run, summary } from 'mitata';
import { createAssembler } from './assemble.js';
import { SAMPLES, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'bench');
const names = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];
const view = viewOf(...names.map((name, i) => SAMPLES[name](i + 1)));

summary(() => {
  group('assemble one record', () => {
    names.forEach((name, i) => {
      bench(name, () => assembler.assemble(view.read(i)));
    });
  });
  group('record to JSON', () => {
    names.forEach((name, i) => {
      const record = assembler.assemble(view.read(i));
      bench(`${name}, ${JSON.stringify(record).length} bytes`, () => JSON.stringify(record));
    });
  });
});

await run();
