import { describe, expect, it } from 'vitest';
import { loadComposeFixture, isOwnService, isLongRunning } from './compose-fixture.js';
import { isKnownVariable } from './known-variables.js';

/** Its image holds nothing that could ask; Prometheus watches it. */
const WITHOUT_HEALTHCHECK = ['otel-collector'];

/** Which role of the database each process logs in with. */
const DATABASE_ROLES = {
  ...{ migrate: 'owner', api: 'api', gateway: 'gateway' },
  ...{ 'orders-worker': 'orders', 'inventory-worker': 'inventory', 'payments-worker': 'payments' },
};

const { project, services, violations } = await loadComposeFixture();

describe('health and order', () => {
  it('each service runs for ever or is a job, and who runs for ever tells its health', () => {
    expect(violations(({ restart }) => !/^unless-stopped$|^on-failure:\d+$/.test(restart) && restart)).toEqual([]);
    expect(
      violations(
        (service, name) =>
          isLongRunning(service) &&
          // Ours have that of the image.
          !(isOwnService(service) || service.healthcheck !== undefined || WITHOUT_HEALTHCHECK.includes(name)) &&
          'has no healthcheck',
      ),
    ).toEqual([]);
  });

  it('who is waited for is there, and is waited for as it ends or does not end', () => {
    const wrong = services().flatMap(([name, { depends_on: targets }]) =>
      Object.entries(targets).flatMap(([target, { condition }]) => {
        const service = project().services[target];
        if (!service) return [`${name} waits for ${target}, which is not there`];
        const fits = (condition === 'service_completed_successfully') !== isLongRunning(service);
        return fits && condition !== 'service_started' ? [] : [`${name} waits for ${target} by ${condition}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('nobody needs a service of another profile', () => {
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

  it('are given variables that they read, and no secret but by file', () => {
    const given = ours().flatMap(([name, { environment }]) =>
      Object.keys(environment).map((variable) => [name, variable]),
    );
    expect(given.length).toBeGreaterThan(30);
    expect(given.filter(([, variable = '']) => !isKnownVariable(variable))).toEqual([]);
    expect(given.filter(([, variable = '']) => /(KEYS?|SECRET|DATABASE_URL)$/.test(variable))).toEqual([]);
  });

  it('have a role of the database each', () => {
    const roles = ours().map(([name, { environment }]) => {
      const [, file = ''] =
        Object.entries(environment).find(([variable]) => variable.endsWith('DATABASE_URL_FILE')) ?? [];
      return [name, /([a-z]+)-database-url$/.exec(file)?.[1]];
    });
    expect(Object.fromEntries(roles)).toEqual(DATABASE_ROLES);
  });

  it('are killed only after the time that they may take to stop', () => {
    expect(
      ours().filter(([, { environment, stop_grace_period: grace = '10s' }]) => {
        const { SHUTDOWN_GRACE_SECONDS = '10' } = environment;
        return Number(grace.replace(/s$/, '')) < Number(SHUTDOWN_GRACE_SECONDS) + 7;
      }),
    ).toEqual([]);
  });

  it('can be scaled, but for those whose port is published', () => {
    expect(violations(({ container_name: name }) => name)).toEqual([]);
    const published = ours().flatMap(([name, { ports }]) => (ports.length > 0 ? [name] : []));
    expect(published.sort()).toEqual(['api', 'gateway']);
  });
});
