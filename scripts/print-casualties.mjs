// Prints casualties of a run from injury to outcome, one line an instant: what happened, what was done, what the signs
// were. For reading as a physician would. Records are read from patients.json or patients.ndjson.
//
//   node scripts/print-casualties.mjs out/counter-insurgency-with-air-evacuation-42 7 19 230
//   node scripts/print-casualties.mjs out/counter-insurgency-with-air-evacuation-42 --sample 20
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {Record<string, any>} Json */

const USAGE = 'usage: print-casualties.mjs <run folder> (<number>… | --sample <n>)';

/**
 * @param {string} folder
 * @returns {Json[]}
 */
function readRecords(folder) {
  const lines = join(folder, 'patients.ndjson');
  if (existsSync(lines)) {
    const text = readFileSync(lines, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
  return JSON.parse(readFileSync(join(folder, 'patients.json'), 'utf8'));
}

/**
 * Numbers that look drawn at random and are the same every time: steps of the golden ratio through the casualties.
 *
 * @param {number} count
 * @param {number} casualties
 */
function sampleNumbers(count, casualties) {
  const golden = (Math.sqrt(5) - 1) / 2;
  const numbers = Array.from(
    { length: count },
    (_, i) => 1 + Math.floor((((i + 1) * golden) % 1) * casualties),
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** @param {number} minutes */
function clock(minutes) {
  const rounded = Math.round(minutes * 60);
  const hours = Math.floor(rounded / 3600);
  const rest = [Math.floor(rounded / 60) % 60, rounded % 60].map((n) => String(n).padStart(2, '0'));
  return `${String(hours).padStart(4)}:${rest.join(':')}`;
}

/** @param {Json} signs */
function describeSigns(signs) {
  const { gcs } = signs;
  return [
    `HR ${signs.heart_rate}`,
    `BP ${signs.systolic}/${signs.diastolic}`,
    `RR ${signs.respiratory_rate}`,
    `SpO2 ${signs.spo2}`,
    `GCS ${gcs.total} (E${gcs.eye} V${gcs.verbal} M${gcs.motor})`,
    `T ${signs.temperature_c}`,
    `pain ${signs.pain}`,
    `score ${signs.health_score}`,
    `volume ${signs.blood_volume_fraction}`,
  ].join('  ');
}

/** @param {Json} event */
function describeEvent(event) {
  const { request } = event;
  const nineLines = request
    ? [
        request.line_3_precedence,
        request.line_5_type,
        request.line_4_equipment,
        request.line_6_security,
        request.line_9_contamination,
      ].join(', ')
    : '';
  return [event.event, event.asset, event.detail, nineLines].filter(Boolean).join(' · ');
}

/** @param {Json} care */
function describeCare(care) {
  const dose = care.dose === undefined ? '' : ` ${care.dose} ${care.unit ?? ''}`;
  const route = care.route === undefined ? '' : ` ${care.route}`;
  return `+ ${care.code.display}${dose}${route} (${care.performer})${care.successful ? '' : '  FAILED'}`;
}

/** @param {Json} triage */
function describeTriage(triage) {
  const truth = triage.true_category === undefined ? '' : ` (true ${triage.true_category})`;
  return `triage ${triage.category}${truth} by ${triage.assessed_by}`;
}

/** @param {Json} record */
function describePerson({ identity, history }) {
  const list = (/** @type {Json[]} */ codes) => codes.map(({ display }) => display).join('; ') || 'none';
  return [
    `${identity.display_name}, ${identity.sex}, ${identity.age}, ${identity.nationality}, ` +
      `${identity.rank.title} (${identity.rank.code}), ${identity.unit}, ${identity.weight_kg} kg, ` +
      `${identity.height_cm} cm, ${identity.blood_group}`,
    `allergies: ${list(history.allergies)} | medication: ${list(history.medications)} | problems: ${list(history.problems)}`,
  ];
}

/** @param {Json} record */
function describeInjuries({ injuries, disease, exposure, iss, niss }) {
  const lines = injuries.map(
    (/** @type {Json} */ { diagnosis, region, side, ais, bleeding_class, tourniquet_possible }) =>
      `  AIS ${ais}  ${diagnosis.display} [${[side, region].filter(Boolean).join(' ')}]` +
      `  bleeding ${bleeding_class}${tourniquet_possible ? ', tourniquet possible' : ''}`,
  );
  if (injuries.length > 0) lines.push(`  ISS ${iss}, NISS ${niss}`);
  if (disease)
    lines.push(`  ${disease.diagnosis.display} [${disease.diagnosis.icd_10}], ${disease.severity}`);
  if (exposure) lines.push(`  agent ${exposure.agent}, dose ${exposure.dose_class}`);
  return lines;
}

/** @param {Json} record */
function printRecord(record) {
  const { incident, outcome } = record;
  console.log(`\n══ ${record.number} ${'═'.repeat(90)}`);
  console.log(
    `${incident.class}, ${incident.mechanism.display}, day ${incident.day} ${incident.time.slice(11, 16)}, ` +
      `${incident.front.name}${incident.mass_casualty ? ', mass casualty' : ''}`,
  );
  for (const line of describePerson(record)) console.log(line);
  for (const line of describeInjuries(record)) console.log(line);
  const items = [
    ...record.timeline.map((/** @type {Json} */ e) => ({ ...e, order: 0, text: describeEvent(e) })),
    ...record.triage.map((/** @type {Json} */ e) => ({ ...e, order: 1, text: describeTriage(e) })),
    ...record.vital_signs.map((/** @type {Json} */ e) => ({ ...e, order: 2, text: `  ${describeSigns(e)}` })),
    ...record.care.map((/** @type {Json} */ e) => ({ ...e, order: 3, text: describeCare(e) })),
  ].sort((a, b) => a.time.localeCompare(b.time) || a.order - b.order);
  let place = '';
  for (const item of items) {
    if (item.place !== place) {
      place = item.place;
      console.log(`-- ${place}`);
    }
    const minutes = (Date.parse(item.time) - Date.parse(incident.time)) / 60_000;
    console.log(`${clock(minutes)}  ${item.text}`);
  }
  const cause = outcome.cause_of_death === null ? '' : `, ${outcome.cause_of_death}`;
  const judged =
    outcome.preventability === null ? '' : `, ${Object.values(outcome.preventability).join(': ')}`;
  console.log(`=> ${outcome.status} at ${outcome.place}${cause}${judged}`);
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const records = readRecords(folder);
  const numbers = rest[0] === '--sample' ? sampleNumbers(Number(rest[1]), records.length) : rest.map(Number);
  for (const number of numbers) {
    const record = records[number - 1];
    if (record === undefined) throw new Error(`there is no casualty ${number} among ${records.length}`);
    printRecord(record);
  }
}
