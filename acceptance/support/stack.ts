import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePorts } from './ports.ts';

/** A running `npm start` with its own state folder and ports. */
export interface Stack {
  readonly process: ChildProcess;
  readonly environment: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  /** Its output so far. */
  output(): string;
  /** Stops it as Ctrl-C does. @returns its exit code, or the signal that ended it */
  interrupt(): Promise<number | NodeJS.Signals>;
}

/** Starts the stack and waits until it prints that it is ready. */
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
  // A separate process group, like a terminal's foreground job: Ctrl-C reaches every process in it.
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
  // `close` follows the last output, unlike `exit`.
  const earlyExit = once(child, 'close').then(async () => {
    throw new Error(`npm start exited with ${await exited}:\n${printed}`);
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
