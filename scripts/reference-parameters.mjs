// docs/reference/parameters.md: every number of the model, with unit and source.
import { code, page, table } from './markdown.mjs';

/** @typedef {Record<string, any>} Json */

/** @param {Json} exports */
export function parametersPage({ referenceData }) {
  const { model, version } = referenceData;
  return page('Parameters of the model', [
    `Every number of the model, from \`packages/reference-data/data/model\` (reference data ${version}). One set serves every scenario: presets differ in scenario fields only. What a scenario sets (delays, probabilities, means) stands in [scenario.md](scenario.md). How each number is used is told in [the model](../explanation/model.md). Sources: a section of the calibration dossier, \`F:n\` a reading of it, \`starting parameters\` the fit that the model started from, \`estimate\` no direct source.`,
    '## Physiology',
    parameters(model.physiology),
    '## Care',
    parameters(model.care),
    '## Times in facilities',
    parameters(model.timing),
    '## Battle hits by mechanism',
    'Severity classes in percent, before the scenario’s severity shifts them; regions in percent; probability that a catastrophic hit cannot be survived.',
    mechanisms(model.mechanisms),
    '## Wounds',
    wounds(model.wounds),
    '## Pathways that a wound opens',
    `Probability by severity of the wound. Source: ${model.pathways.source}.`,
    pathways(model.pathways),
    '## Warfare types',
    warfare(model.warfare),
    '## Environment',
    environments(model.environments),
    '## Intensity and tempo',
    table(
      ['Intensity', 'Factor on the mass-casualty share', 'Source'],
      Object.entries(model.intensities).map(([name, { massCasualtyFactor, source }]) => [
        name,
        massCasualtyFactor,
        source,
      ]),
    ),
    table(
      ['Tempo', 'First day', 'Last day', 'Peak', 'Source'],
      Object.entries(model.tempos).map(([name, { first, last, peak, source }]) => [
        name,
        first,
        last,
        peak,
        source,
      ]),
    ),
    '## Hours of the day',
    'Weight of each hour, 0 to 23.',
    table(
      ['Pattern', 'Weights'],
      Object.entries(model.hourPatterns).map(([name, weights]) => [
        name,
        /** @type {number[]} */ (weights).join(' '),
      ]),
    ),
    '## Campaigns',
    table(
      ['Id', 'Title', 'Distribution', 'Mean, per 1,000 a day', 'Standard deviation', 'Lag-1', 'Source'],
      Object.entries(model.campaigns).map(([id, c]) => [
        code(id),
        c.title,
        c.distribution,
        c.battleMean,
        c.battleSd,
        c.lag1,
        c.source,
      ]),
    ),
    '## Outbreaks',
    'Contagious diseases that cluster: share of the cases that comes in outbreaks, size (the least plus a geometric rest), and length.',
    table(
      ['Condition', 'Share', 'Least cases', 'Mean cases', 'Days', 'Source'],
      model.outbreaks.map((/** @type {Json} */ o) => [
        referenceData.clinical.conditions.find((/** @type {Json} */ { id }) => id === o.conditionId).display,
        o.share,
        o.leastCases,
        o.meanCases,
        o.days,
        o.source,
      ]),
    ),
    '## Doctrinal laydown',
    'For scenarios that name no facilities or fleets.',
    parameters(model.laydown.parameters),
    templates(model.laydown, ['role1', 'role2', 'role3']),
    templates(model.laydown.fleets, Object.keys(model.laydown.fleets)),
    '## Legs without a time of their own',
    'Minutes between roles where the scenario gives neither a leg nor locations; role 0 is the point of injury.',
    table(
      ['From', 'To', 'Kinds', 'Shortest', 'Likeliest', 'Longest', 'Source'],
      model.legDefaults.map((/** @type {Json} */ { fromRole, toRole, kinds, minutes, source }) => [
        fromRole,
        toRole,
        kinds.join(', '),
        ...minutes,
        source,
      ]),
    ),
    '## Vital signs',
    model.vitalProfiles.source,
    vitals(model.vitalProfiles),
  ]);
}

/** @param {Json} rows */
function parameters(rows) {
  return table(
    ['Parameter', 'Value', 'Unit', 'Source'],
    Object.entries(rows).map(([name, { value, unit, source }]) => [code(name), value, unit, source]),
  );
}

