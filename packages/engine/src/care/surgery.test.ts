import { parseScenario } from '@medical-patients/contract';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import type { Casualty } from '../casualty/casualty.js';
import { compilePlan } from '../compile/compile-plan.js';
import { CLASS, FLAG, OUTCOME, PATHWAY, REGION_WORDS } from '../record/codes.js';
import { RESOURCE } from '../summary/resource-figures.js';
import { SURGERY_WORDS } from '../summary/words.js';
import { createSmallTheatre, type SmallFacility } from '../testing/small-theatre.js';
import { decideDisposition } from './disposition.js';
import { operated, seek } from './hospital.js';
import { endOperation, needsTable, planOperation } from './surgery.js';
import { STEP, type Theatre } from './theatre.js';

const { conditions } = referenceData.clinical;
const rowOf = (id: string): number => conditions.findIndex((condition) => condition.id === id);
const [BOWEL, HEART, FEMORAL, TIBIA, JAW, GLOBE, CORD, AMPUTATION] = [
  'B25',
  'B24',
  'B05',
  'B11',
  'B37',
  'B38',
  'B41',
  'B01',
];
const ARRIVED_MINUTES = 300;
/** Places of each kind: one table, and no intensive care, whose stay would come between. */
const CAPACITY = [4, 4, 1, 0, 9, 9];

const result = parseScenario(findPreset('lsco-battle')?.yaml, { format: 'yaml' });
if (!result.ok) throw new Error('the preset has mistakes');
const plan = compilePlan({ scenario: result.scenario, seed: '5', referenceData });

/** A chain of facilities of these roles, each with a table. */
function theatreOf(
  roles: readonly number[],
  options: Parameters<typeof createSmallTheatre>[2] = {},
): Theatre {
  const facilities = roles.map(
    (role, index): SmallFacility => ({
      role,
      capacity: CAPACITY,
      onward: index + 1 < roles.length ? [index + 1] : [],
    }),
  );
  const theatre = createSmallTheatre(plan, facilities, options);
  theatre.now = ARRIVED_MINUTES;
  return theatre;
}

/** Someone with these wounds, hurt at 0, who has come to the first facility and bleeds no more. */
function patientIn(t: Theatre, ...wounds: readonly string[]): Casualty {
  const casualty = t.admit(1, 0, 0);
  const [facility] = t.facilities;
  casualty.casualtyClass = CLASS.battleInjury;
  casualty.facility = facility.index;
  casualty.place = facility.place;
  casualty.arrivedMinutes = t.now;
  casualty.visits = 1;
  for (const id of wounds) {
    const condition = conditions[rowOf(id)];
    casualty.log.addWound(rowOf(id), REGION_WORDS.indexOf(condition.region), 1, 3, 0, 0);
  }
  casualty.conditionRow = rowOf(wounds[0]);
  casualty.iss = 9;
  casualty.niss = 9;
  casualty.needsSpecialist = wounds.includes(JAW) || wounds.includes(GLOBE);
  casualty.needsWoundSurgery = wounds.some((id) => id !== JAW && id !== GLOBE);
  return casualty;
}

function kindOf(t: Theatre, casualty: Casualty): string {
  return SURGERY_WORDS[planOperation(t, casualty)];
}

/** Somebody else joins the queue for the table. */
function letWait(t: Theatre): void {
  t.facilities[0].queues[RESOURCE.operatingTable].push(1, 1, t.stamp());
}

describe('damage control', () => {
  it.each([
    [BOWEL, 'laparotomy'],
    [HEART, 'thoracotomy'],
    [FEMORAL, 'vascular'],
  ])('at Role 2 of %s where others wait for the table, else definitive', (wound, name) => {
    const t = theatreOf([2, 3]);
    const casualty = patientIn(t, wound);
    expect([kindOf(t, casualty), casualty.isDamageControl]).toEqual([name, false]);
    letWait(t);
    expect([kindOf(t, casualty), casualty.isDamageControl]).toEqual([`dcs-${name}`, true]);
  });

  it('is not done because others wait where there is nothing to control, nor at Role 3', () => {
    const role2 = theatreOf([2, 3]);
    const broken = patientIn(role2, TIBIA);
    letWait(role2);
    expect([kindOf(role2, broken), broken.isDamageControl]).toEqual(['ortho', false]);
    const role3 = theatreOf([3]);
    const shot = patientIn(role3, BOWEL);
    letWait(role3);
    expect([kindOf(role3, shot), shot.isDamageControl]).toEqual(['laparotomy', false]);
  });

  it('of who was in deep shock, but not when jaw or eye alone is operated on', () => {
    const t = theatreOf([3]);
    for (const [wound, name] of [
      [JAW, 'maxillofacial'],
      [GLOBE, 'eye'],
    ]) {
      const casualty = patientIn(t, wound);
      casualty.body.bleeding.lowestVolume = 0.5;
      expect([kindOf(t, casualty), casualty.isDamageControl]).toEqual([name, false]);
      const both = patientIn(t, BOWEL, wound);
      both.body.bleeding.lowestVolume = 0.5;
      expect([kindOf(t, both), both.isDamageControl]).toEqual(['dcs-laparotomy', true]);
    }
  });
});

