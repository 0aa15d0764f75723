// Why a check fails, warns or cannot be judged, as far as it is known.

/** @typedef {Record<string, any>} Json */

/**
 * Causes as the structure of the model suggests them, none of them proven by an experiment, by statistic; `preset/statistic` where the cause is one preset's.
 *
 * @type {Readonly<Record<string, string>>}
 */
const CAUSES = {
  'wia-rate-mean-percent': 'only a scenario that names a campaign has a published rate to compare with',
  'wia-rate-cv': 'days of several runs cannot be told apart once pooled',
  'dnbi-rate': 'a fixed total and its injury mix set this rate, not the model',
  'nbi-share-percent': 'the injury mix of the preset sets this share, not the model',
  'dow-haemorrhage-percent':
    'most bleeding that reaches a table is controlled; later deaths are of brain injury, sepsis and burns',
  'ncth-percent': 'counted among those who reach a facility alive; most with torso bleeding die before',
  'ncth-mortality-percent':
    'torso flow was tuned to %KIA and %DOW; the few who still bleed on arrival are the gravest',
  'burn-percent':
    'the published mix of mechanisms (calibration 2.2) gives about 2 % of the hits to flame and fire',
  'prehospital-blood-ratio':
    'not matched for severity: whoever gets blood within 35 minutes is reached while bleeding fast, others of that severity die before pick-up and are not counted',
  'triage-specificity-percent':
    'other population: most true T2 and T3 here are lightly hurt, those of the published registries are not',
  'kia-dead-60min-percent':
    'at the upper edge: few of the killed live beyond an hour where help comes by air',
  'wounds-per-casualty': 'at the lower edge: gunshots, a third of the hits in this mix, make fewer wounds',
  'mascal-day/time-to-surgery-median':
    'the hospitals of this preset lie within an hour of the strike; the band is that of a front in large-scale combat',
  'mascal-day/dow-percent-lsco': 'one strike outruns tables and beds for hours',
  'peacekeeping/iss-kia-median': 'few killed, most by gunshot, which kills with a lower ISS than blast',
};

/**
 * @param {string} preset
 * @param {Json} row
 */
export function reasonOf(preset, row) {
  const { id, verdict, value, band, note, n } = row;
  if (verdict === 'pass') return note;
  const cause = CAUSES[`${preset}/${id}`] ?? CAUSES[id];
  const known = cause === undefined ? [] : [cause];
  if (verdict === 'not-applicable') return [note, ...known].join('; ');
  if (verdict === 'too-few')
    return [`${n} cases do not suffice for a verdict`, note, ...known].filter(Boolean).join('; ');
  const below = band.low !== null && value < band.low;
  const by = below ? band.low - value : value - band.high;
  const distance = `${Number(by.toPrecision(2))} ${below ? 'below' : 'above'} the band`;
  return [distance, ...(known.length > 0 ? known : ['cause not known']), note].filter(Boolean).join('; ');
}
