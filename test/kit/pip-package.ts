import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { execFileAsync } from '../../src/process/child-process.js';

const CACHE = path.join(homedir(), '.cache', 'durable-orders');

/**
 * Installs a PyPI package and its dependencies once per version.
 *
 * @returns the folder for PYTHONPATH
 * @throws Error when pip is missing or cannot install the package
 */
export async function installPipPackage(name: string, version: string): Promise<string> {
  const folder = path.join(CACHE, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const stagingFolder = await mkdtemp(path.join(CACHE, '.unfinished-'));
  try {
    const options = ['install', '--quiet', '--disable-pip-version-check', '--target', stagingFolder];
    await execFileAsync('python3', ['-m', 'pip', ...options, `${name}==${version}`]);
    // Another process may have installed it meanwhile.
    await rename(stagingFolder, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } catch (error) {
    const [line] = (error as Error).message.trim().split('\n').slice(-1);
    throw new Error(`cannot install ${name}: install Python 3 with pip (${line})`, { cause: error });
  } finally {
    await rm(stagingFolder, { recursive: true, force: true });
  }
}
