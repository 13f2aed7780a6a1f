import { describe, expect, it } from 'vitest';
import { loadComposeFixture, isOwnService, isLongRunning } from './compose-fixture.js';
import { PROCESS_NAMES, PROCESSES } from '../../src/process/processes.js';
import { isKnownVariable } from './known-variables.js';

/** Images without a program for health checks; Prometheus monitors them. */
const WITHOUT_HEALTHCHECK = ['otel-collector'];

/** The database role of each process. */
const DATABASE_ROLES = {
  ...Object.fromEntries(PROCESS_NAMES.map((name) => [PROCESSES[name].service, name])),
  ...{ migrate: 'owner', audit: 'owner', seed: 'owner' },
};

const { project, services, violations } = await loadComposeFixture();

describe('health and order', () => {
  it('restarts services or runs jobs, and checks the health of every service', () => {
    expect(
      violations(({ restart, profiles }) => {
        const expected = profiles.includes('tools') ? /^no$/ : /^unless-stopped$|^on-failure:\d+$/;
        return !expected.test(restart) && restart;
      }),
    ).toEqual([]);
    expect(
      violations(
        (service, name) =>
          isLongRunning(service) &&
          // Our own services use the healthcheck of the image.
          !(isOwnService(service) || service.healthcheck !== undefined || WITHOUT_HEALTHCHECK.includes(name)) &&
          'has no healthcheck',
      ),
    ).toEqual([]);
  });

  it('waits for existing services, with the condition that fits each', () => {
    const wrong = services().flatMap(([name, { depends_on: targets }]) =>
      Object.entries(targets).flatMap(([target, { condition }]) => {
        const service = project().services[target];
        if (!service) return [`${name} waits for ${target}, which does not exist`];
        const fits = (condition === 'service_completed_successfully') !== isLongRunning(service);
        return fits && condition !== 'service_started' ? [] : [`${name} waits for ${target} by ${condition}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('requires no service of another profile', () => {
    expect(
      violations(({ profiles, depends_on: targets }) => {
        const foreign = Object.entries(targets).filter(
          ([target, { required }]) => required && project().services[target]?.profiles[0] !== profiles[0],
        );
        return foreign.length > 0 && foreign.map(([target]) => target).join(', ');
      }),
    ).toEqual([]);
  });
});

describe('resources', () => {
  it('rotates the logs of every service and limits its memory', () => {
    expect(
      violations(({ logging, mem_limit: memory }) => {
        const rotates = logging?.driver === 'local' && logging.options['max-size'] !== undefined;
        return !(rotates && Number(memory) > 0) && 'can fill the disk or the memory of the machine';
      }),
    ).toEqual([]);
  });

  it('starts no Node.js process and no CLI for a health check', () => {
    const dear = /^(node|npm|temporal|tdbg)$/;
    expect(violations(({ healthcheck }) => dear.test(healthcheck?.test[1] ?? '') && 'has an expensive check')).toEqual(
      [],
    );
  });

  it('restarts no service because another one is created again', () => {
    expect(
      violations(({ depends_on: targets }) => Object.values(targets).some(({ restart }) => restart) && 'would restart'),
    ).toEqual([]);
  });

  it('creates the database with an encoding that its locale provider accepts', () => {
    const { POSTGRES_INITDB_ARGS = '' } = project().services.postgres?.environment ?? {};
    expect(POSTGRES_INITDB_ARGS.split(/\s+/)).toEqual(
      expect.arrayContaining(['--encoding=UTF8', '--locale-provider=builtin']),
    );
  });

  it('asks no foreign website for news', () => {
    expect(project().services.ui?.environment).toMatchObject({ TEMPORAL_DISABLE_NEWS_FETCH: 'true' });
    expect(project().services.grafana?.environment).toMatchObject({ GF_NEWS_NEWS_FEED_ENABLED: 'false' });
  });
});

describe('our processes', () => {
  const ours = () => services().filter(([, service]) => isOwnService(service));

  it('receive only variables that they read, and secrets only as files', () => {
    const given = ours().flatMap(([name, { environment }]) =>
      Object.keys(environment).map((variable) => [name, variable]),
    );
    expect(given.length).toBeGreaterThan(30);
    expect(given.filter(([, variable = '']) => !isKnownVariable(variable))).toEqual([]);
    expect(given.filter(([, variable = '']) => /(KEYS?|SECRET|DATABASE_URL)$/.test(variable))).toEqual([]);
  });

  it('each use their own database role', () => {
    const roles = ours().map(([name, { environment }]) => {
      const [, file = ''] =
        Object.entries(environment).find(([variable]) => variable.endsWith('DATABASE_URL_FILE')) ?? [];
      return [name, /([a-z]+)-database-url$/.exec(file)?.[1]];
    });
    expect(Object.fromEntries(roles.filter(([, role]) => role !== undefined))).toEqual(DATABASE_ROLES);
  });

  it('have enough time to stop before they are killed', () => {
    expect(
      ours().filter(([, { environment, stop_grace_period: grace = '10s' }]) => {
        const { SHUTDOWN_GRACE_SECONDS = '10' } = environment;
        return Number(grace.replace(/s$/, '')) < Number(SHUTDOWN_GRACE_SECONDS) + 7;
      }),
    ).toEqual([]);
  });

  it('can be scaled unless their port is published', () => {
    expect(violations(({ container_name: name }) => name)).toEqual([]);
    const published = ours().flatMap(([name, { ports }]) => (ports.length > 0 ? [name] : []));
    expect(published.sort()).toEqual(['api', 'gateway']);
  });
});
