import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../engine/run.js';

const POLL_MS = 500;

/** Not the project of a deployment that may run on the same engine. */
export const PROJECT = 'durable-orders-verify';

/** What `docker inspect` says about a container of the project. */
export interface RunningContainer {
  readonly id: string;
  readonly service: string;
  readonly image: string;
  readonly startedAt: string;
  readonly pid: number;
}

/** The compose files in a folder of their own, used as an operator uses them. */
export class Stack {
  /** @param folder - a copy of `temporal-docker` */
  constructor(
    readonly folder: string,
    private readonly log: string,
  ) {}

  readonly baseUrl = 'http://localhost:3000';

  /** Runs Docker Compose as from a new shell. @returns its standard output. @throws with its output when it fails */
  compose(...args: readonly string[]): Promise<string> {
    return this.command('docker', 'compose', ...args);
  }

  /** Runs a program in the folder. @throws with its output when it fails */
  command(...command: readonly string[]): Promise<string> {
    appendFileSync(this.log, `\n$ ${command.join(' ')}\n`);
    return run(command, { cwd: this.folder });
  }

  /** Runs a script of the folder. @returns its exit code and all its output */
  async script(name: string, ...args: readonly string[]): Promise<{ code: number | null; output: string }> {
    appendFileSync(this.log, `\n$ ./${name} ${args.join(' ')}\n`);
    const child = spawn(path.join(this.folder, name), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    appendFileSync(this.log, output);
    return { code, output };
  }

  /** Like `script`. @throws with the output when the script fails */
  async succeed(name: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.script(name, ...args);
    if (code !== 0) throw new Error(`./${name} ${args.join(' ')} exited with ${code}:\n${output.slice(-4_000)}`);
    return output;
  }

  secret(name: string): string {
    return readFileSync(path.join(this.folder, 'secrets', name), 'utf8').trim();
  }

  /** Changes the content of a secret, in the same file, which the containers mount. */
  async changeSecret(name: string, change: (value: string) => string): Promise<void> {
    await writeFile(path.join(this.folder, 'secrets', name), `${change(this.secret(name))}\n`);
  }

  async readSettings(): Promise<string> {
    return readFile(path.join(this.folder, '.env'), 'utf8');
  }

  /** The running containers. @param project - by default the service's own; `draining` finds workers of earlier releases */
  async containers(project: 'own' | 'draining' = 'own'): Promise<RunningContainer[]> {
    const filter = project === 'own' ? `label=com.docker.compose.project=${PROJECT}` : `name=${PROJECT}-draining-`;
    const ids = (await this.command('docker', 'ps', '--quiet', '--no-trunc', '--filter', filter)).trim();
    if (ids === '') return [];
    const inspected = JSON.parse(await this.command('docker', 'inspect', ...ids.split('\n'))) as {
      Id: string;
      State: { StartedAt: string; Pid: number };
      Config: { Image: string; Labels: Record<string, string> };
    }[];
    return inspected.map(({ Id, State, Config }) => ({
      ...{ id: Id, startedAt: State.StartedAt, pid: State.Pid, image: Config.Image },
      service: Config.Labels['com.docker.compose.service'] ?? '',
    }));
  }

  async containersOf(service: string): Promise<RunningContainer[]> {
    return (await this.containers()).filter((container) => container.service === service);
  }
}

/** Repeats a check until it returns something. @throws the last error, or that it never did, after the time */
export async function eventually<T>(what: string, check: () => Promise<T | undefined>, seconds = 120): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    let failure: unknown;
    const value = await check().catch((error: unknown) => {
      failure = error;
      return undefined;
    });
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`Within ${seconds} s it never held that ${what}.`, { cause: failure });
    await sleep(POLL_MS);
  }
}
