import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { firstMessage, startProgram, startModule } from '../../src/process/child-process.js';

const CHILD_PROCESS = new URL('../../src/process/child-process.ts', import.meta.url).href;
const script = (code: string) => [process.execPath, '--input-type=module', '--import', 'tsx', '--eval', code];

it('captures the output and the exit code of a program', async () => {
  const program = startProgram(['/bin/sh', '-c', 'echo out; echo err >&2; exit 3']);
  expect(await program.exited).toEqual({ code: 3, signal: null });
  expect(program.output().split('\n').sort()).toEqual(['', 'err', 'out']);
});

it('rejects when a program does not exist', async () => {
  await expect(startProgram(['/nowhere/program']).exited).rejects.toThrow('ENOENT');
});

it('throws with the output when a module ends before its first message', async () => {
  const module = startModule('/nowhere/server.js', [], { silent: true });
  await expect(firstMessage(module, 'The server')).rejects.toThrow(
    /^The server ended with 1 before it was ready\..*Cannot find module '\/nowhere\/server\.js'/s,
  );
});

it('ends running programs when this process exits', async () => {
  const parent = startProgram(
    script(`import { startProgram } from '${CHILD_PROCESS}';
      const { process: child } = startProgram(['sleep', '600']);
      console.log(child.pid);
      setTimeout(() => process.exit(0), 50);`),
  );
  expect(await parent.exited).toMatchObject({ code: 0 });
  const pid = Number(parent.output());
  expect(pid).toBeGreaterThan(0);
  while (isRunning(pid)) await sleep(20);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
