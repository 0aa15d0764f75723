// The pages of docs/reference, each a function of what the sources export.
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { code, page, table } from './markdown.mjs';
import { listSchemaFields, readComments, readInterface } from './schema-comments.mjs';

/** @typedef {Record<string, any>} Json */

const CONTRACT = join(root, 'packages/contract/src');
const WRITERS = join(root, 'packages/writers/src');

/** @param {Json} exports */
export function scenarioPage({ listFields }) {
  const rows = listFields().map((/** @type {Json} */ field) => [
    code(field.path),
    field.type + (field.required ? ' (required)' : ''),
    field.default === null ? '' : code(field.default),
    field.unit,
    field.source,
    field.sentence,
  ]);
  return page('Scenario fields', [
    'Every field a scenario file may have. `medpat schema` prints the same as JSON Schema, `medpat check` lists every problem of a file. `[]` stands for each entry of a list. Sources: a section of the calibration dossier (`5.3`), one of its readings (`F:26`), or `estimate`.',
    table(['Field', 'Type and range', 'Default', 'Unit', 'Source', 'Meaning'], rows),
    'Unknown keys are refused, with what was probably meant. Configurations of the earlier system are read and migrated; keys of theirs that have no effect here are named in a warning. The codes of all problems stand in [problems.md](problems.md).',
  ]);
}

/** @param {Json} exports */
export function recordPage({ patientRecordSchema, z }) {
  return page('Patient record', [
    'One casualty, from injury to outcome, as `json` and `ndjson` write it. Keys are snake_case; times are ISO 8601 UTC to the second and never run backwards within a list. A fact is stored once; every other format is a view of this record.',
    schemaTable(
      z.toJSONSchema(patientRecordSchema),
      join(CONTRACT, 'patient-record.ts'),
      'patientRecordSchema',
    ),
    'A record of a casualty who reaches Role 2 holds at least five interventions. `medpat verify` checks every record of a run against the schema and against the invariants: time in order, nothing after death, one outcome, nobody in two places, signs within their bounds.',
  ]);
}

/** @param {Json} exports */
export function summaryPage({ summarySchema, studyBandsSchema, z }) {
  const file = join(CONTRACT, 'summary.ts');
  return page('Summary', [
    '`summary.json` holds the figures of a run, `summary.html` the same to look at, `medpat summary` prints them. A rate always carries numerator and denominator, in numbers and in words, and its 95 % Wilson interval.',
    schemaTable(z.toJSONSchema(summarySchema), file, 'summarySchema'),
    '## Study bands',
    '`medpat study --json` prints the spread of the figures over replications.',
    schemaTable(z.toJSONSchema(studyBandsSchema), file, 'studyBandsSchema'),
  ]);
}

/**
 * @param {Json} schema
 * @param {string} file
 * @param {string} name
 */
function schemaTable(schema, file, name) {
  const fields = listSchemaFields(schema, readComments(file, name));
  return table(
    ['Field', 'Type', 'Meaning'],
    fields.map(({ path, type, comment }) => [code(path), type, comment]),
  );
}

/** @param {Json} exports */
export function formatsPage({ FORMATS, createWriter }) {
  const dataset = { id: 'example', name: 'Example', seed: '1', start: '2026-06-01T00:00:00Z' };
  const csv = createWriter('csv', { dataset });
  const dictionary = csv.files.findIndex((/** @type {Json} */ { path }) => path.endsWith('dictionary.csv'));
  const [head, ...rows] = readCsv(new TextDecoder().decode(csv.head()[dictionary]));
  const classic = readInterface(join(WRITERS, 'classic/classic-record.ts'), 'ClassicRecord');
  const event = readInterface(join(WRITERS, 'classic/movement-timeline.ts'), 'ClassicEvent');
  const members = (/** @type {ReturnType<typeof readInterface>} */ list) =>
    table(
      ['Key', 'Type', 'Meaning'],
      list.map(({ name, type, comment }) => [code(name), code(type), comment]),
    );
  return page('Formats', [
    'Named with `-f`, several separated by commas. A format that is a single file also goes to standard output with `-o -`. Every file is the same for any number of threads and any machine.',
    table(
      ['Name', 'What', 'Files', 'To standard output'],
      FORMATS.map((/** @type {Json} */ { name, title, files, streams }) => [
        code(name),
        title,
        files.map((/** @type {Json} */ { path }) => code(path)).join(', '),
        streams ? 'yes' : 'no',
      ]),
    ),
    '`--zip` packs the whole run into one archive, `--encrypt` also encrypts it (AES-256 as WinZip writes it, which 7-Zip opens). An encrypted archive has random salts, so its own bytes differ from run to run; those of its entries do not.',
    '## csv',
    'RFC 4180, UTF-8, with a header. `number` joins the tables. A cell that a spreadsheet would run as a formula is neutralised. `dictionary.csv` holds this table:',
    table(
      head ?? [],
      rows.map((cells) => cells.map((cell, i) => (i < 2 ? code(cell) : cell))),
    ),
    '## classic',
    'The shape that viewers and scripts of the earlier generation read: a JSON array of these. It is a view of the patient record; nothing in it is simulated again.',
    members(classic),
    'An entry of `movement_timeline`:',
    members(event),
  ]);
}

