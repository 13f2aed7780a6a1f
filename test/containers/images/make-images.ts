import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, runInto } from '../engine/run.js';
import { BASES, RECIPES } from './recipes.js';

/** Debian's mirror, which the machine's apt uses too. */
const MIRROR = 'http://deb.debian.org/debian';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const LABEL = 'durable-orders.recipe';

/** Distributions of the base images, with the packages that the stand-ins need. */
const DISTRIBUTIONS = {
  stable: { suite: 'bookworm', packages: ['ca-certificates', 'wget', 'netcat-openbsd'] },
  next: { suite: 'forky', packages: ['ca-certificates', 'wget', 'postgresql-18', 'gosu', 'prometheus'] },
} as const;

interface MakeOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly printLine: (line: string) => void;
}

/**
 * Makes stand-ins for images, under their names and tags; keeps those that exist.
 *
 * @param images - names and tags
 * @returns the images for which there is no recipe
 */
export async function makeImages(images: readonly string[], { env, printLine }: MakeOptions): Promise<string[]> {
  const missing: string[] = [];
  for (const image of images) {
    const [repository = '', version = ''] = image.split(':');
    const recipe = RECIPES[repository];
    if (!recipe) {
      missing.push(image);
      continue;
    }
    const digest = createHash('sha256').update(`${recipe.dockerfile}\n${recipe.prepare.toString()}`).digest('hex');
    if ((await labelOf(image, env)) === digest) continue;
    await makeBases({ env, printLine });
    const startedAt = Date.now();
    const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-image-'));
    try {
      await recipe.prepare(folder, version.replace(/^v/, ''));
      const build = [
        'docker',
        'build',
        '--quiet',
        '--label',
        `${LABEL}=${digest}`,
        '--tag',
        image,
        '--file',
        '-',
        folder,
      ];
      await run(build, { env: { ...env, DOCKER_BUILDKIT: '1' }, input: recipe.dockerfile });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    printLine(`Made a stand-in for ${image} in ${Math.round((Date.now() - startedAt) / 1_000)} s`);
  }
  return missing;
}

async function makeBases({ env, printLine }: MakeOptions): Promise<void> {
  for (const name of ['stable', 'next'] as const) {
    if ((await labelOf(BASES[name], env)) !== undefined) continue;
    const { suite, packages } = DISTRIBUTIONS[name];
    printLine(`Installs Debian's ${suite} into an image`);
    const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-base-'));
    try {
      const root = path.join(folder, 'root');
      await mkdir(root);
      // The script of `sid` also installs a release that debootstrap does not know yet.
      const script = path.join(env.DEBOOTSTRAP_DIR ?? '', 'scripts', suite === 'bookworm' ? suite : 'sid');
      await run(['debootstrap', '--variant=minbase', `--include=${packages.join(',')}`, suite, root, MIRROR, script], {
        env,
      });
      await copyFile(CERTIFICATES, path.join(root, 'etc/ssl/certs/ca-certificates.crt'));
      const archive = path.join(folder, 'root.tar');
      await runInto(['tar', '--directory', root, '--create', '.'], archive);
      await run(['docker', 'import', '--change', `LABEL ${LABEL}=base`, archive, BASES[name]], { env });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** The label of an image; undefined when the image does not exist. */
async function labelOf(image: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const format = `{{index .Config.Labels "${LABEL}"}}`;
  return run(['docker', 'image', 'inspect', '--format', format, image], { env }).then(
    (text) => text.trim(),
    () => undefined,
  );
}
