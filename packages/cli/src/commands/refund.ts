import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { unwrap } from '../../../client/src/index.ts';
import { parseId, wholeNumber } from '../arguments.ts';
import { formatMoney, formatTable, printJson } from '../output.ts';
import type { Run } from '../run.ts';

interface RefundOptions {
  readonly amount?: number;
  readonly reason: string;
  readonly key?: string;
}

export function addRefund(program: Command, run: Run): void {
  program
    .command('refund')
    .description('refunds an order, whole or in part (operators)')
    .argument('<order>', 'id of the order', parseId)
    .requiredOption('--reason <text>', 'recorded with the refund')
    .option('--amount <number>', 'minor units, such as cents; by default what is not refunded yet', wholeNumber(1))
    .option('--key <text>', 'Idempotency-Key: the command with the same key refunds once')
    .action((id: string, { amount, reason, key = randomUUID() }: RefundOptions, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        const body = { reason, ...(amount !== undefined && { amount }) };
        const refund = await unwrap(client.POST('/v1/orders/{id}/refunds', { params, body, signal }));
        if (context.json) printJson(context, refund);
        else {
          const { currency } = await unwrap(client.GET('/v1/orders/{id}', { params: { path: { id } }, signal }));
          const row = [refund.id, refund.status, formatMoney(refund.amount, currency), refund.reason];
          context.out.write(`${formatTable(['REFUND', 'STATUS', 'AMOUNT', 'REASON'], [row])}\n`);
        }
        return 0;
      }),
    );
}
