import * as care from './care-checks.js';
import * as deaths from './death-checks.js';
import * as injuries from './injury-checks.js';
import { type Evidence, type Measure, type MeasureOf, unanswered } from './measure.js';
import * as persons from './person-checks.js';
import * as rates from './rates-checks.js';

/** How each statistic of the evidence table is computed; keys are its ids. */
export const STATISTICS: Readonly<Record<string, MeasureOf>> = {
  'kia-percent-coin': rates.kiaPercent,
  'kia-percent-lsco': rates.kiaPercent,
  'dow-percent-coin': rates.dowPercent,
  'dow-percent-lsco': rates.dowPercent,
  'cfr-percent': rates.caseFatality,
  'rtd72-percent': rates.returned72Share,
  'deaths-before-mtf-percent': rates.deathsBeforeMtf,
  'kia-dead-10min-percent': rates.killedWithin10,
  'kia-dead-60min-percent': rates.killedWithin60,
  'kia-dead-120min-percent': rates.killedWithin120,
  'ps-haemorrhage-percent': deaths.killedByBleeding,
  'ps-truncal-percent': deaths.killedByTorsoBleeding,
  'ps-junctional-percent': deaths.killedByJunctionalBleeding,
  'ps-extremity-percent': deaths.killedByLimbBleeding,
  'dow-tbi-percent': deaths.diedOfBrainInjury,
  'dow-haemorrhage-percent': deaths.diedOfBleeding,
  'explosive-share-percent': injuries.explosiveShare,
  'extremity-wounds-percent': injuries.limbWounds,
  'thorax-wounds-percent': injuries.thoraxWounds,
  'abdomen-wounds-percent': injuries.abdomenWounds,
  'wounds-per-casualty': injuries.woundsPerCasualty,
  'iss-mtf-median': injuries.issMedianAtMtf,
  'iss-mtf-q3': injuries.issThirdQuartileAtMtf,
  'iss-kia-median': injuries.issMedianOfKilled,
  'ncth-percent': injuries.torsoBleedingShare,
  'ncth-mortality-percent': injuries.torsoBleedingMortality,
  'transfused-percent': care.transfusedShare,
  'massive-transfusion-percent': care.massiveTransfusionShare,
  'blood-units-per-admission': care.unitsPerAdmitted,
  'amputation-percent': injuries.majorAmputations,
  'burn-percent': injuries.burnsOfEvacuated,
  'tbi-mild-percent': injuries.mildBrainInjuries,
  'dnbi-rate': rates.dnbiRate,
  'nbi-share-percent': rates.nonBattleShare,
  'wia-rate-mean-percent': rates.campaignRate,
  'wia-rate-cv': rates.dailyDispersion,
  'time-to-surgery-median': care.surgicalArrivalMedian,
  'time-to-surgery-60min-percent': care.surgicalArrivalWithin60,
  'tourniquet-minutes-mean': care.tourniquetMinutes,
  'operative-minutes-moderate': care.operativeMinutesModerate,
  'operative-minutes-severe': care.operativeMinutesSevere,
  'role2-alive-percent': care.aliveFromRole2,
  'dcs-share-percent': care.damageControlShare,
  'triss-w': rates.expectedLessObservedSurvivors,
  'prehospital-blood-ratio': care.bloodMortalityRatio,
  'triage-sensitivity-percent': care.triageSensitivity,
  'triage-specificity-percent': care.triageSpecificity,
  'male-percent': persons.maleShare,
  'age-mean': persons.meanAge,
  'blood-group-p': persons.bloodGroupFit,
};

/** Computes a statistic by its id; one that nobody computes is unanswered, never silently passed. */
export function measureOf(id: string, evidence: Evidence): Measure {
  const compute = STATISTICS[id];
  return compute === undefined ? unanswered('not computed by this version') : compute(evidence);
}
