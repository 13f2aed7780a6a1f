import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const CACHE = path.join(homedir(), '.cache', 'durable-orders');

/**
 * A folder that holds a package of PyPI and what it needs, for PYTHONPATH; filled once for each version.
 *
 * @throws when there is no pip, or it cannot have the package
 */
export async function installPipPackage(name: string, version: string): Promise<string> {
  const folder = path.join(CACHE, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const stagingFolder = await mkdtemp(path.join(CACHE, '.unfinished-'));
  try {
    const options = ['install', '--quiet', '--disable-pip-version-check', '--target', stagingFolder];
    await promisify(execFile)('python3', ['-m', 'pip', ...options, `${name}==${version}`]);
    // Another process may have been quicker.
    await rename(stagingFolder, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } catch (error) {
    const [line] = (error as Error).message.trim().split('\n').slice(-1);
    throw new Error(`no ${name} here: install Python 3 with pip, so that it can be had (${line})`, { cause: error });
  } finally {
    await rm(stagingFolder, { recursive: true, force: true });
  }
}
