import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig, VARIABLES } from '../../src/config/config.js';

type Names = Parameters<typeof readConfig>[0];

function configErrorMessage(names: Names, environment: Record<string, string>): string {
  try {
    readConfig(names, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).message;
  }
  throw new Error('the environment was accepted');
}

describe('a variable', () => {
  it.each(Object.entries(VARIABLES))('%s has a description for the reference', (_, { description }) => {
    expect(description).toMatch(/^\w.+\.$/);
  });

  it('that is not set has the default of the local stack', () => {
    const names = ['PORT', 'DATABASE_URL', 'GATEWAY_URL', 'RESERVATION_TTL_SECONDS', 'PAYMENT_SUCCESS_RATE'] as const;
    expect(readConfig(names, {})).toEqual({
      PORT: 3000,
      DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:54329/orders',
      GATEWAY_URL: 'http://127.0.0.1:4000',
      RESERVATION_TTL_SECONDS: 900,
      PAYMENT_SUCCESS_RATE: 0.95,
    });
  });

  it('that is empty counts as not set', () => {
    expect(readConfig(['PORT', 'JWT_SECRET'], { PORT: '', JWT_SECRET: '' })).toEqual({
      PORT: 3000,
      JWT_SECRET: undefined,
    });
  });

  it('without a default may be missing', () => {
    expect(readConfig(['JWT_SECRET', 'JWT_JWKS_URL', 'GATEWAY_DATABASE_URL'], {})).toEqual({});
  });

  it('is converted to its type', () => {
    const environment = { PORT: '8080', PAYMENT_SUCCESS_RATE: '0.5', LOG_LEVEL: 'debug' };
    expect(readConfig(['PORT', 'PAYMENT_SUCCESS_RATE', 'LOG_LEVEL'], environment)).toEqual({
      PORT: 8080,
      PAYMENT_SUCCESS_RATE: 0.5,
      LOG_LEVEL: 'debug',
    });
  });

  it('that was not requested is neither read nor validated', () => {
    expect(readConfig(['LOG_LEVEL'], { PORT: 'bad', UNKNOWN: 'x' })).toEqual({ LOG_LEVEL: 'info' });
  });
});

describe('days', () => {
  const names = ['ORDERS_ARCHIVE_AFTER_DAYS', 'EVENTS_RETENTION_DAYS'] as const;
  const read = (archive: string, events: string) =>
    readConfig(names, { ORDERS_ARCHIVE_AFTER_DAYS: archive, EVENTS_RETENTION_DAYS: events });

  it.each([
    ['0', '30'],
    ['31', '30'],
  ])('keep events for less time than orders: archive %s, events %s', (archive, events) => {
    expect(read(archive, events)).toEqual({
      ORDERS_ARCHIVE_AFTER_DAYS: Number(archive),
      EVENTS_RETENTION_DAYS: Number(events),
    });
  });

  it.each([
    ['30', '30'],
    ['1', '7'],
  ])('that archive orders before their events are dropped are rejected: archive %s, events %s', (archive, events) => {
    expect(() => read(archive, events)).toThrow(
      `ORDERS_ARCHIVE_AFTER_DAYS: must be 0, or above EVENTS_RETENTION_DAYS (${events})`,
    );
  });
});

describe('a bad variable', () => {
  it.each<[Names[number], string, RegExp]>([
    ['PORT', 'eighty', /number/],
    ['PORT', '0x0C49', /number/],
    ['PORT', '3e3', /number/],
    ['PORT', ' 3000', /number/],
    ['PORT', '+3000', /number/],
    ['PAYMENT_SUCCESS_RATE', '.5', /number/],
    ['CORS_ORIGINS', 'https://shop.example/', /slash at the end/],
    ['CORS_ORIGINS', 'https://shop.example,https://other.example/shop', /without a path/],
    ['CORS_ORIGINS', 'https://Shop.example:443', /lower case/],
    ['CORS_ORIGINS', '*', /wildcard/],
    ['JWT_ROLE_MAP', 'shop-admin:operator', /pairs/],
    ['JWT_ROLE_MAP', 'shop-admin=admin', /./],
    ['JWT_ROLES_CLAIM', 'roles,,scope', /empty/],
    ['PORT', '0', />=1/],
    ['PORT', '65536', /<=65535/],
    ['PORT', '80.5', /int/],
    ['LOG_LEVEL', 'loud', /"fatal"\|"error"\|"warn"/],
    ['NODE_ENV', 'staging', /"development"\|"test"\|"production"/],
    ['DATABASE_URL', 'mysql://root:hunter2@db/orders', /URL/],
    ['DATABASE_URL', 'hunter2', /URL/],
    ['GATEWAY_URL', 'ftp://gateway', /URL/],
    ['JWT_SECRET', 'hunter2', />=32 characters/],
    ['JWT_JWKS_URL', 'file:///etc/keys', /URL/],
    ['RESERVATION_TTL_SECONDS', '0', />=1/],
    ['RESERVATION_TTL_SECONDS', '86401', /<=86400/],
    ['PLACEMENT_TIMEOUT_SECONDS', '61', /<=60/],
    ['SHUTDOWN_GRACE_SECONDS', '-1', />=0/],
    ['PAYMENT_SUCCESS_RATE', '95', /<=1/],
  ])('%s=%s is named with its rule, on one line', (name, value, rule) => {
    const message = configErrorMessage([name], { [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: .+$`));
    expect(message).toMatch(rule);
  });

  it.each(['hunter2', 'ftp://root:hunter2@db', 'http://hunter2 @'])('does not reveal its value: %s', (value) => {
    const names = ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'JWT_SECRET', 'JWT_JWKS_URL', 'PAYMENT_SUCCESS_RATE'] as const;
    const message = configErrorMessage(names, Object.fromEntries(names.map((name) => [name, value])));
    expect(message.split('\n')).toHaveLength(names.length);
    expect(message).not.toContain('hunter2');
  });

  it('is reported together with all the others, on one line each', () => {
    const environment = { PORT: 'eighty', GATEWAY_URL: 'gateway', LOG_LEVEL: 'info', JWT_SECRET: 'hunter2' };
    const lines = configErrorMessage(['PORT', 'GATEWAY_URL', 'LOG_LEVEL', 'JWT_SECRET'], environment).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['PORT', 'GATEWAY_URL', 'JWT_SECRET']);
  });
});
