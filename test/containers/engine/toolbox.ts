import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { resolveModuleProgram } from './go-module.js';
import { run } from './run.js';

const PACKAGES = ['docker.io', 'containerd', 'runc', 'tini', 'iptables', 'iproute2', 'debootstrap', 'slirp4netns'];
const COMPOSE_VERSION = '2.40.3';

/** The programs of the engine, unpacked from Debian's packages. */
export interface Toolbox {
  /** Variables with which the programs find each other, their libraries and the Compose plugin. */
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
}

/**
 * Unpacks Docker's engine and its tools into the cache and builds Compose, once. Nothing is installed on the machine.
 *
 * @param cache - folder of what is kept between runs
 */
export async function createToolbox(cache: string, printLine: (line: string) => void): Promise<Toolbox> {
  const root = path.join(cache, 'tools');
  if (!existsSync(root)) {
    printLine('Unpacks Docker and its tools from Debian packages');
    await unpackPackages(cache, root);
  }
  const libraries = path.join(root, 'usr/lib/x86_64-linux-gnu');
  const folders = ['usr/sbin', 'sbin', 'usr/bin', 'bin'].map((folder) => path.join(root, folder));
  const config = path.join(cache, 'docker-config');
  await installCompose(path.join(config, 'cli-plugins'), printLine);
  return {
    root,
    env: {
      ...process.env,
      PATH: [...folders, process.env.PATH].join(':'),
      LD_LIBRARY_PATH: libraries,
      XTABLES_LIBDIR: path.join(libraries, 'xtables'),
      DEBOOTSTRAP_DIR: path.join(root, 'usr/share/debootstrap'),
      DOCKER_CONFIG: config,
    },
  };
}

async function unpackPackages(cache: string, root: string): Promise<void> {
  const archives = path.join(cache, 'archives');
  const unpacked = `${root}.new`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(path.join(archives, 'partial'), { recursive: true });
  await run(['apt-get', 'update']);
  const download = ['--download-only', '--reinstall', '--no-install-recommends', '--yes'];
  await run(['apt-get', 'install', ...download, '--option', `Dir::Cache::Archives=${archives}`, ...PACKAGES]);
  for (const file of await readdir(archives)) {
    if (file.endsWith('.deb')) await run(['dpkg', '-x', path.join(archives, file), unpacked]);
  }
  // The package's scripts, which do not run here, would choose one of two implementations.
  for (const name of ['iptables', 'ip6tables'])
    await symlink(`${name}-legacy`, path.join(unpacked, 'usr/sbin', name)).catch(() => undefined);
  await rename(unpacked, root);
}

async function installCompose(plugins: string, printLine: (line: string) => void): Promise<void> {
  const compose = await resolveModuleProgram(
    {
      ...{ name: 'docker-compose-plugin', version: COMPOSE_VERSION, variable: 'DOCKER_COMPOSE_PATH' },
      ...{ module: 'github.com/docker/compose/v2', folder: './cmd' },
      linkerFlags: `-X github.com/docker/compose/v2/internal.Version=v${COMPOSE_VERSION}`,
    },
    printLine,
  );
  await mkdir(plugins, { recursive: true });
  const link = path.join(plugins, 'docker-compose');
  await rm(link, { force: true });
  await symlink(compose, link);
}
