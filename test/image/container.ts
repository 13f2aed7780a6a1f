import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Image } from './build-image.js';

const POLL_INTERVAL_MS = 200;

/** What is run of an image: a service of the compose files, placed on this machine. */
export interface Role {
  readonly command: readonly string[];
  /** Of the compose files; by default the image's. */
  readonly healthcheck: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Stands for the port 3000 of its container. */
  readonly port: number;
}

/** A process as a container has it: the image's files, variables, command and user, and nothing of ours. */
export class Container {
  private output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(
    private readonly image: Image,
    private readonly role: Role,
  ) {
    this.child = this.spawn([...image.entrypoint, ...role.command]);
    const capture = (chunk: Buffer) => (this.output += chunk.toString());
    this.child.stdout?.on('data', capture);
    this.child.stderr?.on('data', capture);
    process.once('exit', () => this.child.kill('SIGKILL'));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Resolves once the healthcheck passes. @throws with what it printed when it ends first */
  async waitUntilHealthy(): Promise<void> {
    while (!(await this.isHealthy())) {
      if (this.child.exitCode !== null) throw new Error(`${this.name} ended: ${this.output}`);
      await sleep(POLL_INTERVAL_MS);
    }
  }

  async isHealthy(): Promise<boolean> {
    const check = this.role.healthcheck?.slice() ?? this.image.healthcheck;
    const child = this.spawn(check.map((word) => word.replace(':3000/', `:${this.role.port}/`)));
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0;
  }

  /** Resolves with the exit code and what it printed. */
  async waitForExit(): Promise<{ code: number | null; output: string }> {
    return { code: await this.ended, output: this.output };
  }

  /** As `docker stop` does; @returns the seconds that it took. @throws when it does not end as it should */
  async stop(): Promise<number> {
    const startedAt = Date.now();
    this.child.kill('SIGTERM');
    const { code, output } = await this.waitForExit();
    const clean = code === 0 && output.includes('"msg":"stopped"');
    if (!clean) throw new Error(`${this.name} ended with ${code}: ${output}`);
    return (Date.now() - startedAt) / 1_000;
  }

  private get name(): string {
    return this.role.command.join(' ');
  }

  private spawn([file = '', ...args]: readonly string[]): ChildProcess {
    const { root, workdir, environment, user } = this.image;
    const port = String(this.role.port);
    return spawn(file, args, {
      cwd: path.join(root, workdir),
      env: {
        PATH: process.env.PATH,
        ...environment,
        ...{ PORT: port, GATEWAY_PORT: port, WORKER_HEALTH_PORT: port },
        ...this.role.environment,
      },
      // The files are root's: so none is written. Without root's rights it runs as whoever is here.
      ...(process.getuid?.() === 0 && { uid: user, gid: user }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
