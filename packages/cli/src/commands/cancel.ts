import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { unwrap } from '../../../client/src/index.ts';
import { parseId } from '../arguments.ts';
import { printOrder } from '../output.ts';
import type { Run } from '../run.ts';

export function addCancel(program: Command, run: Run): void {
  program
    .command('cancel')
    .description('cancels an order; a confirmed one is refunded and restocked')
    .argument('<order>', 'id of the order', parseId)
    .option('--reason <text>', 'shown with the order')
    .action((id: string, { reason }: { reason?: string }, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        const params = { path: { id }, header: { 'Idempotency-Key': randomUUID() } };
        const body = reason === undefined ? {} : { reason };
        printOrder(context, await unwrap(client.POST('/v1/orders/{id}/cancel', { params, body, signal })));
        return 0;
      }),
    );
}
