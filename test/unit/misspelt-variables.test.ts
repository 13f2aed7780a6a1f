import { describe, expect, it } from 'vitest';
import { misspeltVariables, VARIABLES } from '../../src/config/config.js';

describe('a variable that nothing reads', () => {
  it.each([
    ['RATE_LIMIT_PER_ADRESS', 'RATE_LIMIT_PER_ADDRESS'],
    ['RATE_LIMITS_PER_USER', 'RATE_LIMIT_PER_USER'],
    ['RATE_LIMIT_USER', 'RATE_LIMIT_PER_USER'],
    ['RATELIMIT_PER_USER', 'RATE_LIMIT_PER_USER'],
    ['rate_limit_per_user', 'RATE_LIMIT_PER_USER'],
    ['JWT-SECRET', 'JWT_SECRET'],
    ['JWT_SERCET', 'JWT_SECRET'],
    ['JWT_SECRET_FIEL', 'JWT_SECRET_FILE'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['PAYMENT_GATEWAYS', 'PAYMENT_GATEWAY'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['RESERVATION_TTL_SECOND', 'RESERVATION_TTL_SECONDS'],
    ['RESERVATION_SECONDS', 'RESERVATION_TTL_SECONDS'],
    ['TEMPORAL_ADRESS', 'TEMPORAL_ADDRESS'],
    ['OTEL_TRACE_EXPORTER', 'OTEL_TRACES_EXPORTER'],
  ])('%s is reported with the nearest name, %s', (name, nearest) => {
    expect(misspeltVariables({ [name]: 'x' })).toEqual([{ name, nearest }]);
  });

  it.each([
    ...['PATH', 'HOME', 'LANG', 'PWD', 'SHLVL', 'HOSTNAME', 'USER', 'TERM', 'PORTS', 'HOST', 'TZ', 'CI'],
    ...['POSTGRES_HOST', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'PGPASSWORD', 'PGHOST', 'DATABASE_USER'],
    ...['NODE_OPTIONS', 'NODE_PATH', 'npm_config_cache', 'npm_package_name', 'KUBERNETES_SERVICE_HOST'],
    ...['GATEWAY_SERVICE_HOST', 'GATEWAY_PORT_3000_TCP', 'API_PORT', 'API_SERVICE_PORT', 'AWS_SECRET_ACCESS_KEY'],
    ...[
      'STRIPE_PUBLISHABLE_KEY',
      'TEMPORAL_CODEC_ENDPOINT',
      'TEMPORAL_CLI_PATH',
      'OTEL_SERVICE_NAME',
      'JWT_PUBLIC_KEY',
    ],
    ...[
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_LOGS_EXPORTER',
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      'LOG_FILE',
      'LOG_DIR',
    ],
  ])('%s is not reported, because it belongs to another program', (name) => {
    expect(misspeltVariables({ [name]: 'x' })).toEqual([]);
  });
});

it('reports no variable that the project reads', () => {
  expect(misspeltVariables(Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, 'x'])))).toEqual([]);
});

it('ignores empty variables', () => {
  expect(misspeltVariables({ RATE_LIMIT_PER_ADRESS: '' })).toEqual([]);
});
