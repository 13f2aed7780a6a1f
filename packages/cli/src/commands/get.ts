import type { Command } from 'commander';
import { unwrap } from '../../../client/src/index.ts';
import { parseId } from '../arguments.ts';
import { printOrder } from '../output.ts';
import type { Run } from '../run.ts';

export function addGet(program: Command, run: Run): void {
  program
    .command('get')
    .description('shows an order with its items and its payment')
    .argument('<order>', 'id of the order', parseId)
    .action((id: string, _, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        printOrder(context, await unwrap(client.GET('/v1/orders/{id}', { params: { path: { id } }, signal })));
        return 0;
      }),
    );
}
