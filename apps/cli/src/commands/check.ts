import type { Scenario } from '@medical-patients/contract';
import { compilePlan } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { identifyRun } from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { describeProblem, withFailures } from '../failures.js';
import { formatCount } from '../numbers.js';
import { print, printJson, say } from '../output.js';
import { loadScenario, type ScenarioOptions } from '../scenario-source.js';
import { textList, textTable } from '../text-table.js';

const UNSEEDED = '0';

/** Lists every problem of a scenario, or says what it will produce. */
export function runCheck(
  argument: string,
  flags: ScenarioOptions & { readonly json?: boolean },
): Promise<number> {
  return withFailures(flags, async () => {
    const { scenario, warnings, source, classic } = await loadScenario(argument, flags);
    const plan = compilePlan({ scenario, seed: scenario.seed ?? UNSEEDED, referenceData });
    if (flags.json) {
      const { versions } = identifyRun(plan, nodeHost);
      printJson({ source, classic, warnings, versions, scenario: plan.scenario });
      return 0;
    }
    for (const warning of warnings) say(describeProblem(source, warning));
    print(describeScenario(plan.scenario));
    print(`\n${source} is a valid scenario${warnings.length === 0 ? '' : ', with the warnings above'}.`);
    return 0;
  });
}

function describeScenario(scenario: Scenario): string {
  const { medical } = scenario;
  const mix = Object.entries(scenario.injury_mix).map(([key, share]) => `${percent(share)} ${words(key)}`);
  const list = textList([
    ['Name', scenario.name],
    ...(scenario.description === '' ? [] : ([['Description', scenario.description]] as const)),
    ['Seed', scenario.seed ?? 'drawn for each run'],
    ['Days', `${scenario.days}, from ${scenario.start}`],
    ['Casualties', describeCasualties(scenario)],
    ['Classes', mix.join(', ')],
    ['Warfare', weights(scenario.warfare)],
    ['Intensity', `${scenario.intensity}, severity ${scenario.severity}`],
    ['Environment', scenario.environment.map(words).join(', ') || 'none'],
    ['Special events', scenario.special_events.map(({ type }) => words(type)).join(', ') || 'none'],
    ['Capacity', medical.capacity],
    ['Formats', scenario.output.formats.join(', ')],
  ]);
  return [list, frontTable(scenario), facilityTable(scenario), fleetTable(scenario)].join('\n\n');
}

function describeCasualties({ casualties }: Scenario): string {
  const { total, surviving_injury, rates } = casualties;
  if (total !== null) return `${formatCount(total)}, the killed included`;
  if (surviving_injury !== null) return `${formatCount(surviving_injury)} who live past the first minute`;
  const battle = rates?.campaign ?? `${rates?.battle} battle`;
  return `by rates per 1,000 and day: ${battle}, ${rates?.non_battle_injury} non-battle injury, ${rates?.disease} disease`;
}

function frontTable({ fronts }: Scenario): string {
  return textTable(
    [
      { title: 'Front' },
      { title: 'Share', align: 'right' },
      { title: 'Nations' },
      { title: 'At risk', align: 'right' },
    ],
    fronts.map((front) => [
      front.name,
      percent(front.share),
      Object.entries(front.nations)
        .map(([nation, share]) => `${nation} ${percent(share ?? 0)}`)
        .join(', '),
      front.population_at_risk === null ? '–' : formatCount(front.population_at_risk),
    ]),
  );
}

function facilityTable({ medical }: Scenario): string {
  return textTable(
    [
      { title: 'Facility' },
      { title: 'Role', align: 'right' },
      { title: 'Treatment', align: 'right' },
      { title: 'Bays', align: 'right' },
      { title: 'Tables', align: 'right' },
      { title: 'ICU', align: 'right' },
      { title: 'Ward', align: 'right' },
      { title: 'Holding', align: 'right' },
      { title: 'Evacuates to' },
    ],
    (medical.facilities ?? []).map((facility) => [
      facility.name,
      String(facility.role),
      ...[
        facility.treatment_places,
        facility.resuscitation_bays,
        facility.operating_tables,
        facility.icu_beds,
        facility.ward_beds,
        facility.holding_beds,
      ].map((places) => (facility.role === 4 && places === 0 ? '' : formatCount(places))),
      facility.evacuates_to.join(', '),
    ]),
  );
}

function fleetTable({ medical }: Scenario): string {
  return textTable(
    [
      { title: 'Fleet' },
      { title: 'Kind' },
      { title: 'Vehicles', align: 'right' },
      { title: 'Litters', align: 'right' },
      { title: 'Serves' },
    ],
    (medical.fleets ?? []).map((fleet) => [
      fleet.name,
      words(fleet.kind),
      String(fleet.vehicles),
      String(fleet.litters),
      fleet.serves?.join(', ') ?? (fleet.from === null ? 'everywhere' : `${fleet.from} to ${fleet.to}`),
    ]),
  );
}

const words = (id: string): string => id.replaceAll('_', ' ');

function percent(fraction: number): string {
  const value = fraction * 100;
  return `${Number.isInteger(Number(value.toFixed(6))) ? value.toFixed(0) : value.toFixed(1)} %`;
}

/** Types and their weights; a weight of 1 goes without saying. */
function weights(warfare: Readonly<Record<string, unknown>>): string {
  return Object.entries(warfare)
    .filter(([, weight]) => typeof weight === 'number' && weight > 0)
    .map(([type, weight]) => (weight === 1 ? type : `${type} ${weight}`))
    .join(', ');
}
