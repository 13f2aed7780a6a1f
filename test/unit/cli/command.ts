import { runCli } from '../../../packages/cli/src/run-cli.js';

/** What the API answers to a request: a response, or a network error. */
export type Answer = (request: Request) => Response | Error | Promise<Response>;

interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly isTTY?: boolean;
}

/** Runs a command against a scripted API. @returns its exit code, its output and the requests that it sent */
export async function runCommand(args: readonly string[], answer: Answer, options: CommandOptions = {}) {
  const { env = { ORDERS_TOKEN: 'token-1' }, signal = new AbortController().signal, isTTY = false } = options;
  const requests: Request[] = [];
  let out = '';
  let err = '';
  const exitCode = await runCli(args, {
    env: { ORDERS_URL: 'http://orders.test', ...env },
    signal,
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text), isTTY },
    async fetch(request) {
      requests.push(request.clone());
      const result = await answer(request);
      if (result instanceof Error) throw result;
      return result;
    },
  });
  const sent = requests.map(({ method, url }) => `${method} ${url.replace('http://orders.test', '')}`);
  return { exitCode, out, err, sent, requests };
}
