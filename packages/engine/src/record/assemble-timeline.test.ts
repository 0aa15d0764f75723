import { expect, it } from 'vitest';
import { createAssembler } from './assemble.js';
import { CLASS, DIVERSION_WORDS, EVENT } from './codes.js';
import { PathScript, PLACE, rowOf, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'sample');

it('a diversion says why, which facility was passed over, and where the casualty goes', () => {
  const script = new PathScript(0, PLACE.north).wound('B07', 2).both(0, EVENT.injured);
  script.event(9, EVENT.evacuationRequested, 2, PLACE.role3);
  script.event(9, EVENT.diverted, DIVERSION_WORDS.indexOf('no-bed'), PLACE.role3, PLACE.role2);
  const { timeline } = assembler.assemble(viewOf(script.pack({ number: 1 })).read(0));
  expect(timeline.at(-1)).toMatchObject({ event: 'diverted', detail: 'no-bed, r2 to r3' });
});

it('the first event of an illness says that it is its onset', () => {
  const firstOf = (casualtyClass: number) => {
    const script = new PathScript(0, PLACE.north).both(0, EVENT.injured);
    const path = script.pack({ number: 1, casualtyClass, conditionRow: rowOf('D07') });
    return assembler.assemble(viewOf(path).read(0)).timeline[0];
  };
  expect(firstOf(CLASS.disease)).toMatchObject({ event: 'injured', detail: 'onset of disease' });
  expect(firstOf(CLASS.nonBattleInjury).detail).toBeUndefined();
});
