import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { unwrap } from '../../../client/src/index.ts';
import { wholeNumber } from '../arguments.ts';
import { findProductId } from '../find-product.ts';
import { printInventory } from '../output.ts';
import type { Run } from '../run.ts';

interface AdjustOptions {
  readonly by: number;
  readonly reason: string;
  readonly key?: string;
}

export function addAdjust(program: Command, run: Run): void {
  program
    .command('adjust')
    .description('adds units to the stock of a product or removes them (operators)')
    .argument('<product>', 'id or SKU of the product')
    .requiredOption('--by <number>', 'units to add; negative to remove', wholeNumber(Number.MIN_SAFE_INTEGER))
    .requiredOption('--reason <text>', 'recorded in the stock ledger')
    .option('--key <text>', 'Idempotency-Key: the command with the same key adjusts once')
    .action((product: string, { by, reason, key = randomUUID() }: AdjustOptions, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        const path = { product_id: await findProductId(product, context) };
        const params = { path, header: { 'Idempotency-Key': key } };
        const body = { delta: by, reason };
        const adjusted = await unwrap(client.POST('/v1/inventory/{product_id}/adjustments', { params, body, signal }));
        printInventory(context, adjusted);
        return 0;
      }),
    );
}
