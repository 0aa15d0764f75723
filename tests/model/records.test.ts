import { createAssembler } from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { CarePathView } from '../../packages/engine/src/record/care-path.js';
import { PRESET_IDS, planOf, presetScenario, run } from '../support/simulated.js';
import { RecordAudit } from '../support/structural.js';

describe.each(PRESET_IDS)('%s', (id) => {
  const plan = planOf(presetScenario(id, 'casualties.total=300', 'special_events=[]'), 'audit');

  it('every record of 300 casualties obeys every invariant', () => {
    const finished = run(plan);
    const audit = new RecordAudit(plan);
    for (const { buffer } of finished.chunks) audit.add(buffer);
    expect(audit.records).toBe(300);
    expect(audit.breaches).toEqual([]);
    for (const [check, { records, violations }] of Object.entries(audit.findings(plan, finished))) {
      expect({ check, violations }).toEqual({ check, violations: 0 });
      expect(records).toBeGreaterThan(0);
    }
  });
});

describe('a record', () => {
  it('depends on its path, the plan and the seed alone, not on those assembled before it', () => {
    const plan = planOf(presetScenario('lsco-battle', 'casualties.total=200'), 'alone');
    const views = run(plan).chunks.map(({ buffer }) => new CarePathView(buffer));
    const inOrder = createAssembler(plan, 'one');
    const expected = views.flatMap((view) =>
      Array.from({ length: view.count }, (_, i) => JSON.stringify(inOrder.assemble(view.read(i)))),
    );
    const backwards = createAssembler(plan, 'one');
    const found: string[] = [];
    for (const view of views.toReversed()) {
      for (let i = view.count - 1; i >= 0; i--) found.push(JSON.stringify(backwards.assemble(view.read(i))));
    }
    expect(found.toReversed()).toEqual(expected);
  });
});
