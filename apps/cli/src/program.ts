import { Command, CommanderError, Option } from 'commander';
import type { AppContext } from './app-context.js';
import { addServerCommands } from './server-commands.js';

/** What a command gives back: its exit code. */
type Action = Promise<number>;

const EXIT_USAGE = 2;
const DOCUMENTED_EXITS = `
Exit codes: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted.`;

/**
 * Reads the command line and runs the command, whose code is loaded only then.
 *
 * @returns the exit code
 */
export async function runProgram(parameters: readonly string[], context: AppContext): Promise<number> {
  let exitCode = 0;
  const run = async (action: Action): Promise<void> => {
    exitCode = await action;
  };
  const program = buildProgram(context, run);
  if (parameters.length === 0) {
    program.outputHelp({ error: true });
    return EXIT_USAGE;
  }
  try {
    await program.parseAsync([...parameters], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version leave with 0; everything else that commander refuses is wrong usage.
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  return exitCode;
}

type Run = (action: Action) => Promise<void>;

function buildProgram(context: AppContext, run: Run): Command {
  const program = new Command('medpat')
    .description('Generates the patients of a military medical exercise. All data is synthetic.')
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  medpat generate                          1,440 patients of the default exercise, into ./out
  medpat generate -p 500 -s 42 -f json,csv
  medpat presets lsco-battle > battle.yaml   a scenario to start from
  medpat check battle.yaml
  medpat generate battle.yaml
${DOCUMENTED_EXITS}`,
    );
  addGenerate(program, context, run);
  addPresets(program, run);
  addCheck(program, run);
  addSchema(program, run);
  addSummary(program, run);
  addStudy(program, context, run);
  addCompare(program, run);
  addVerify(program, run);
  addServerCommands(program, context, run);
  return program;
}

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** A scenario with its changes: the same options in every command that reads one. */
function withScenarioOptions(command: Command): Command {
  return command
    .option('-p, --patients <n>', 'number of casualties, the killed included')
    .option('-d, --days <n>', 'days of fighting')
    .option('--set <path=value>', 'change a field of the scenario; may be repeated', collect);
}

const SCENARIO_ARGUMENT = 'scenario file (YAML or JSON, also of the earlier system), - for standard input';
const jsonOption = () => new Option('--json', 'print the result as JSON on standard output');
const quietOption = () => new Option('-q, --quiet', 'no progress, no closing table; errors only');
const threadsOption = () =>
  new Option('--threads <n>', 'threads to work on (default: processors, at most 8); the bytes are the same');

function addGenerate(program: Command, context: AppContext, run: Run): void {
  withScenarioOptions(
    program
      .command('generate')
      .description('simulate a scenario and write its patients')
      .argument('[scenario]', `${SCENARIO_ARGUMENT}, or the name of a preset; "default" when left out`)
      .option('--preset <name>', 'one of the scenarios of "medpat presets"'),
  )
    .option('-s, --seed <text>', 'seed, integer or text; one is drawn and printed when left out')
    .option('-o, --output <dir>', 'folder in which the run folder is made; - for standard output', 'out')
    .option('-f, --format <names>', 'formats, separated by commas (default: json)')
    .addOption(threadsOption())
    .option('--zip', 'pack the run into one ZIP archive')
    .option('--encrypt', 'encrypt the archive with AES-256; the password is asked for')
    .option('--password-file <file>', 'take the password from the first line of a file')
    .option('--force', 'replace a run folder that exists')
    .addOption(quietOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The run folder is <dir>/<name>-<seed>. It appears when it is whole, or not at all. The same scenario and seed give
the same bytes on any machine. The last of a repeated option wins.

The password of --encrypt comes from --password-file, the variable MEDPAT_PASSWORD, or a prompt.

Examples:
  medpat generate
  medpat generate --preset lsco-battle -p 10000 -s 42 -f json,csv
  medpat generate battle.yaml --set medical.fleets.0.vehicles=3 --set intensity=extreme
  medpat generate -f ndjson -o - | head
  medpat generate battle.yaml --encrypt --password-file secret.txt
${DOCUMENTED_EXITS}`,
    )
    .action((scenario: string | undefined, options) =>
      run(
        import('./commands/generate.js').then(({ runGenerate }) => runGenerate(scenario, options, context)),
      ),
    );
}

function addPresets(program: Command, run: Run): void {
  program
    .command('presets')
    .description('list the scenarios that come with the software, or print one to start from')
    .argument('[name]', 'a preset, printed as commented YAML')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  medpat presets
  medpat presets coin-air > my-scenario.yaml`,
    )
    .action((name: string | undefined, options) =>
      run(import('./commands/presets.js').then(({ runPresets }) => runPresets(name, options))),
    );
}

function addCheck(program: Command, run: Run): void {
  withScenarioOptions(
    program
      .command('check')
      .description('list every problem of a scenario, or say what it will produce')
      .argument('<scenario>', `${SCENARIO_ARGUMENT}, or the name of a preset`),
  )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  medpat check battle.yaml
  medpat check battle.yaml --set days=30 --json
  medpat check lsco-battle`,
    )
    .action((scenario: string, options) =>
      run(import('./commands/check.js').then(({ runCheck }) => runCheck(scenario, options))),
    );
}

