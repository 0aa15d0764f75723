import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeSettings } from '../../apps/server/src/config/settings.js';
import { createMetrics } from '../../apps/server/src/metrics/metrics.js';
import { listFiles, projectRoot } from '../support/source-files.js';

/** The parser that reads our scenarios: nothing else of ours has one. */
const { parse } = createRequire(join(projectRoot, 'packages/contract/package.json'))('yaml') as {
  parse(text: string, options: object): unknown;
};
const read = (path: string): string => readFileSync(join(projectRoot, 'deploy', path), 'utf8');

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly ports?: readonly string[];
}

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: object;
  };
  const ours = ['migrate', 'api', 'worker'];

  test('API, worker, PostgreSQL and Redis, the tables made before anybody needs them', () => {
    expect(Object.keys(services)).toEqual([...ours, 'postgres', 'redis']);
    expect(ours.map((name) => services[name]?.command?.[0])).toEqual(['migrate', 'serve', 'worker']);
    for (const name of ['api', 'worker']) {
      expect(services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
    }
    for (const { depends_on: needed = {} } of Object.values(services)) {
      for (const name of Object.keys(needed)) expect(services[name]).toBeDefined();
    }
    expect(Object.keys(volumes)).toEqual(['artifacts', 'postgres']);
  });

  test('our containers have no rights that they do not need', () => {
    for (const name of ours) expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    for (const { ports = [] } of Object.values(services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('every variable is one of ours, and no secret stands in the file', () => {
    const known = ['PGPASSWORD', ...describeSettings().map(({ variable }) => variable)];
    for (const name of ours) {
      for (const variable of Object.keys(services[name]?.environment ?? {}))
        expect(known).toContain(variable);
    }
    expect(services.api?.environment?.MEDPAT_SECRET_KEY).toMatch(/^\$\{MEDPAT_SECRET_KEY:\?/);
    // In a URL some characters of a password mean something else.
    for (const name of ours) {
      expect(services[name]?.environment?.DATABASE_URL).not.toContain('$');
      expect(services[name]?.environment?.PGPASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    }
  });

  test('the worker is asked for its health where it listens, and nobody outside reaches it', () => {
    const { environment, healthcheck, ports } = services.worker ?? {};
    const port = environment?.MEDPAT_WORKER_PORT;
    expect(port).toBeDefined();
    expect(healthcheck?.test?.at(-1)).toContain(`http://127.0.0.1:${port}/health/live`);
    expect(ports).toBeUndefined();
  });

  test('a PostgreSQL that is only setting itself up does not pass for one that is there', () => {
    expect(services.postgres?.healthcheck?.test?.slice(0, 4)).toEqual([
      'CMD',
      'pg_isready',
      '-h',
      '127.0.0.1',
    ]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const arguments_ = (instruction: string): string[] =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1));

  test('every line is an instruction', () => {
    for (const line of lines) {
      expect(line.trim()).toMatch(
        /^(FROM|LABEL|RUN|COPY|ENV|USER|WORKDIR|VOLUME|EXPOSE|ENTRYPOINT|CMD|HEALTHCHECK)\b/,
      );
    }
  });

  test('images have a fixed version, the program runs as nobody special, signals reach it', () => {
    for (const image of arguments_('FROM')) expect(image).toMatch(/:\d+\.\d+/);
    expect(arguments_('USER')).toEqual(['medpat']);
    const [entry = ''] = arguments_('ENTRYPOINT');
    expect(JSON.parse(entry)[0]).toBe('node');
    expect(arguments_('HEALTHCHECK')).toHaveLength(1);
  });

  test('no part of the build comes from elsewhere than the base image and the registry of libraries', () => {
    expect(read('Dockerfile')).not.toMatch(/^# *syntax *=/m);
  });

  test('the libraries are a layer of their own, named by every manifest', () => {
    const manifests = listFiles('').filter((path) => /^(?:apps|packages)\/[^/]+\/package\.json$/.test(path));
    expect(manifests.length).toBeGreaterThan(5);
    const install = lines.findIndex((line) => line.includes('npm ci'));
    const before = lines.slice(0, install).filter((line) => line.startsWith('COPY '));
    expect(before).toEqual([
      'COPY package.json package-lock.json ./',
      ...manifests.map((path) => `COPY ${path} ${path.replace(/package\.json$/, '')}`),
    ]);
  });

  test('the build gets what is named for it, and no secret among that', () => {
    const patterns = read('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(patterns[0]).toBe('*');
    const allowed = patterns.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(
      allowed.filter((name) => !/^(?:package|package-lock|tsconfig\*)\.json$/.test(name)).sort(),
    ).toEqual(['apps', 'packages', 'scripts']);
    // The last word counts.
    expect(patterns.indexOf('**/.env*')).toBeGreaterThan(patterns.indexOf('!packages'));
  });

  test('variables are ours or those of Node', () => {
    const known = ['NODE_ENV', 'MALLOC_ARENA_MAX', ...describeSettings().map(({ variable }) => variable)];
    const set = arguments_('ENV').flatMap((line) => line.trim().split(/\s+/));
    for (const pair of set) expect(known).toContain(pair.split('=')[0]);
  });
});

test('every metric on the dashboard exists', async () => {
  const metrics = createMetrics();
  const exposed = await metrics.registry.getMetricsAsJSON();
  metrics.close();
  const names = exposed.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  const { panels } = JSON.parse(read('grafana/medpat.json')) as {
    readonly panels: readonly {
      readonly title: string;
      readonly targets: readonly { readonly expr: string }[];
    }[];
  };
  expect(panels.length).toBeGreaterThan(10);
  const WORDS = /\b(?:sum|max|by|rate|histogram_quantile|le)\b/g;
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      const bare = expr.replaceAll(/\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)/g, ' ').replaceAll(WORDS, ' ');
      const used = bare.match(/[a-z_]{3,}/g) ?? [];
      expect(used.length, title).toBeGreaterThan(0);
      for (const name of used) expect(names, title).toContain(name);
    }
  }
});
