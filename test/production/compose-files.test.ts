import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execFileAsync } from '../../src/process/child-process.js';
import { loadComposeFixture, isOwnService, PROFILES, readTemporalDockerFile } from './compose-fixture.js';
import { TEMPORAL_DOCKER, type ComposeService } from './compose-project.js';

const FILES = ['compose.yml', 'cluster.yml', 'app.yml', 'observability.yml', 'cloud.yml'];

const { load, project, services, violations } = await loadComposeFixture();

describe('profiles', () => {
  it.each(Object.entries(PROFILES))('starts the profile %s alone', async (profile, members) => {
    const { services: enabled } = await load([profile]);
    expect(Object.keys(enabled).sort()).toEqual(members);
  });

  it('puts every service in exactly one profile', () => {
    expect(violations(({ profiles }, name) => profiles.length !== 1 && `is in ${profiles.length}: ${name}`)).toEqual(
      [],
    );
    expect(services().length).toBe(Object.values(PROFILES).flat().length);
  });

  it('replaces the cluster by Temporal Cloud', async () => {
    const files = ['compose.yml', 'cloud.yml'];
    await expect(load(['app'], files)).rejects.toThrow('TEMPORAL_ADDRESS');
    const address = { TEMPORAL_ADDRESS: 'shop.a1b2c.tmprl.cloud:7233', TEMPORAL_NAMESPACE: 'shop.a1b2c' };
    const cloud = await load(['app', 'tools'], files, address);
    const clients = services()
      .filter(([, service]) => isOwnService(service) && 'TEMPORAL_NAMESPACE' in service.environment)
      .map(([name]) => name);
    expect(clients.length).toBe(7);
    for (const name of clients) {
      expect(cloud.services[name]?.environment).toMatchObject({
        ...address,
        TEMPORAL_API_KEY_FILE: '/run/secrets/temporal-api-key',
      });
    }
  });
});

describe('references', () => {
  it('gives every variable a default or an error, and documents it in the README', () => {
    const uses = FILES.flatMap((file) =>
      [...readTemporalDockerFile(file).matchAll(/\$\{(\w+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({
        file,
        name,
        rest,
      })),
    );
    expect(uses.length).toBeGreaterThan(10);
    expect(uses.filter(({ rest }) => !/^:[-?]/.test(rest))).toEqual([]);
    const readme = readTemporalDockerFile('README.md');
    expect(uses.filter(({ name }) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('mounts and builds only from existing files and folders', () => {
    const mounts = services().flatMap(([, { volumes }]) => volumes.filter(({ type }) => type === 'bind'));
    const builds = services().flatMap(([, { build }]) => (build ? [path.join(build.context, build.dockerfile)] : []));
    expect(mounts.length).toBeGreaterThan(5);
    expect([...mounts.map(({ source }) => source), ...builds].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('mounts every volume', () => {
    const mounted = services().flatMap(([, { volumes }]) => volumes.map(({ source }) => source));
    expect(Object.keys(project().volumes).filter((volume) => !mounted.includes(volume))).toEqual([]);
  });

  describe('secrets', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-secrets-'));
      await execFileAsync(path.join(TEMPORAL_DOCKER, 'secrets/make.sh'), [folder]);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('creates exactly the secrets that services use', () => {
      const used = new Set(services().flatMap(([, { secrets }]) => secrets.map(({ source }) => source)));
      expect(readdirSync(folder).sort()).toEqual([...used].sort());
      expect([...used].filter((name) => path.basename(project().secrets[name]?.file ?? '') !== name)).toEqual([]);
    });

    it('gives a service exactly the secrets that its variables name', () => {
      const named = ({ environment }: ComposeService) =>
        Object.entries(environment).flatMap(([name, file]) => (name.endsWith('_FILE') ? [file] : []));
      const given = ({ secrets }: ComposeService) => secrets.map(({ target }) => target);
      expect(
        violations((service) => named(service).some((file) => !given(service).includes(file)) && named(service).join()),
      ).toEqual([]);
      // In other services, a script reads all secrets.
      expect(
        violations(
          (service) =>
            isOwnService(service) && given(service).some((file) => !named(service).includes(file)) && 'too many',
        ),
      ).toEqual([]);
    });
  });

  it('publishes each port once, and only on the loopback address', () => {
    const published = services().flatMap(([, { ports }]) => ports);
    const numbers = published.map((port) => port.published);
    expect(numbers.length).toBeGreaterThan(4);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(published.filter(({ host_ip }) => host_ip !== '127.0.0.1')).toEqual([]);
  });

  it('pins each image to one version', () => {
    const images = new Map<string, Set<string>>();
    for (const [, { image }] of services()) {
      const [name = '', version = ''] = image.split(':');
      images.set(name, (images.get(name) ?? new Set()).add(version));
    }
    expect([...images].filter(([, versions]) => versions.size !== 1)).toEqual([]);
    const foreign = [...images].filter(([name]) => name !== 'durable-orders');
    expect(foreign.filter(([, [version = '']]) => !/^v?\d+\.\d+/.test(version))).toEqual([]);
  });
});