describe('what is operated on', () => {
  it('is not the spine at Role 2', () => {
    expect(kindOf(...at(2, CORD))).toBe('soft-tissue');
    expect(kindOf(...at(3, CORD))).toBe('neuro');
  });

  it('is jaw and eye from Role 3 on, or at Role 2 where nobody gets further', () => {
    const needs = (roles: number[], role: number) => {
      const t = theatreOf(roles);
      return needsTable(t, patientIn(t, GLOBE), role);
    };
    expect([needs([2, 3], 2), needs([2, 3], 3)]).toEqual([false, true]);
    expect(needs([2, 4], 2)).toBe(false);
    expect([needs([1, 2], 1), needs([1, 2], 2)]).toEqual([false, true]);
    expect(kindOf(...at(2, GLOBE))).toBe('eye');
  });

  it('for the second time is an infected wound or a vessel, never an amputation again', () => {
    const [t, casualty] = at(2, AMPUTATION);
    casualty.body.bleeding.openLimb(t.now, 0.3);
    casualty.body.bleeding.limbControl = 0;
    casualty.body.bleeding.update(t.now);
    expect(kindOf(t, casualty)).toBe('amputation');
    endOperation(t, casualty);
    casualty.body.bleeding.limbControl = 0;
    casualty.surgicalNeed = 1 << PATHWAY.sepsis;
    expect(kindOf(t, casualty)).toBe('soft-tissue');
    casualty.body.bleeding.limbControl = 1;
    expect(kindOf(t, casualty)).toMatch(/vascular$/);
  });

  it('for the second time may be jaw or eye', () => {
    const [t, casualty] = at(3, AMPUTATION, JAW);
    expect(kindOf(t, casualty)).toBe('amputation');
    casualty.flags |= FLAG.operated;
    casualty.needsWoundSurgery = false;
    expect(kindOf(t, casualty)).toBe('maxillofacial');
  });

  function at(role: number, ...wounds: readonly string[]): [Theatre, Casualty] {
    const t = theatreOf([role]);
    return [t, patientIn(t, ...wounds)];
  }
});

describe('after an operation', () => {
  /** Whoever has a wound operated on that late dies of it, and it is infected. */
  const grave = { postOperativeNissFactor: 1, infectionPerHour: 1, infectionMax: 1 };

  it('of jaw or eye alone nobody dies, and the wound heals', () => {
    for (const wound of [JAW, GLOBE]) {
      const t = theatreOf([3], { care: grave });
      const casualty = patientIn(t, wound);
      operated(t, casualty);
      expect(casualty.needsSpecialist).toBe(false);
      expect(casualty.hadOperationRisk).toBe(false);
      expect(casualty.body.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
      expect(casualty.infectionAtMinutes).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it('of anything else there is that risk', () => {
    let deaths = 0;
    for (const wound of [TIBIA, BOWEL]) {
      const t = theatreOf([3], { care: grave });
      const casualty = patientIn(t, wound, JAW);
      operated(t, casualty);
      expect(casualty.hadOperationRisk).toBe(true);
      expect(casualty.infectionAtMinutes).toBeLessThan(Number.POSITIVE_INFINITY);
      if (Number.isFinite(casualty.body.deathAtMinutes)) deaths++;
    }
    expect(deaths).toBeGreaterThan(0);
  });

  it('the casualty rests again, however often', () => {
    const t = theatreOf([2, 3]);
    const casualty = patientIn(t, TIBIA);
    casualty.returnsToDuty = false;
    for (let operation = 0; operation < 2; operation++) {
      endOperation(t, casualty);
      expect(casualty.hasRested).toBe(false);
      decideDisposition(t, casualty);
      expect(casualty.hasRested).toBe(true);
      const stable = nextStep(t, STEP.stable, casualty);
      expect(stable - t.now).toBe(t.timing.wardStableHours * 60);
    }
  });

  /** When the step that leads the casualty on is due. */
  function nextStep(t: Theatre, step: number, casualty: Casualty): number {
    while (t.agenda.pop()) {
      const { kind, a, b, time } = t.agenda;
      if (kind === step && a === casualty.slot && b === casualty.stepStamp) return time;
    }
    return Number.NaN;
  }
});

it('a tourniquet counts until the table, and no longer', () => {
  const t = theatreOf([2]);
  const casualty = patientIn(t, AMPUTATION);
  casualty.tourniquets = 1;
  casualty.tourniquetMinutes = ARRIVED_MINUTES - 90;
  seek(t, casualty, RESOURCE.operatingTable);
  expect(casualty.held).toBe(RESOURCE.operatingTable);
  expect(casualty.ischaemiaHours).toBe(1.5);
  t.now += 120;
  operated(t, casualty);
  expect(casualty.ischaemiaHours).toBe(1.5);
});

describe('return to duty', () => {
  /** Outcome of someone fit again, and the steps that are due. */
  function dispose(roles: readonly number[], change: (casualty: Casualty) => void): number | undefined {
    let outcome: number | undefined;
    const t = theatreOf(roles, {
      settle: (casualty) => {
        ({ outcome } = casualty);
      },
    });
    const casualty = patientIn(t, GLOBE);
    casualty.returnsToDuty = true;
    casualty.roleNeeded = 1;
    change(casualty);
    decideDisposition(t, casualty);
    return outcome;
  }

  it('is not for who still needs an operation of jaw or eye', () => {
    const operated = (casualty: Casualty): void => {
      casualty.needsSpecialist = false;
    };
    const waiting = (): void => undefined;
    expect(dispose([2, 3], operated)).toBe(OUTCOME.returnedToDuty);
    // Goes on.
    expect(dispose([2, 3], waiting)).toBeUndefined();
    // Nowhere to go.
    expect(dispose([3], operated)).toBe(OUTCOME.returnedToDuty);
    expect(dispose([3], waiting)).toBe(OUTCOME.inCare);
  });
});