/** @param {readonly Json[]} rows */
function mechanisms(rows) {
  const hits = rows.filter(({ hit }) => hit !== null);
  return table(
    [
      'Mechanism',
      'Minor / moderate / severe / catastrophic',
      'Mean wounds',
      'Head-neck / face / thorax / abdomen / limb',
      'Unsurvivable',
      'Kinds of wound',
      'Source',
    ],
    hits.map(({ display, hit }) => [
      display,
      Object.values(hit.severity).join(' / '),
      hit.meanWounds,
      Object.values(hit.regions).join(' / '),
      hit.unsurvivable,
      Object.entries(hit.woundKinds)
        .map(([kind, weight]) => `${kind} ${weight}`)
        .join(', '),
      hit.source,
    ]),
  );
}

/** @param {Json} rules */
function wounds({ ais, countFactor, source, ...rest }) {
  return [
    table(
      ['Severity class', 'AIS 1 / 2 / 3 / 4 / 5, %', 'Factor on the number of wounds'],
      Object.keys(ais).map((name) => [name, ais[name].join(' / '), countFactor[name]]),
    ),
    table(
      ['Rule', 'Value'],
      Object.entries(rest).map(([name, value]) => [code(name), value]),
    ),
    `Source: ${source}.`,
  ].join('\n\n');
}

/** @param {Json} rules */
function pathways({ source: _source, ...rules }) {
  return table(
    ['Pathway', 'AIS 3', 'AIS 4', 'AIS 5'],
    Object.entries(rules).map(([name, value]) => [
      code(name),
      ...(Array.isArray(value) ? value : [value, value, value]),
    ]),
  );
}

/** @param {Json} rows */
function warfare(rows) {
  return table(
    [
      'Type',
      'Mechanisms, %',
      'Hours',
      'Share in mass-casualty incidents',
      'Their size',
      'Class mix: battle / non-battle / disease',
      'Source',
    ],
    Object.entries(rows).map(([name, row]) => [
      name,
      Object.entries(row.mechanisms)
        .map(([id, weight]) => `${id} ${weight}`)
        .join(', '),
      row.hours,
      row.massCasualtyShare,
      row.massCasualtySize.join('–'),
      Object.values(row.classMix).join(' / '),
      row.source,
    ]),
  );
}

/** @param {Json} rows */
function environments(rows) {
  return table(
    [
      'Environment',
      'Class mix: battle / non-battle / disease',
      'Night hours',
      'Ground time',
      'Air time',
      'Aid delay',
      'Cooling, °C',
      'Favours',
      'Source',
    ],
    Object.entries(rows).map(([name, row]) => [
      code(name),
      Object.values(row.classMix).join(' / '),
      row.nightHours,
      row.groundTime,
      row.airTime,
      row.aidDelay,
      row.cooling,
      row.favours.join(', '),
      row.source,
    ]),
  );
}

/**
 * @param {Json} all
 * @param {readonly string[]} names
 */
function templates(all, names) {
  const keys = Object.keys(all[names[0] ?? ''] ?? {});
  return table(
    ['Template', ...keys],
    names.map((name) => [name, ...keys.map((key) => all[name][key])]),
  );
}

/** @param {Json} profiles */
function vitals(profiles) {
  const entries = [
    ['bleeding, along the loss of volume', profiles.bleeding],
    ['airway', profiles.airway],
    ['chest', profiles.chest],
    ['brain', profiles.brain],
    ...Object.entries(profiles.systemic ?? {}).map(([name, profile]) => [`systemic: ${name}`, profile]),
  ].filter(([, profile]) => profile);
  const curve = (/** @type {readonly (readonly number[])[] | undefined} */ points) =>
    points === undefined ? '' : points.map(([at, value]) => `${at}: ${value}`).join(', ');
  return table(
    ['Process', 'Heart rate', 'Systolic', 'Breaths', 'SpO2', 'GCS', 'Temperature', 'Source'],
    entries.map(([name, p]) => [
      name,
      curve(p.heartRate),
      curve(p.systolic),
      curve(p.respiratoryRate),
      curve(p.spo2),
      curve(p.gcs),
      curve(p.temperature),
      p.source,
    ]),
  );
}
