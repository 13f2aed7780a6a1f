import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, type Child } from '../../src/process/child-process.js';
import type { Image } from './build-image.js';

const POLL_INTERVAL_MS = 200;

/** A service of the compose files, as it runs on this machine. */
export interface Role {
  readonly command: readonly string[];
  /** Overrides the healthcheck of the image. */
  readonly healthcheck: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Replaces port 3000 of the container. */
  readonly port: number;
}

/** A process as in a container: with the files, variables, command and user of the image, and nothing else. */
export class Container {
  private readonly process: Child;

  constructor(
    private readonly image: Image,
    private readonly role: Role,
  ) {
    this.process = this.start([...image.entrypoint, ...role.command]);
  }

  /** Resolves once the healthcheck passes. @throws with the output of the process when it ends first */
  async waitUntilHealthy(): Promise<void> {
    while (!(await this.isHealthy())) {
      if (this.process.process.exitCode !== null) throw new Error(`${this.name} ended: ${this.process.output()}`);
      await sleep(POLL_INTERVAL_MS);
    }
  }

  /** Resolves with the exit code and the output. */
  async waitForExit(): Promise<{ code: number | null; output: string }> {
    const { code } = await this.process.exited;
    return { code, output: this.process.output() };
  }

  /** Stops the process as `docker stop` does. @returns the seconds that it took. @throws when it does not stop cleanly */
  async stop(): Promise<number> {
    const startedAt = Date.now();
    const { code } = await this.process.stop();
    const output = this.process.output();
    const clean = code === 0 && output.includes('"msg":"Process stopped"');
    if (!clean) throw new Error(`${this.name} ended with ${code}: ${output}`);
    return (Date.now() - startedAt) / 1_000;
  }

  private async isHealthy(): Promise<boolean> {
    const check = this.role.healthcheck ?? this.image.healthcheck;
    const { code } = await this.start(check.map((word) => word.replace(':3000/', `:${this.role.port}/`))).exited;
    return code === 0;
  }

  private get name(): string {
    return this.role.command.join(' ');
  }

  private start(command: readonly string[]): Child {
    const { root, workdir, environment, user } = this.image;
    const port = String(this.role.port);
    return startProgram(command, {
      cwd: path.join(root, workdir),
      env: {
        PATH: process.env.PATH,
        ...environment,
        ...{ PORT: port, GATEWAY_PORT: port, WORKER_HEALTH_PORT: port },
        ...this.role.environment,
      },
      // Root owns the files, so the process cannot write them. Without root, it runs as the current user.
      ...(process.getuid?.() === 0 && { uid: user, gid: user }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
