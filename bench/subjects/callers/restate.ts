import { createRequire } from 'node:module';
import path from 'node:path';
import { Agent, request } from 'undici';
import { DomainError } from '../../../src/domains/domain-error.js';
import { findFreePorts } from '../../../src/local/ports.js';
import type { BenchOrder } from '../../load/order.js';
import type { PlaceOrder } from '../caller.js';
import { openServices, type Services } from '../services.js';
import { placeBySteps, type Journal } from './place-by-steps.js';

const ACCEPTED = 'accepted';
const CONNECTIONS = 500;

/** The used part of the SDK, which is not a dependency of this project. */
interface Context {
  run<T>(name: string, action: () => Promise<T>): Promise<T>;
  promise(name: string): { get(): Promise<boolean>; resolve(value: boolean): Promise<void> };
}
interface Sdk {
  workflow(definition: {
    name: string;
    handlers: Record<string, (context: Context, order: BenchOrder) => Promise<unknown>>;
  }): unknown;
  serve(options: { services: readonly unknown[]; port: number }): Promise<unknown>;
  readonly TerminalError: new (message: string) => Error;
}

/** The SDK needs this method of Node.js 22; with it, all subjects run on the same Node.js. */
function supplyPromiseWithResolvers(): void {
  const withResolvers = function <T>() {
    let settle: Record<string, unknown> = {};
    const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
    return { promise, ...settle };
  };
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
}

/** The same steps, each a journaled step in this process; the journal is in the Restate server. */
export async function open(): Promise<PlaceOrder> {
  supplyPromiseWithResolvers();
  const { RESTATE_PACKAGES = '', RESTATE_ADMIN_URL = '', RESTATE_INGRESS_URL = '' } = process.env;
  const sdk = createRequire(path.join(RESTATE_PACKAGES, 'package.json'))('@restatedev/restate-sdk') as Sdk;
  const services = await openServices();
  const workflow = sdk.workflow({
    name: 'placeOrder',
    handlers: {
      run: (context, order) => place(services, sdk, context, order),
      accepted: (context) => context.promise(ACCEPTED).get(),
    },
  });
  const [port = 0] = await findFreePorts(1);
  await sdk.serve({ services: [workflow], port });
  const dispatcher = new Agent({ connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
  const post = async (url: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await request(url, { method: 'POST', headers, body: JSON.stringify(body), dispatcher });
    const text = await response.body.text();
    if (response.statusCode >= 400) throw new Error(`${response.statusCode}: ${text}`);
    return text;
  };
  await post(`${RESTATE_ADMIN_URL}/deployments`, { uri: `http://127.0.0.1:${port}` });
  return async (order, onAccepted) => {
    const run = `${RESTATE_INGRESS_URL}/placeOrder/${order.orderId}`;
    await post(`${run}/run/send`, order);
    if ((await post(`${run}/accepted`, order)) === 'true') onAccepted();
    const attach = `${RESTATE_INGRESS_URL}/restate/workflow/placeOrder/${order.orderId}/attach`;
    const { statusCode, body } = await request(attach, { dispatcher });
    const text = await body.text();
    if (statusCode >= 400) throw new Error(`${statusCode}: ${text}`);
  };
}

function place(services: Services, { TerminalError }: Sdk, context: Context, order: BenchOrder): Promise<void> {
  const journal: Journal = {
    // Restate repeats a step until it succeeds, unless its error is terminal.
    step: (name, run) =>
      context.run(name, () =>
        run().catch((error: unknown) => {
          throw error instanceof DomainError ? new TerminalError(`${error.name}: ${error.message}`) : error;
        }),
      ),
    setAccepted: (accepted) => context.promise(ACCEPTED).resolve(accepted),
    isFinal: (error) => error instanceof TerminalError,
  };
  return placeBySteps(services, journal, order);
}
