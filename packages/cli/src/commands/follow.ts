import type { Command } from 'commander';
import { followOrder, unwrap, type Order } from '../../../client/src/index.ts';
import { parseId } from '../arguments.ts';
import type { Context } from '../context.ts';
import { printJson } from '../output.ts';
import type { ExitCode, Run } from '../run.ts';

export function addFollow(program: Command, run: Run): void {
  program
    .command('follow')
    .description('prints each change of an order until it is confirmed, cancelled or failed')
    .argument('<order>', 'id of the order', parseId)
    .action((id: string, _, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        return follow(context, await unwrap(client.GET('/v1/orders/{id}', { params: { path: { id } }, signal })));
      }),
    );
}

/**
 * Prints an order and each change of it until its status is final.
 *
 * @returns 1 when the order is cancelled or failed
 */
export async function follow(context: Context, order: Order): Promise<ExitCode> {
  const end = new AbortController();
  let latest = order;
  const print = (change: Order) => {
    latest = change;
    if (context.json) printJson(context, change);
    else context.out.write(`${change.updated_at}  ${describeStatus(change)}\n`);
    if (isFinal(change)) end.abort();
  };
  print(order);
  const { client, signal } = context;
  if (!isFinal(order)) await followOrder(client, order, print, AbortSignal.any([signal, end.signal]));
  signal.throwIfAborted();
  return latest.status === 'confirmed' ? 0 : 1;
}

function isFinal({ status }: Order): boolean {
  return status !== 'pending' && status !== 'paid';
}

function describeStatus({ status, status_reason, payment }: Order): string {
  if (payment?.next_action) return `${status}: pay at ${payment.next_action.redirect_url}`;
  return status_reason === null ? status : `${status}: ${status_reason}`;
}