/** @param {Json} exports */
export function presetsPage({ presets, parseScenario }) {
  const rows = presets.map((/** @type {Json} */ preset) => {
    const result = parseScenario(preset.yaml);
    if (!result.ok) throw new Error(`preset ${preset.id} has problems`);
    const { days, casualties, fronts, intensity, severity, warfare, injury_mix: mix } = result.scenario;
    const percent = (/** @type {number} */ share) => `${Math.round(share * 100)}`;
    return [
      code(preset.id) + (preset.calibration ? ' *' : ''),
      preset.description,
      casualties.total ?? 'by rates',
      days,
      fronts.length,
      Object.keys(warfare).join(', '),
      `${percent(mix.battle_injury)} / ${percent(mix.non_battle_injury)} / ${percent(mix.disease)}`,
      `${intensity}, ${severity}`,
      preset.aliases.map(code).join(', '),
    ];
  });
  return page('Presets', [
    'Scenarios that come with the software. `medpat presets NAME` prints one as commented YAML to start from. `*`: published figures are checked against it.',
    table(
      [
        'Preset',
        'What',
        'Casualties',
        'Days',
        'Fronts',
        'Warfare',
        'Battle / non-battle / disease, %',
        'Intensity, severity',
        'Also known as',
      ],
      rows,
    ),
  ]);
}

const COMMANDS = ['generate', 'presets', 'check', 'schema', 'summary', 'study', 'compare', 'verify'];

/** @param {(parameters: readonly string[]) => string} runCli */
export function cliPage(runCli) {
  const help = (/** @type {readonly string[]} */ words) =>
    `\`\`\`text\n${runCli([...words, '--help']).trimEnd()}\n\`\`\``;
  return page('Commands', [
    'What `medpat --help` and `medpat COMMAND --help` print. Data goes to standard output, everything else to standard error.',
    help([]),
    ...COMMANDS.flatMap((name) => [`## medpat ${name}`, help([name])]),
    '## Environment',
    '`MEDPAT_PASSWORD` is the password of `--encrypt`. [Variables of the service](settings.md) mean nothing here and may be set; any other that begins with `MEDPAT_` is refused, with what was probably meant. Those that begin with `MEDPAT_TEST_` belong to the test suite.',
  ]);
}

/** Exit code by kind of failure; a test runs the CLI into one of each. */
const EXIT_CODES = { failed: 1, usage: 2, aborted: 130 };

/** @param {Json} exports */
export function problemsPage({ FAILURE_KINDS, PROBLEM_CODES }) {
  const failures = Object.entries(FAILURE_KINDS).map(([failure, kind]) => [
    code(failure),
    EXIT_CODES[/** @type {keyof typeof EXIT_CODES} */ (kind)],
  ]);
  return page('Exit codes and problems', [
    table(
      ['Exit code', 'Meaning'],
      [
        [0, 'done'],
        [
          EXIT_CODES.failed,
          'failed: the disk is full, the run folder exists, a verification found something, …',
        ],
        [EXIT_CODES.usage, 'wrong usage or input'],
        [EXIT_CODES.aborted, 'interrupted (Ctrl-C); nothing is left behind'],
      ],
    ),
    '## Failures',
    'Codes are never reused and never renamed. With `--json` a failure is printed as `{"error": {"code", "message"}}`.',
    table(['Code', 'Exit code'], failures),
    '## Problems of a scenario',
    'All problems of a file are listed at once, each with its path and, for files, line and column. With `--json` they stand in `error.problems`, under the code `input-problems` and exit code 2. Some are warnings, which do not stop a run.',
    table(
      ['Code', 'Meaning'],
      Object.entries(PROBLEM_CODES).map(([problem, meaning]) => [code(problem), meaning]),
    ),
  ]);
}

/**
 * Reads CSV as RFC 4180 has it.
 *
 * @param {string} text
 */
function readCsv(text) {
  /** @type {string[][]} */
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}
