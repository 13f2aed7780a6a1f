import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { execFileAsync } from '../src/process/child-process.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLIENT = path.join(ROOT, 'packages/client');
const CLI = path.join(ROOT, 'packages/cli');

/** The folders of the packages that are published, in the order in which they depend on each other. */
export const PACKAGES = [CLIENT, CLI] as const;

/**
 * What the builds of the client contain of other packages. openapi-fetch stays a dependency for its types, of which those of the
 * client are made; its CommonJS build is not an ES module to Node, which the client is.
 */
const BUNDLED = ['eventsource-parser', 'openapi-fetch'];

/** Inside the repository, the command imports the client by path. */
const clientAsDependency: Plugin = {
  name: 'client-as-dependency',
  setup: (cli) =>
    cli.onResolve({ filter: /\/client\/src\/index\.ts$/ }, () => ({ path: '@durable-orders/client', external: true })),
};

/** Builds `dist` of the packages: the client as an ES module and as CommonJS with types for both, and the command. */
export async function buildPackages(): Promise<void> {
  const dists = PACKAGES.map((folder) => path.join(folder, 'dist'));
  await Promise.all(dists.map((dist) => rm(dist, { recursive: true, force: true })));
  await Promise.all([buildClient(), buildCli()]);
  await Promise.all(PACKAGES.map((folder) => copyFile(path.join(ROOT, 'LICENSE'), path.join(folder, 'dist/LICENSE'))));
}

async function buildClient(): Promise<void> {
  const dist = path.join(CLIENT, 'dist');
  const bundle = (format: 'esm' | 'cjs') =>
    build({
      entryPoints: [path.join(CLIENT, 'src/index.ts')],
      outfile: path.join(dist, format, 'index.js'),
      bundle: true,
      format,
      target: 'es2022',
    });
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  await Promise.all([bundle('esm'), bundle('cjs'), execFileAsync(process.execPath, [tsc, '-p', CLIENT])]);
  await cp(path.join(dist, 'esm'), path.join(dist, 'cjs'), {
    recursive: true,
    filter: (file) => !file.endsWith('.js'),
  });
  // The package is an ES module; this folder is not.
  await writeFile(path.join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  const licences = await Promise.all(
    BUNDLED.map(
      async (name) => `${name}\n\n${await readFile(path.join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8')}`,
    ),
  );
  await writeFile(path.join(dist, 'THIRD-PARTY-LICENSES'), licences.join('\n'));
}

async function buildCli(): Promise<void> {
  await mkdir(path.join(CLI, 'dist'), { recursive: true });
  await build({
    entryPoints: [path.join(CLI, 'src/main.ts')],
    outfile: path.join(CLI, 'dist/orders.js'),
    bundle: true,
    packages: 'external',
    plugins: [clientAsDependency],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildPackages();
