import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execFileAsync, startProgram } from '../../src/process/child-process.js';
import { readDockerfile, type Stage, type Step } from './dockerfile.js';

/** What the steps of a Dockerfile leave. */
export interface Image {
  /** Stands for `/` of a container. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
  /** A number. */
  readonly user: number;
}

interface BuiltStage extends Image {
  readonly stage: Stage;
}

/**
 * Runs every step of a Dockerfile on this machine, each stage in a folder of its own that holds what its base and its steps
 * put there and nothing else.
 *
 * @param repository - the folder of the build's context, without what .dockerignore keeps out
 * @param folder - empty
 * @throws with what a step printed when it fails
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
  if (!image) throw new Error('the Dockerfile has no stage');
  return image;
}

/** What .dockerignore lets through: all is kept out but what a line brings back. */
async function copyContext(repository: string, context: string): Promise<void> {
  const [first, ...lines] = (await readFile(path.join(repository, '.dockerignore'), 'utf8')).trim().split('\n');
  if (first !== '*' || lines.some((line) => !line.startsWith('!'))) {
    throw new Error('.dockerignore: must be `*` and then `!`, each with a path that is wanted');
  }
  for (const line of lines) {
    await cp(path.join(repository, line.slice(1)), path.join(context, line.slice(1)), { recursive: true });
  }
}

/** As Docker does: of a folder its content, of a file the file. */
async function copySources(
  step: Step & { kind: 'copy' },
  source: string | undefined,
  root: string,
  workdir: string,
): Promise<void> {
  if (source === undefined) throw new Error(`COPY --from=${step.from}: there is no such stage`);
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
