import { DataSource, QueryFailedError } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

let database: TestDatabase;
let pooled: DataSource;
let reference: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  pooled = await openDatabase(database.url, [], { poolSize: 1 });
  reference = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await pooled.query('CREATE TABLE numbers (n int PRIMARY KEY)');
});
afterAll(async () => {
  await pooled.destroy();
  await reference.destroy();
  await database.drop();
});

const backendOf = (source: DataSource) => source.query<unknown>('SELECT pg_backend_pid() AS pid');

describe('a statement outside a transaction', () => {
  it.each([
    ['SELECT n FROM generate_series(1, $1) AS n', [2]],
    ['INSERT INTO numbers VALUES ($1), ($2) RETURNING n', [3, 4]],
    ['INSERT INTO numbers VALUES (5)', undefined],
    ['UPDATE numbers SET n = n + $1 WHERE n < 5 RETURNING n', [10]],
    ['DELETE FROM numbers', undefined],
  ])("returns TypeORM's result: %s", async (sql, values) => {
    const runner = reference.createQueryRunner();
    await runner.startTransaction();
    const expected: unknown = await runner.query(sql, values);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await pooled.query(sql, values)).toEqual(expected);
  });

  it("throws TypeORM's error and returns its connection to the pool", async () => {
    const backend = await backendOf(pooled);
    const failures = await Promise.all(
      [pooled, reference].map((source) => source.query('SELECT 1 / $1::int', [0]).catch((error: unknown) => error)),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(QueryFailedError);
      expect(failure).toMatchObject({ message: 'division by zero', parameters: [0], driverError: { code: '22012' } });
    }
    expect(await backendOf(pooled)).toEqual(backend);
  });

  it('joins a transaction when it receives its query runner', async () => {
    const runner = pooled.createQueryRunner();
    await runner.startTransaction();
    await pooled.query('INSERT INTO numbers VALUES (1)', [], runner);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await pooled.query('SELECT n FROM numbers')).toEqual([]);
  });
});
