import type { PatientRecord, VitalSigns } from '@medical-patients/contract';
import { healthScore } from '../physiology/vital-signs-score.js';

/** Least pulse pressure of the living, and the bounds of 3.1. mmHg, percent, degrees Celsius. */
const LEAST_PULSE_PRESSURE = 8;
const LEAST_SPO2 = 50;
const COLDEST = 28;
const HOTTEST = 42;
/** Death by bleeding comes before less is left (simulation design, section 4; rounding of the reading). */
const LEAST_VOLUME = 0.395;

/** Small wounds lose up to 8 % beside the bleeding that kills; it counts as lost before it is (simulation design, section 4). */
const MOST_VOLUME_BLED_OUT = 0.44;

/** Plausibility of every reading (calibration check 35), and that its score is the score of its own signs. */
export function checkVitalSigns(record: PatientRecord, problems: string[]): void {
  const signs = record.vital_signs;
  for (let i = 0; i < signs.length; i++) checkReading(signs[i], i, problems);
  // A death after an operation keeps the wound as its cause, whatever blood was given since.
  const hasBledOut =
    (record.outcome.cause_of_death?.endsWith('-bleeding') ?? false) &&
    !record.timeline.some((event) => event.event === 'surgery-ended');
  const last = signs.at(-1);
  if (hasBledOut && last?.at === 'died' && last.blood_volume_fraction > MOST_VOLUME_BLED_OUT) {
    problems.push(`Bled to death with a blood volume of ${last.blood_volume_fraction}.`);
  }
}

function checkReading(reading: VitalSigns, index: number, problems: string[]): void {
  const { heart_rate, systolic, diastolic, respiratory_rate, spo2, gcs, temperature_c } = reading;
  const say = (what: string): void => {
    problems.push(`Reading ${index}: ${what}`);
  };
  if (gcs.eye + gcs.verbal + gcs.motor !== gcs.total)
    say('the parts of the Glasgow Coma Scale do not add up.');
  if (!(spo2 >= LEAST_SPO2 && spo2 <= 100)) say(`oxygen saturation ${spo2} is out of bounds.`);
  if (!(temperature_c >= COLDEST && temperature_c <= HOTTEST)) say(`${temperature_c} °C is out of bounds.`);
  const score = healthScore(heart_rate, systolic, respiratory_rate, spo2, gcs.total);
  if (reading.health_score !== score) say(`health score ${reading.health_score}, its signs score ${score}.`);
  if (!(reading.blood_volume_fraction >= LEAST_VOLUME && reading.blood_volume_fraction <= 1.1)) {
    say(`blood volume ${reading.blood_volume_fraction} is out of bounds.`);
  }
  if (reading.at === 'died') {
    if (heart_rate + systolic + diastolic + respiratory_rate !== 0 || gcs.total !== 3) {
      say('the dead show signs of life.');
    }
    return;
  }
  if (!(heart_rate > 0 && respiratory_rate > 0 && systolic > 0))
    say('a living patient shows no sign of life.');
  if (!(diastolic > 0 && systolic - diastolic >= LEAST_PULSE_PRESSURE)) {
    say(`blood pressure ${systolic}/${diastolic} has too little pulse pressure.`);
  }
}
