import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findStack } from '../../../src/process/running-stack.js';
import { formatStackFile, readStackFile, stackFile } from '../../../src/process/stack-file.js';

const STACK = {
  DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:15432/orders',
  POSTGRES_PORT: '15432',
  TEMPORAL_ADDRESS: '127.0.0.1:17233',
  TEMPORAL_PORT: '17233',
  JWT_SECRET: 'the secret of this stack, 32 characters',
};

let DATA_DIR: string;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'stack-'));
  await writeFile(stackFile(DATA_DIR), formatStackFile(STACK));
});
afterEach(() => rm(DATA_DIR, { recursive: true }));

describe('the file of a stack', () => {
  it('keeps any value', async () => {
    const variables = { DATABASE_URL: "postgres://o'brien:a b#c$d@host/x", JWT_SECRET: 'two\nlines = "1"' };
    await writeFile(stackFile(DATA_DIR), formatStackFile(variables));
    expect(readStackFile(DATA_DIR)).toEqual(variables);
  });

  it('is optional', () => {
    expect(readStackFile(join(DATA_DIR, 'none'))).toBeUndefined();
  });
});

describe('finding the stack', () => {
  const find = (environment: Readonly<Record<string, string | undefined>>) =>
    findStack(['database', 'temporal'], { DATA_DIR, ...environment });

  it('uses the stack of the folder when nothing else is set, and says so', () => {
    expect(find({})).toEqual({
      variables: STACK,
      notice: `Using the stack in ${DATA_DIR}: database 127.0.0.1:15432/orders, Temporal at 127.0.0.1:17233`,
    });
  });

  it.each([
    { POSTGRES_PORT: '15432' },
    { TEMPORAL_PORT: '17233' },
    { TEMPORAL_ADDRESS: 'localhost:17233' },
    { PORT: '3001' },
    { TEMPORAL_NAMESPACE: 'other' },
  ])('uses it when the environment agrees: %o', (environment) => {
    expect(find(environment).notice).toContain(DATA_DIR);
  });

  it('keeps the variables that the environment sets', () => {
    const { variables } = find({ JWT_SECRET: 'another' });
    expect(variables).not.toHaveProperty('JWT_SECRET');
    expect(find({ JWT_SECRET_FILE: 'file' }).variables).not.toHaveProperty('JWT_SECRET');
  });

  it.each([
    [{ TEMPORAL_PORT: '7233' }, 'DATABASE_URL: must be set, because TEMPORAL_PORT names'],
    [{ TEMPORAL_ADDRESS: 'localhost:7233' }, 'DATABASE_URL: must be set, because TEMPORAL_ADDRESS names'],
    [{ TEMPORAL_PROFILE: 'cloud' }, 'DATABASE_URL: must be set, because TEMPORAL_PROFILE names'],
    [{ POSTGRES_PORT: '1' }, 'TEMPORAL_ADDRESS: must be set, because POSTGRES_PORT names'],
    [{ DATABASE_URL: 'postgres://elsewhere/orders' }, 'TEMPORAL_ADDRESS: must be set, because DATABASE_URL names'],
    [{ DATABASE_URL_FILE: '/secret' }, 'TEMPORAL_ADDRESS: must be set, because DATABASE_URL_FILE names'],
  ])('does not combine parts of two stacks: %o', (environment, problem) => {
    expect(() => find(environment)).toThrow(problem);
    expect(() => find({ ...environment, DATA_DIR: '/nowhere' })).toThrow(problem);
  });

  it('does not reach the database of another stack with only the address of Temporal', () => {
    expect(() => findStack(['database'], { DATA_DIR, TEMPORAL_PORT: '7233' })).toThrow(
      `than the one in ${DATA_DIR}. Or set DATA_DIR to the folder of that stack.`,
    );
  });

  it('uses the environment alone when it names every part', () => {
    expect(find({ DATABASE_URL: 'postgres://elsewhere/orders', TEMPORAL_ADDRESS: 'elsewhere:7233' })).toEqual({
      variables: {},
    });
    expect(findStack(['temporal'], { DATA_DIR, TEMPORAL_ADDRESS: 'elsewhere:7233' })).toEqual({ variables: {} });
  });

  it('derives the addresses from the ports, as npm start does', () => {
    expect(find({ POSTGRES_PORT: '5', TEMPORAL_PORT: '6' }).variables).toEqual({
      DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:5/orders',
      TEMPORAL_ADDRESS: '127.0.0.1:6',
    });
  });

  it('accepts the database of the domains for the gateway', () => {
    expect(findStack(['gateway database'], { DATA_DIR, DATABASE_URL: 'postgres://elsewhere/orders' })).toEqual({
      variables: {},
    });
  });

  it('names the default addresses when no stack was started', () => {
    expect(findStack(['database', 'temporal'], { DATA_DIR: '/nowhere' })).toEqual({
      variables: {},
      notice: 'Using the default addresses: database 127.0.0.1:54329/orders, Temporal at localhost:7233',
    });
  });

  it('reads no file in production', () => {
    expect(find({ NODE_ENV: 'production' })).toEqual({ variables: {} });
  });
});
