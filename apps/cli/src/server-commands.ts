import { type Command, Option } from 'commander';
import type { AppContext } from './app-context.js';

type Run = (action: Promise<number>) => Promise<void>;

const jsonOption = () => new Option('--json', 'print the result as JSON on standard output');
const dataOption = () =>
  new Option('--data <dir>', 'folder of the embedded database and the files (default: ./medpat-data)');
const SETTINGS = `
Everything else is set by variables of the environment: docs/reference/settings.md lists them. DATABASE_URL (PostgreSQL)
and REDIS_URL make several processes one service; without DATABASE_URL the database is embedded.`;

/** The commands of the service, whose code is loaded only when one of them runs. */
export function addServerCommands(program: Command, context: AppContext, run: Run): void {
  addServe(program, context, run);
  addWorker(program, context, run);
  addMigrate(program, context, run);
  addKeys(program, context, run);
}

function addServe(program: Command, context: AppContext, run: Run): void {
  program
    .command('serve')
    .description('run the HTTP API; without DATABASE_URL on an embedded database, everything in one process')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--port <n>', 'port to listen on (default: 8000)')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `${SETTINGS}

The embedded service prints a link that carries the key of this machine behind the #. Keys for others: "medpat keys".

Examples:
  medpat serve
  medpat serve --port 9000 --data /var/lib/medpat
  DATABASE_URL=postgres://medpat@db/medpat REDIS_URL=redis://cache medpat serve`,
    )
    .action((options) =>
      run(import('./commands/serve.js').then(({ runServe }) => runServe(options, context))),
    );
}

function addWorker(program: Command, context: AppContext, run: Run): void {
  program
    .command('worker')
    .description('run jobs of a service that has a PostgreSQL; any number, on any machine')
    .addOption(
      new Option('--data <dir>', 'folder of the files, shared with the API (default: ./medpat-data)'),
    )
    .addHelpText('after', `${SETTINGS}`)
    .action((options) =>
      run(import('./commands/worker.js').then(({ runWorker }) => runWorker(options, context))),
    );
}

function addMigrate(program: Command, context: AppContext, run: Run): void {
  program
    .command('migrate')
    .description("bring the database's tables up to date; serve and worker do it at their start as well")
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((options) =>
      run(import('./commands/migrate.js').then(({ runMigrate }) => runMigrate(options, context))),
    );
}

function addKeys(program: Command, context: AppContext, run: Run): void {
  const keys = program
    .command('keys')
    .description('the keys that open the API')
    .addHelpText(
      'after',
      `
The embedded database belongs to one process: while "medpat serve" runs on it, use its API (/api/v1/keys) instead.

Examples:
  medpat keys create analyst --scopes read,generate --per-minute 600
  medpat keys limits 5f0c… --patients 50000 --jobs none
  medpat keys usage 5f0c… --json`,
    );
  const load = () => import('./commands/keys.js');
  const withId = (name: string, about: string) =>
    withLocation(keys.command(name).description(about).argument('<id>', 'id of the key'));

  withLimits(withLocation(keys.command('create').description('make a key; it is shown this once')))
    .argument('<name>', 'who or what it is for')
    .option('--scopes <words>', 'read, generate, admin, by commas', 'read,generate')
    .option('--expires <day>', 'when it ends, such as 2027-01-31')
    .action((name: string, options) =>
      run(load().then(({ runKeysCreate }) => runKeysCreate(name, options, context))),
    );
  withLocation(keys.command('list').description('all keys, newest first')).action((options) =>
    run(load().then(({ runKeysList }) => runKeysList(options, context))),
  );
  withId('show', 'one key').action((id: string, options) =>
    run(load().then(({ runKeysShow }) => runKeysShow(id, options, context))),
  );
  withLimits(withId('limits', 'change limits; those left out stay')).action((id: string, options) =>
    run(load().then(({ runKeysLimits }) => runKeysLimits(id, options, context))),
  );
  withId('usage', 'what it was used for, by day')
    .option('--from <day>', 'first day, UTC (default: 30 days ago)')
    .option('--to <day>', 'last day, UTC (default: today)')
    .action((id: string, options) =>
      run(load().then(({ runKeysUsage }) => runKeysUsage(id, options, context))),
    );
  withId('rotate', 'a new secret under the same id; the old one stops at once').action(
    (id: string, options) => run(load().then(({ runKeysRotate }) => runKeysRotate(id, options, context))),
  );
  withId('revoke', 'end a key for good').action((id: string, options) =>
    run(load().then(({ runKeysRevoke }) => runKeysRevoke(id, options, context))),
  );
}

const withLocation = (command: Command): Command => command.addOption(dataOption()).addOption(jsonOption());

const withLimits = (command: Command): Command =>
  command
    .option('--patients <n>', 'patients of one request, or none')
    .option('--per-minute <n>', 'requests a minute, or none')
    .option('--per-day <n>', 'requests a day, or none')
    .option('--jobs <n>', 'jobs at the same time, or none');
