import { connect } from 'node:net';
import { rm } from 'node:fs/promises';

/** Stops the stack as Ctrl-C does, and checks that it frees its ports. */
export default async function tearDown(): Promise<void> {
  if (!globalThis.acceptanceStack) return;
  const { stack, dataDir } = globalThis.acceptanceStack;
  const exitStatus = await stack.interrupt();
  await rm(dataDir, { recursive: true });
  // npm passes the signal on and then exits by it.
  if (exitStatus !== 0 && exitStatus !== 'SIGINT')
    throw new Error(`npm start exited with ${exitStatus} after Ctrl-C:\n${stack.output()}`);
  const ports = Object.entries(stack.environment).filter(([name]) => name.endsWith('PORT'));
  for (const [name, port] of ports) {
    if (await isOpen(Number(port))) throw new Error(`a process still listens on ${name} ${port} after Ctrl-C`);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.end();
  });
}
