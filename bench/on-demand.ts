import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError } from '../src/config/config.js';
import { cacheFolder } from '../src/local/temporal/resolve-binary.js';
import { execFileAsync } from '../src/process/child-process.js';

/**
 * Installs packages of npm once into the cache, apart from the dependencies of this project.
 *
 * @param name - part of the name of the folder
 * @param packages - versions by package; the first version is part of the name of the folder
 * @returns the folder that contains `node_modules`
 * @throws ConfigurationError when npm cannot install them
 */
export async function installOnDemand(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = path.join(cacheFolder(), `bench-${name}-${Object.values(packages)[0]}`);
  if (existsSync(path.join(folder, 'node_modules'))) return folder;
  process.stderr.write(`Installing ${name} into ${folder}\n`);
  await mkdir(cacheFolder(), { recursive: true });
  // Renamed at the end: a folder that exists is complete.
  const unfinished = await mkdtemp(path.join(cacheFolder(), '.unfinished-'));
  try {
    await writeFile(path.join(unfinished, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    await execFileAsync('npm', ['install', '--no-audit', '--no-fund'], { cwd: unfinished });
    await rename(unfinished, folder);
    return folder;
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    const reason = stderr.split('\n').find((line) => line.startsWith('npm error')) ?? String(error);
    throw new ConfigurationError(`npm could not install ${name}: ${reason}`);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
