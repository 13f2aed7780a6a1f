import { bringUp } from './bring-up.js';
import { refusePortsInUse } from './ports.js';
import { Progress } from './progress.js';
import { curlLine, DEMO_USER_ID } from './sample/demo-orders.js';
import { placeSampleOrder } from './sample/place-sample-order.js';
import { readSettings, type Settings } from './settings.js';
import { signToken } from './sign-token.js';
import { asStackFailed } from './stack-failed.js';
import { Stack } from './stack.js';

/** npm passes a terminal's Ctrl-C on to a process that the terminal sent it to already. */
const SAME_SIGNAL_MS = 500;

const progress = new Progress();
let stack: Stack | undefined;
let toldToStopAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOrKill);

try {
  const settings = readSettings();
  await refusePortsInUse(settings.listeners);
  stack = new Stack(settings, progress);
  await Promise.race([run(settings, stack), stack.failed]);
} catch (error) {
  if (toldToStopAt === undefined) {
    toldToStopAt = Date.now();
    const { message, exitCode } = asStackFailed(error);
    progress.fail(message);
    await stack?.stop();
    process.exit(exitCode);
  }
}

async function run(settings: Settings, parts: Stack): Promise<never> {
  const { apiUrl, jwtSecret, webUiUrl } = settings;
  const temporal = await bringUp(settings, parts, progress);
  const onStep = (line: string) => progress.say('order', line);
  const sample = await placeSampleOrder({ apiUrl, jwtSecret, temporal, onStep }).catch((error: unknown) => {
    // The stack is up all the same, and its links and logs are what is needed now.
    onStep(asStackFailed(error, 'the sample order failed').message);
    return undefined;
  });
  await temporal.connection.close();

  const workflows = webUiUrl && `${webUiUrl}/namespaces/${temporal.namespace}/workflows`;
  progress.print('');
  for (const [label, link] of [
    ['Page', `${apiUrl}/`],
    ['API', apiUrl],
    ['API docs', `${apiUrl}/docs`],
    ['Web UI', workflows],
    ['sample run', sample && workflows && `${workflows}/${sample}`],
  ]) {
    if (link) progress.print(`  ${label?.padEnd(10)}  ${link}`);
  }
  progress.print('\nPlaces the next order:\n');
  progress.print(curlLine(apiUrl, await signToken(jwtSecret, { userId: DEMO_USER_ID, role: 'customer' })));
  progress.print(
    `\nReady in ${progress.seconds.toFixed(1)} s. Ctrl-C stops it; its state stays in ${settings.dataDir}.`,
  );
  return parts.failed;
}

/** The first signal stops the parts in order, the second kills them. */
function stopOrKill(): void {
  const now = Date.now();
  if (toldToStopAt === undefined) {
    toldToStopAt = now;
    progress.say('stack', 'stopping; Ctrl-C again kills');
    void (stack?.stop() ?? Promise.resolve()).then(() => {
      progress.say('stack', 'stopped');
      process.exit(0);
    });
  } else if (now - toldToStopAt > SAME_SIGNAL_MS) {
    stack?.kill();
    process.exit(130);
  }
}
