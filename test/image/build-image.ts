import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync, startProgram } from '../../src/process/child-process.js';
import { readDockerfile, type Stage, type Step } from './dockerfile.js';

/** The result of building a Dockerfile. */
export interface Image {
  /** Folder that corresponds to `/` in a container. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
  /** Numeric user id. */
  readonly user: number;
}

interface BuiltStage extends Image {
  readonly stage: Stage;
}

/**
 * Runs every step of the Dockerfile on this machine. Each stage has a folder that contains only what its base and its steps put
 * there.
 *
 * @param repository - folder of the build context; `.dockerignore` applies
 * @param folder - an empty folder
 * @throws with the output of a failed step
 */
export async function buildImageNatively(
  repository: string,
  folder: string,
  printLine: (line: string) => void,
): Promise<Image> {
  const dockerfile = await readFile(path.join(repository, 'temporal-docker/Dockerfile'), 'utf8');
  const context = path.join(folder, 'context');
  await copyContext(repository, context);
  const built = new Map<string, BuiltStage>();
  for (const stage of readDockerfile(dockerfile)) {
    const base = built.get(stage.base);
    const root = path.join(folder, stage.name);
    await mkdir(root);
    if (base) await copyInto(base.root, root);
    let [workdir, environment] = [base?.workdir ?? '/', base?.environment ?? {}];
    for (const step of stage.steps) {
      const startedAt = Date.now();
      if (step.kind === 'workdir') await mkdir(path.join(root, (workdir = step.path)), { recursive: true });
      if (step.kind === 'set') environment = setVariables(environment, step);
      if (step.kind === 'copy')
        await copySources(step, step.from === undefined ? context : built.get(step.from)?.root, root, workdir);
      if (step.kind === 'run') await runScript(step.script, path.join(root, workdir), environment);
      if (step.kind === 'run') printLine(`${stage.name}: ${step.script.slice(0, 60)}: ${secondsSince(startedAt)} s`);
    }
    const { entrypoint, healthcheck, user } = stage;
    built.set(stage.name, { stage, root, workdir, environment, entrypoint, healthcheck, user: Number(user) });
  }
  const image = [...built.values()].at(-1);
  if (!image) throw new Error('The Dockerfile has no stage.');
  return image;
}

/** Copies the build context. Supports a .dockerignore that excludes everything and includes paths again. */
async function copyContext(repository: string, context: string): Promise<void> {
  const [first, ...lines] = (await readFile(path.join(repository, '.dockerignore'), 'utf8')).trim().split('\n');
  if (first !== '*' || lines.some((line) => !line.startsWith('!'))) {
    throw new Error('.dockerignore must start with `*`; every other line must include a path with `!`.');
  }
  for (const line of lines) {
    await cp(path.join(repository, line.slice(1)), path.join(context, line.slice(1)), { recursive: true });
  }
}

/** Copies like Docker: the contents of a folder, or a file. */
async function copySources(
  step: Step & { kind: 'copy' },
  source: string | undefined,
  root: string,
  workdir: string,
): Promise<void> {
  if (source === undefined) throw new Error(`COPY --from=${step.from}: the stage does not exist.`);
  const to = path.resolve('/', workdir, step.to);
  for (const name of step.sources) {
    const target = step.to.endsWith('/') ? path.join(root, to, path.basename(name)) : path.join(root, to);
    await mkdir(path.dirname(target), { recursive: true });
    await copyInto(path.join(source, name), target);
  }
}

async function copyInto(source: string, target: string): Promise<void> {
  await execFileAsync('cp', ['--archive', '--no-target-directory', source, target]);
}

function setVariables(environment: Readonly<Record<string, string>>, { variables }: Step & { kind: 'set' }) {
  const expand = (value: string) => value.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => environment[name] ?? '');
  return { ...environment, ...Object.fromEntries(variables.map(([name, value]) => [name, expand(value)])) };
}

async function runScript(script: string, cwd: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  const shell = startProgram(['/bin/sh', '-c', script], { cwd, env: { PATH, HOME, ...environment } });
  const { code } = await shell.exited;
  if (code !== 0) throw new Error(`RUN ${script} exited with ${code}:\n${shell.output()}`);
}

function secondsSince(startedAt: number): number {
  return Math.round((Date.now() - startedAt) / 1_000);
}
