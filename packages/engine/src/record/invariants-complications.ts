import type { PatientRecord } from '@medical-patients/contract';

/** The list of complications and those of the timeline are the same, in the same order. */
export function checkComplications(record: PatientRecord, problems: string[]): void {
  const { complications, timeline } = record;
  let count = 0;
  for (const event of timeline) {
    if (event.event !== 'complication') continue;
    const listed = complications[count];
    if (listed !== undefined && (listed.time !== event.time || listed.place !== event.place)) {
      problems.push(`Complication ${count} is not the one of the timeline.`);
    }
    count++;
  }
  if (count !== complications.length) {
    problems.push(`${count} complications in the timeline, ${complications.length} in the list.`);
  }
}
