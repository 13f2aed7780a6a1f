import { QueryFailedError } from 'typeorm';
import { DomainError } from '../domain-error.js';
import { hiddenPoolerMessage } from './pooler.js';
import { isDatabaseOutage } from './postgres-errors.js';

/** What to do about an SQLSTATE that the server answers to a new connection. */
const ADVICE: Readonly<Record<string, string>> = {
  '28P01': 'Correct the user or the password.',
  '28000': 'Correct the user, or allow its login in pg_hba.conf.',
  '3D000': 'Create the database, or correct its name.',
  '42501': 'Grant the login the role of this process: run the migrations as the owner.',
  '53300': 'Raise max_connections of the server, or start fewer processes.',
};

/**
 * Explains why a process cannot use its database, in one line.
 *
 * @param variable - the environment variable with the URL
 * @param url - its value; of it, only host, port and database are shown
 * @returns undefined for an error that is not the server's
 */
export function databaseProblem(error: unknown, variable: string, url: string): string | undefined {
  const cause = unwrap(error);
  if (!(cause instanceof Error)) return undefined;
  // Its code is not an SQLSTATE.
  if (cause instanceof DomainError) return undefined;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const { hostname, port, pathname } = new URL(url);
  const place = `the database ${pathname.slice(1) || '(default)'} at ${hostname}:${port || '5432'}`;
  if (isPoolerError(cause.message)) return hiddenPoolerMessage(variable);
  if (code !== undefined && code in ADVICE)
    return `${variable}: cannot use ${place}: ${oneLine(cause.message)}. ${ADVICE[code]}`;
  if (isDatabaseOutage(cause))
    return `${variable}: cannot reach ${place}: ${oneLine(cause.message) || code}. Start Postgres, or correct the address.`;
  if (code !== undefined || /SASL|SCRAM|SSL|certificate/i.test(cause.message))
    return `${variable}: cannot use ${place}: ${oneLine(cause.message)}.`;
  return undefined;
}

/** What PgBouncer answers to a connection that it cannot forward. */
function isPoolerError(message: string): boolean {
  return /unsupported startup parameter/i.test(message);
}

/** Node reports a host with several addresses as an AggregateError without a message. */
function unwrap(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return unwrap(error.errors[0]);
  return error instanceof QueryFailedError ? error.driverError : error;
}

function oneLine(message: string): string {
  return message.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
}
