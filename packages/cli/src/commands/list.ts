import { Option, type Command } from 'commander';
import { paginate, type Order } from '../../../client/src/index.ts';
import { parseId, wholeNumber } from '../arguments.ts';
import { printJson, printOrders } from '../output.ts';
import type { Run } from '../run.ts';

interface ListOptions {
  readonly status?: Order['status'];
  readonly reference?: string;
  readonly user?: string;
  readonly since?: string;
  readonly limit: number;
  readonly all?: true;
}

/** Rows of a table that are printed together: the widths of columns depend on them. */
const PAGE_SIZE = 100;

const STATUSES = ['pending', 'paid', 'confirmed', 'cancelled', 'failed'] as const satisfies readonly Order['status'][];

export function addList(program: Command, run: Run): void {
  program
    .command('list')
    .description('lists orders, newest first')
    .addOption(new Option('--status <status>', 'only orders with this status').choices(STATUSES))
    .option('--reference <text>', 'only the order with this external reference')
    .option('--user <id>', 'only orders of this user (operators)', parseId)
    .option('--since <time>', 'only orders created after this time, in ISO 8601')
    .option('--limit <number>', 'how many orders at most', wholeNumber(1), 20)
    .option('--all', 'every order, without a limit')
    .action((options: ListOptions, command: Command) =>
      run(command, async (context) => {
        const { status, reference, user, since, all } = options;
        const limit = all ? Infinity : options.limit;
        const query = {
          ...(status && { status }),
          ...(reference !== undefined && { external_reference: reference }),
          ...(user !== undefined && { user_id: user }),
          ...(since !== undefined && { created_after: since }),
          limit: Math.min(limit, PAGE_SIZE),
        };
        let rows: Order[] = [];
        let count = 0;
        for await (const order of paginate(context.client, '/v1/orders', {
          params: { query },
          signal: context.signal,
        })) {
          if (context.json) printJson(context, order);
          else rows.push(order);
          count += 1;
          if (count >= limit) break;
          if (rows.length < PAGE_SIZE) continue;
          printOrders(context, rows);
          rows = [];
        }
        if (rows.length > 0) printOrders(context, rows);
        if (count === 0 && !context.json) context.err.write('No orders.\n');
        return 0;
      }),
    );
}
