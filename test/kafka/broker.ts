import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { findFreePort } from '../../src/local/ports.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { waitUntil } from '../kit/observe.js';

/** A broker of Apache Kafka with a folder, which it keeps over restarts. */
export interface KafkaBroker {
  readonly address: string;
  start(): Promise<void>;
  /** Kills it, as a crash does. */
  kill(): Promise<void>;
}

/**
 * Prepares a broker in KRaft mode. Maven fetches its JARs from Maven Central, or `KAFKA_LIB` names a folder that has them. Needs Java
 * 17 or later.
 */
export async function prepareKafkaBroker(folder: string): Promise<KafkaBroker> {
  const jars = process.env.KAFKA_LIB ?? (await fetchJars(path.join(folder, 'lib')));
  const [port, controllerPort] = [await findFreePort(), await findFreePort()];
  const settings = path.join(folder, 'server.properties');
  await writeFile(settings, properties(port, controllerPort, path.join(folder, 'logs')));
  const java = (program: string, ...args: string[]) => ['-Xmx400m', '-cp', path.join(jars, '*'), program, ...args];
  const clusterId = randomBytes(16).toString('base64url');
  await execFileAsync('java', java('kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', settings));
  let broker: ChildProcess | undefined;
  return {
    address: `127.0.0.1:${port}`,
    async start() {
      broker = spawn('java', java('kafka.Kafka', settings), { stdio: 'ignore' });
      await waitUntil(
        () => accepts(port),
        (reachable) => reachable,
      );
    },
    async kill() {
      if (!broker) return;
      const ended = once(broker, 'exit');
      broker.kill('SIGKILL');
      await ended;
    },
  };
}

async function fetchJars(folder: string): Promise<string> {
  const pom = path.resolve('test/kafka/pom.xml');
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  await execFileAsync('mvn', ['--quiet', '--batch-mode', '--file', pom, ...goal]);
  return folder;
}

function properties(port: number, controllerPort: number, logs: string): string {
  return `
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:${controllerPort}
    listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
    advertised.listeners=PLAINTEXT://127.0.0.1:${port}
    controller.listener.names=CONTROLLER
    num.partitions=3
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    log.dirs=${logs}
  `;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
