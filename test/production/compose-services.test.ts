import { describe, expect, it } from 'vitest';
import { loadComposeFixture, isOwnService, isLongRunning } from './compose-fixture.js';
import { isKnownVariable } from './known-variables.js';

/** Images without a program for health checks; Prometheus monitors them. */
const WITHOUT_HEALTHCHECK = ['otel-collector'];

/** The database role of each process. */
const DATABASE_ROLES = {
  ...{ migrate: 'owner', api: 'api', gateway: 'gateway' },
  ...{ 'orders-worker': 'orders', 'inventory-worker': 'inventory', 'payments-worker': 'payments', events: 'events' },
};

const { project, services, violations } = await loadComposeFixture();

describe('health and order', () => {
  it('restarts services or runs jobs, and checks the health of every service', () => {
    expect(violations(({ restart }) => !/^unless-stopped$|^on-failure:\d+$/.test(restart) && restart)).toEqual([]);
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
    expect(Object.fromEntries(roles)).toEqual(DATABASE_ROLES);
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
