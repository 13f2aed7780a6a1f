import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs one of the project's npm scripts; returns what it printed. */
export async function npmRun(script: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args]);
  return stdout.trim();
}