function addSchema(program: Command, run: Run): void {
  program
    .command('schema')
    .description('print the JSON Schema of scenarios, for editors')
    .option('--fields', 'a table of all fields instead')
    .addHelpText(
      'after',
      `
Examples:
  medpat schema > scenario.schema.json
  medpat schema --fields | less

An editor completes and checks a scenario that begins with
  # yaml-language-server: $schema=./scenario.schema.json`,
    )
    .action((options) => run(import('./commands/schema.js').then(({ runSchema }) => runSchema(options))));
}

function addSummary(program: Command, run: Run): void {
  program
    .command('summary')
    .description('the figures and the scorecard of a run, as tables')
    .argument('<dir>', 'a run folder, or a folder with one run in it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  medpat summary out/default-exercise-42
  medpat summary out/default-exercise-42 --json | jq .rates`,
    )
    .action((folder: string, options) =>
      run(import('./commands/summary.js').then(({ runSummary }) => runSummary(folder, options))),
    );
}

function addStudy(program: Command, context: AppContext, run: Run): void {
  withScenarioOptions(
    program
      .command('study')
      .description("run a scenario with many seeds: bands of the planner's figures")
      .argument('<scenario>', `${SCENARIO_ARGUMENT}, or the name of a preset`),
  )
    .option('-r, --replications <n>', 'how many seeds', '20')
    .option('-s, --seed <text>', 'seed of the study; two studies with one seed meet the same casualties')
    .addOption(threadsOption())
    .addOption(quietOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  medpat study battle.yaml --replications 100
  medpat study battle.yaml -r 100 -s 7 --set medical.fleets.0.vehicles=3`,
    )
    .action((scenario: string, options) =>
      run(import('./commands/study.js').then(({ runStudy }) => runStudy(scenario, options, context))),
    );
}

function addCompare(program: Command, run: Run): void {
  withScenarioOptions(
    program
      .command('compare')
      .description('the same casualties under two laydowns: who fares differently, and why')
      .argument('<a>', 'scenario file, or the name of a preset')
      .argument('<b>', 'the same with other means'),
  )
    .option('-s, --seed <text>', 'seed of both runs')
    .option('--all', 'list every casualty with another outcome, not only the first 40')
    .addOption(quietOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The scenarios may differ in their means (medical), name and output. Where they differ in anything that decides who is
hurt, the comparison is refused and the field named.

Examples:
  medpat compare battle.yaml battle-fewer-tables.yaml -s 42
  medpat compare battle.yaml other.yaml --json > changes.json`,
    )
    .action((a: string, b: string, options) =>
      run(import('./commands/compare.js').then(({ runCompare }) => runCompare(a, b, options))),
    );
}

function addVerify(program: Command, run: Run): void {
  program
    .command('verify')
    .description('check a run: every hash, every invariant of every record, the summary recounted')
    .argument('<dir>', 'a run folder, or a folder with one run in it')
    .addOption(quietOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Full records are read from patients.ndjson or patients.json. A run without them is generated again from its manifest.

Examples:
  medpat verify out/default-exercise-42
  medpat verify out --json`,
    )
    .action((folder: string, options) =>
      run(import('./commands/verify.js').then(({ runVerify }) => runVerify(folder, options))),
    );
}
