import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePorts } from './ports.ts';

/** `npm start`, as a user runs it, with a state folder and ports of its own. */
export interface Stack {
  readonly process: ChildProcess;
  readonly environment: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  /** What it has printed so far. */
  output(): string;
  /** As Ctrl-C does; resolves when it has ended, as a clean exit or by the signal. */
  interrupt(): Promise<number | NodeJS.Signals>;
}

/** Starts the stack and waits until it says that it is ready. */
export async function startStack(dataDir: string): Promise<Stack> {
  const [api, gateway, postgres, temporal, ui] = await freePorts(5);
  const environment = {
    DATA_DIR: dataDir,
    PORT: String(api),
    GATEWAY_PORT: String(gateway),
    POSTGRES_PORT: String(postgres),
    TEMPORAL_PORT: String(temporal),
    TEMPORAL_UI_PORT: String(ui),
  };
  // A group of its own, as a terminal gives to what runs in front: Ctrl-C goes to all of it.
  const child = spawn('npm', ['start'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let printed = '';
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const ready = new Promise<void>((resolve) => {
    const onData = (chunk: Buffer) => {
      printed += chunk.toString();
      if (/^Ready in /m.test(printed)) resolve();
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
  });
  // What it says last may be read only after its exit.
  const earlyExit = once(child, 'close').then(async () => {
    throw new Error(`npm start ended with ${await exited}:\n${printed}`);
  });
  earlyExit.catch(() => undefined);
  await Promise.race([ready, earlyExit]);
  return {
    process: child,
    environment,
    baseUrl: `http://localhost:${api}`,
    output: () => printed,
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      return exited;
    },
  };
}
