import type { OutcomeStatus, PatientRecord, TimelineEvent } from '@medical-patients/contract';

const DEATHS: readonly OutcomeStatus[] = ['kia', 'dow', 'died-non-battle'];

/** Where the casualty was, and that the end of the course is the outcome (calibration check 37). */
export function checkCourse(record: PatientRecord, problems: string[]): void {
  checkWhereabouts(record, problems);
  checkEnd(record, problems);
  checkDeath(record, problems);
  checkVictim(record, problems);
}

/** One place at a time: departures and arrivals take turns, and between them only the vehicle is a place. */
function checkWhereabouts(record: PatientRecord, problems: string[]): void {
  let place = '';
  let isUnderWay = false;
  for (const event of record.timeline) {
    const isHere = event.place === place || place === '';
    if (event.event === 'arrived') {
      if (!isUnderWay) problems.push(`Arrives at ${event.place} without having departed.`);
      if (event.echelon === 'transport') problems.push('Arrives in a vehicle.');
      isUnderWay = false;
    } else if (isUnderWay) {
      if (event.event === 'departed') problems.push(`Departs from ${event.place} while under way.`);
      if (event.echelon !== 'transport')
        problems.push(`Is at ${event.place} while under way: ${event.event}.`);
    } else if (!isHere) {
      problems.push(`Is at ${event.place} and at ${place} at once: ${event.event}.`);
    }
    if (event.event === 'departed') {
      isUnderWay = true;
      place = event.asset ?? '';
    } else place = event.place;
  }
  if (isUnderWay !== (record.outcome.echelon === 'transport')) {
    problems.push('Timeline and outcome disagree on whether the casualty is under way.');
  }
  const last = record.timeline.at(-1);
  if (last !== undefined && !isUnderWay && last.place !== record.outcome.place) {
    problems.push(`Ends at ${record.outcome.place}, last seen at ${last.place}.`);
  }
}

/** Exactly one terminal event where the outcome has one, as the last event, at the time of the outcome. */
function checkEnd(record: PatientRecord, problems: string[]): void {
  const { timeline, outcome } = record;
  if (timeline.length === 0 || timeline[0].event !== 'injured') {
    problems.push('The timeline does not begin with the injury.');
  }
  let injuries = 0;
  let terminals = 0;
  for (const { event } of timeline) {
    if (event === 'injured') injuries++;
    if (event === 'died' || event === 'returned-to-duty') terminals++;
  }
  if (injuries > 1) problems.push('The casualty is injured twice.');
  const last = timeline.at(-1);
  if (outcome.status === 'in-care') {
    if (terminals > 0) problems.push('Still in care, but the timeline has an end.');
    return;
  }
  if (outcome.status === 'evacuated-out-of-theatre') {
    if (terminals > 0) problems.push('Evacuated, but the timeline has another end.');
    expectLast('handed-over', last, record, problems);
    return;
  }
  if (terminals !== 1) problems.push(`The timeline has ${terminals} ends.`);
  expectLast(outcome.status === 'returned-to-duty' ? 'returned-to-duty' : 'died', last, record, problems);
}

function expectLast(
  kind: TimelineEvent['event'],
  last: TimelineEvent | undefined,
  record: PatientRecord,
  problems: string[],
): void {
  if (last === undefined || last.event !== kind) {
    problems.push(`Outcome ${record.outcome.status}, but the last event is ${last?.event ?? 'missing'}.`);
  } else if (last.time !== record.outcome.time) {
    problems.push('The last event and the outcome have different times.');
  }
}

/** KIA before the first treatment facility, DOW after it, battle and non-battle apart; cause and judgement of deaths only. */
function checkDeath(record: PatientRecord, problems: string[]): void {
  const { outcome } = record;
  const isBattle = record.incident.class === 'battle-injury';
  const hasArrived = record.timeline.some(
    (event) => event.event === 'arrived' && event.echelon !== 'poi' && event.echelon !== 'transport',
  );
  if (outcome.status === 'kia' && hasArrived) problems.push('Killed in action after reaching a facility.');
  if (outcome.status === 'dow' && !hasArrived) problems.push('Died of wounds without reaching a facility.');
  if ((outcome.status === 'kia' || outcome.status === 'dow') && !isBattle) {
    problems.push('A non-battle death is counted as a battle death.');
  }
  if (outcome.status === 'died-non-battle' && isBattle) {
    problems.push('A battle death is counted as a non-battle death.');
  }
  const isDead = DEATHS.includes(outcome.status);
  if (isDead !== (outcome.cause_of_death !== null)) {
    problems.push(isDead ? 'A death has no cause.' : 'A survivor has a cause of death.');
  }
  if (isDead !== (outcome.preventability !== null)) {
    problems.push(isDead ? 'A death has no judgement.' : 'A survivor has a judgement of death.');
  }
}

/** What happened to the casualty needs what it says it needs. */
function checkVictim(record: PatientRecord, problems: string[]): void {
  let isOperating = false;
  for (const { event } of record.timeline) {
    if (event === 'surgery-started') {
      if (isOperating) problems.push('Two operations at once.');
      isOperating = true;
    } else if (event === 'surgery-ended') {
      if (!isOperating) problems.push('An operation ends that never began.');
      isOperating = false;
    }
  }
  for (const { category, true_category } of record.triage) {
    if (category === true_category) problems.push('A true category is given that equals the assessed one.');
  }
}
