import { connect } from 'node:net';
import { rm } from 'node:fs/promises';

/** Ends the stack as Ctrl-C does, and checks that it leaves nothing behind. */
export default async function tearDown(): Promise<void> {
  if (!globalThis.acceptanceStack) return;
  const { stack, dataDir } = globalThis.acceptanceStack;
  const exitStatus = await stack.interrupt();
  await rm(dataDir, { recursive: true });
  // npm itself ends by the signal that it passed on.
  if (exitStatus !== 0 && exitStatus !== 'SIGINT')
    throw new Error(`npm start ended with ${exitStatus} after Ctrl-C:\n${stack.output()}`);
  const ports = Object.entries(stack.environment).filter(([name]) => name.endsWith('PORT'));
  for (const [name, port] of ports) {
    if (await isOpen(Number(port))) throw new Error(`something still listens on ${name} ${port} after Ctrl-C`);
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
