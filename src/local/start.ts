import { startStack } from './start-stack.js';
import { assertPortsAvailable } from './ports.js';
import { Progress } from './progress.js';
import { curlCommand, DEMO_USER_ID } from './sample/demo-orders.js';
import { placeSampleOrder } from './sample/place-sample-order.js';
import { readSettings, type Settings } from './settings.js';
import { signToken } from './sign-token.js';
import { toStackError } from './stack-error.js';
import { Stack } from './stack.js';

/** npm passes a terminal's Ctrl-C on to a process that the terminal sent it to already. */
const DUPLICATE_SIGNAL_MS = 500;

const progress = new Progress();
let stack: Stack | undefined;
let stopRequestedAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOrKill);

try {
  const settings = readSettings();
  await assertPortsAvailable(settings.listeners);
  stack = new Stack(settings, progress);
  await Promise.race([run(settings, stack), stack.failed]);
} catch (error) {
  if (stopRequestedAt === undefined) {
    stopRequestedAt = Date.now();
    const { message, exitCode } = toStackError(error);
    progress.reportError(message);
    await stack?.stop();
    process.exit(exitCode);
  }
}

async function run(settings: Settings, runningStack: Stack): Promise<never> {
  const { apiUrl, jwtSecret, webUiUrl } = settings;
  const temporal = await startStack(settings, runningStack, progress);
  const onStep = (line: string) => progress.report('order', line);
  const sampleWorkflowId = await placeSampleOrder({ apiUrl, jwtSecret, temporal, onStep }).catch((error: unknown) => {
    // The stack is up all the same, and its links and logs are what is needed now.
    onStep(toStackError(error, 'the sample order failed').message);
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
    ['sample run', sampleWorkflowId && workflows && `${workflows}/${sampleWorkflowId}`],
  ]) {
    if (link) progress.print(`  ${label?.padEnd(10)}  ${link}`);
  }
  progress.print('\nPlaces the next order:\n');
  progress.print(curlCommand(apiUrl, await signToken(jwtSecret, { userId: DEMO_USER_ID, role: 'customer' })));
  progress.print(
    `\nReady in ${progress.seconds.toFixed(1)} s. Ctrl-C stops it; its state stays in ${settings.dataDir}.`,
  );
  return runningStack.failed;
}

/** The first signal stops the parts in order, the second kills them. */
function stopOrKill(): void {
  const now = Date.now();
  if (stopRequestedAt === undefined) {
    stopRequestedAt = now;
    progress.report('stack', 'stopping; Ctrl-C again kills');
    void (stack?.stop() ?? Promise.resolve()).then(() => {
      progress.report('stack', 'stopped');
      process.exit(0);
    });
  } else if (now - stopRequestedAt > DUPLICATE_SIGNAL_MS) {
    stack?.kill();
    process.exit(130);
  }
}
