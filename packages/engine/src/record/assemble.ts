import type { PatientRecord } from '@medical-patients/contract';
import { createPersonFactory } from '../casualty/person.js';
import type { Plan } from '../compile/plan.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { createCareAssembler } from './assemble-care.js';
import { createComplicationAssembler } from './assemble-complications.js';
import { Course } from './assemble-course.js';
import { createIncidentAssembler } from './assemble-incident.js';
import { createInjuryAssembler } from './assemble-injuries.js';
import { assembleOutcome } from './assemble-outcome.js';
import { createRequestAssembler } from './assemble-request.js';
import { createIsoClock } from './assemble-time.js';
import { TimelineWriter } from './assemble-timeline.js';
import { createVitalsAssembler } from './assemble-vitals.js';
import type { CarePathView } from './care-path.js';
import { CLASS, CLASS_WORDS } from './codes.js';

/** Turns care paths into patient records. */
export interface Assembler {
  /**
   * The record of the casualty that `view` stands on. It depends on the path, the plan and the seed alone, never on
   * records assembled before.
   *
   * Codings, Glasgow scores, front, rank and the list of environments are shared between records: read them, do not
   * change them.
   */
  assemble(view: CarePathView): PatientRecord;
}

/**
 * Prepares everything that records of one run share: words, codes, protocols, the clock.
 *
 * @param plan as compiled for the simulation that wrote the care paths
 * @param datasetId first part of every patient's id
 * @throws Error if a clinical table lacks a row that records need
 */
export function createAssembler(plan: Plan, datasetId: string): Assembler {
  const random = new KeyedRandom(plan.seed);
  const clock = createIsoClock(plan.startEpochSeconds);
  const persons = createPersonFactory(plan.referenceData.people, plan.scenario.start);
  const { conditions } = plan.referenceData.clinical;
  const injuries = createInjuryAssembler(conditions);
  const complications = createComplicationAssembler(conditions, clock);
  const incidents = createIncidentAssembler(plan, random, clock);
  const timeline = new TimelineWriter(plan, clock, createRequestAssembler(plan, random, clock, incidents));
  const course = new Course(plan, timeline);
  const vitals = createVitalsAssembler(plan, random, clock);
  const care = createCareAssembler(plan, random, clock, vitals);

  return {
    assemble(view) {
      const { identity, history } = persons.draw(
        random,
        view.number,
        view.nation,
        CLASS_WORDS[view.casualtyClass],
      );
      const isDisease = view.casualtyClass === CLASS.disease;
      course.read(view);
      vitals.measure(view, course);
      care.treat(view, course, history, identity.weight_kg);
      const vital_signs = vitals.write(course, care);
      // Last, since requests go by care and by the signs as they are printed.
      timeline.writeRequests(view, { isAsleepAt: care.isAsleepAt, gcsAt: vitals.gcsAt });
      return {
        schema: 1,
        id: `${datasetId}-${view.number}`,
        number: view.number,
        identity,
        history,
        incident: incidents.incident(view),
        injuries: injuries.injuries(view),
        iss: isDisease ? 0 : view.iss,
        niss: isDisease ? 0 : view.niss,
        disease: injuries.disease(view),
        exposure: injuries.exposure(view),
        complications: complications.complications(course),
        triage: timeline.triage,
        vital_signs,
        care: care.write(),
        timeline: timeline.timeline,
        outcome: assembleOutcome(plan, clock, view, course),
      };
    },
  };
}
