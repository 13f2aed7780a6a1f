import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** Permissive licences. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Licences of packages that the lock file lacks. */
const LICENCE_OVERRIDES: Readonly<Record<string, string>> = { unionfs: 'Unlicense' };

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; null when it is unknown. */
  readonly licence: string | null;
}

/** The list of licences, relative to the root of the project. */
export const LICENCES_FILE = 'docs/licences.md';

/** The production dependencies, sorted by name and version. */
export async function productionDependencies(): Promise<Dependency[]> {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as LockFile;
  const dependencies = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version = '', license }]): Dependency => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? LICENCE_OVERRIDES[name] ?? null };
    });
  const unique = new Map(dependencies.map((dependency) => [`${dependency.name}@${dependency.version}`, dependency]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, dependency]) => dependency);
}

/** Whether an SPDX expression is allowed: one choice of an OR, and every part of an AND. */
export function isAllowed(licence: string | null): boolean {
  if (licence === null) return false;
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((name) => ALLOWED.has(name)));
}

export async function formatLicences(dependencies: readonly Dependency[]): Promise<string> {
  const rows = dependencies.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? '?'} |`);
  const lines = [
    '# Licences',
    '',
    'What is installed to run the project, on any platform. Made from `package-lock.json` by `npm run licences`.',
    '',
    ...['| package | version | licence |', '| --- | --- | --- |', ...rows],
  ];
  return format(lines.join('\n'), { ...(await resolveConfig(LICENCES_FILE)), parser: 'markdown' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dependencies = await productionDependencies();
  await writeFile(LICENCES_FILE, await formatLicences(dependencies));
  const disallowed = dependencies.filter(({ licence }) => !isAllowed(licence));
  for (const { name, licence } of disallowed) {
    process.stderr.write(
      `${name}: the licence ${licence ?? '(unknown)'} is not allowed. See ALLOWED in tools/licences.ts.\n`,
    );
  }
  if (disallowed.length > 0) process.exitCode = 1;
}
