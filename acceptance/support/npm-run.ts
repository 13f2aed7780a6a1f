import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs an npm script of the project. @returns its trimmed standard output */
export async function npmRun(script: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args]);
  return stdout.trim();
}
