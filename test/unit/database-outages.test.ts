import { QueryFailedError } from 'typeorm';
import { expect, it } from 'vitest';
import { endsConnection, isDatabaseOutage } from '../../src/domains/database/postgres-errors.js';

const failure = (code: string) => new QueryFailedError('SELECT', [], Object.assign(new Error(code), { code }));

it.each([
  { code: '08006', meaning: 'connection failure', outage: true, replaced: true },
  { code: '25006', meaning: 'read-only transaction', outage: true, replaced: true },
  { code: '40001', meaning: 'conflict with the recovery of a standby', outage: true, replaced: false },
  { code: '53300', meaning: 'too many connections', outage: true, replaced: false },
  { code: '57014', meaning: 'statement timeout', outage: true, replaced: false },
  { code: '57P01', meaning: 'admin shutdown', outage: true, replaced: true },
  { code: '57P02', meaning: 'crash shutdown', outage: true, replaced: true },
  { code: '57P03', meaning: 'cannot connect now', outage: true, replaced: true },
  { code: '23505', meaning: 'unique violation', outage: false, replaced: false },
  { code: '42P01', meaning: 'undefined table', outage: false, replaced: false },
])('classifies $code, $meaning', ({ code, outage, replaced }) => {
  expect(isDatabaseOutage(failure(code))).toBe(outage);
  expect(endsConnection(code)).toBe(replaced);
});
