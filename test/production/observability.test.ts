import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { execFileAsync } from '../../src/process/child-process.js';
import { loadComposeFixture, readTemporalDockerFile } from './compose-fixture.js';
import { TEMPORAL_DOCKER } from './compose-project.js';

const { project, services } = await loadComposeFixture();

it('scrapes existing services', () => {
  const { scrape_configs: jobs } = parse(readTemporalDockerFile('prometheus/prometheus.yml')) as {
    scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
  };
  const targets = jobs.flatMap(({ dns_sd_configs: configs }) =>
    configs.flatMap(({ names, port }) => names.map((name) => `${name}:${port}`)),
  );
  expect(targets.filter((address) => !((address.split(':')[0] ?? '') in project().services))).toEqual([]);
});

it('passes promtool', async ({ skip }) => {
  const run = execFileAsync('promtool', ['check', 'config', path.join(TEMPORAL_DOCKER, 'prometheus/prometheus.yml')]);
  const result = await run.catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const missing = 'promtool is not installed (Debian has it in the package prometheus)';
    if (process.env.CI === 'true') throw new Error(missing);
    return skip(missing);
  });
  expect(result.stdout).toContain('SUCCESS');
});

it('names existing services in the collector and the data sources', () => {
  const files = ['otel/collector.yml', 'grafana/provisioning/datasources/datasources.yml'];
  const hosts = files.flatMap((file) =>
    [...readTemporalDockerFile(file).matchAll(/(?:endpoint: |http:\/\/)([a-z-]+):\d+/g)].map(([, host = '']) => host),
  );
  expect(hosts.length).toBe(3);
  expect(hosts.filter((host) => !(host in project().services))).toEqual([]);
  expect(new URL(project().services.api?.environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? '').hostname).toBe(
    'otel-collector',
  );
});

it('passes mounted files to commands', () => {
  const named = services().flatMap(([, { command, volumes }]) =>
    (command ?? []).flatMap((word) => {
      const [, file] = /^--config(?:\.file)?=(.+)$/.exec(word) ?? [];
      return file === undefined ? [] : [{ file, volumes }];
    }),
  );
  expect(named.length).toBe(3);
  for (const { file, volumes } of named) {
    const mount = volumes.find(({ target }) => file.startsWith(target));
    expect(existsSync(path.join(mount?.source ?? '', file.slice(mount?.target.length)))).toBe(true);
  }
});
