import { rm } from 'node:fs/promises';

export default async function tearDown(): Promise<void> {
  if (!globalThis.acceptanceStack) return;
  const { stack, dataDir } = globalThis.acceptanceStack;
  const code = await stack.interrupt();
  await rm(dataDir, { recursive: true });
  if (code !== 0) throw new Error(`npm start ended with ${code} after Ctrl-C:\n${stack.output()}`);
}
