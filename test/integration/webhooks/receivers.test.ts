import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { generateWebhookSecret } from '../../../src/crypto/standard-webhooks.js';
import { WebhookSender } from '../../../src/delivery/send.js';
import { findFreePort } from '../../../src/local/ports.js';
import { execFileAsync } from '../../../src/process/child-process.js';
import { waitUntil } from '../../kit/observe.js';

/** How the example of each language is run. */
const LANGUAGES = {
  ts: { file: 'receiver.ts', command: ['node', '--import', 'tsx'] },
  python: { file: 'receiver.py', command: ['python3'] },
  go: { file: 'receiver.go', command: ['./receiver'] },
} as const;
type Language = keyof typeof LANGUAGES;

const document = await readFile('docs/how-to/receive-events.md', 'utf8');
const exampleIn = (language: Language) => new RegExp(`\`\`\`${language} receiver\n([^]*?)\n\`\`\``).exec(document)?.[1];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function startExample(language: Language, secret: string) {
  const { file, command } = LANGUAGES[language];
  // In this folder, so that the example finds the installed library.
  const folder = await mkdtemp(path.resolve('test/integration/webhooks/receiver-'));
  open.push(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, file), exampleIn(language) ?? '');
  if (language === 'go') await execFileAsync('go', ['build', '-o', 'receiver', file], { cwd: folder });
  const port = await findFreePort();
  const [program, ...args] = command;
  const env = { ...process.env, PORT: `${port}`, WEBHOOK_SECRET: secret };
  const child: ChildProcess = spawn(program, language === 'go' ? args : [...args, file], { cwd: folder, env });
  open.push(async () => child.exitCode === null && child.kill() && once(child, 'exit'));
  let output = '';
  // Python logs each request on stderr.
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  return { url: `http://127.0.0.1:${port}/hook`, output: () => output };
}

const event = (sequence: number) => ({
  id: `event-${sequence}`,
  timestamp: Math.floor(Date.now() / 1_000),
  body: JSON.stringify({
    id: `event-${sequence}`,
    type: 'order.created',
    subject: 'orders/ü',
    sequence: `${sequence}`,
  }),
});

describe.each(Object.keys(LANGUAGES) as Language[])('the receiver in %s', (language) => {
  it('accepts signed events, each once, and rejects forged, changed and old ones', async ({ skip }) => {
    const secret = generateWebhookSecret();
    const receiver = await startExample(language, secret).catch((error: unknown) => {
      if (process.env.CI === 'true') throw error;
      return skip(`${language} is not installed`);
    });
    const sender = new WebhookSender({ targets: 'loopback', connections: 1 });
    open.push(() => sender.close());
    const send = (message: ReturnType<typeof event>, secrets = [secret]) => sender.send(receiver.url, message, secrets);
    await waitUntil(
      () => send(event(1)),
      ({ status }) => status === 204,
    );
    expect(await send(event(1))).toMatchObject({ status: 204 });
    expect(await send(event(2), [generateWebhookSecret(), secret])).toMatchObject({ status: 204 });
    expect(await send(event(3), [generateWebhookSecret()])).toMatchObject({ status: 401 });
    expect(await send({ ...event(3), timestamp: event(3).timestamp - 600 })).toMatchObject({ status: 401 });
    await waitUntil(
      () => Promise.resolve(receiver.output()),
      (output) => output.includes(' 2'),
    );
    expect(receiver.output().trim().split('\n')).toEqual(['order.created orders/ü 1', 'order.created orders/ü 2']);
  });
});
