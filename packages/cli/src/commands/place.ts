import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { unwrap, type NewOrder } from '../../../client/src/index.ts';
import { parseItem, parsePair, type ItemArgument } from '../arguments.ts';
import type { Context } from '../context.ts';
import { findProductId } from '../find-product.ts';
import { printOrder } from '../output.ts';
import { follow } from './follow.ts';
import type { Run } from '../run.ts';

type Method = NewOrder['payment_method'];

interface PlaceOptions {
  readonly method: Method;
  readonly paymentToken?: string;
  readonly reference?: string;
  readonly email?: string;
  readonly note?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly follow?: true;
}

const METHODS = ['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat'] as const satisfies readonly Method[];

export function addPlace(program: Command, run: Run): void {
  program
    .command('place')
    .description('places an order')
    .argument('<item...>', 'PRODUCT or PRODUCT=QUANTITY; a product is named by its id or SKU', parseItem)
    .addOption(new Option('--method <method>', 'how the customer pays').choices(METHODS).default('credit_card'))
    .option('--payment-token <text>', "the payment provider's token for the card")
    .option('--reference <text>', 'your own number of the order')
    .option('--email <text>', 'e-mail address of the customer')
    .option('--note <text>', 'a message from the customer')
    .option('--metadata <key=value>', 'data of yours; may be repeated', parsePair)
    .option('--key <text>', 'Idempotency-Key: the command with the same key places one order')
    .option('--follow', 'print each change until the order is confirmed, cancelled or failed')
    .action((items: readonly ItemArgument[], options: PlaceOptions, command: Command) =>
      run(command, async (context) => {
        const { client, signal } = context;
        const params = { header: { 'Idempotency-Key': options.key ?? randomUUID() } };
        const body = await readOrder(items, options, context);
        const order = await unwrap(client.POST('/v1/orders', { params, body, signal }));
        if (options.follow) return follow(context, order);
        printOrder(context, order);
        return 0;
      }),
    );
}

async function readOrder(items: readonly ItemArgument[], options: PlaceOptions, context: Context): Promise<NewOrder> {
  const { method, paymentToken, reference, email, note, metadata } = options;
  const lines: NewOrder['items'] = [];
  for (const { product, quantity } of items) {
    lines.push({ product_id: await findProductId(product, context), quantity });
  }
  return {
    items: lines,
    payment_method: method,
    ...(paymentToken !== undefined && { payment_token: paymentToken }),
    ...(reference !== undefined && { external_reference: reference }),
    ...(email !== undefined && { email }),
    ...(note !== undefined && { note }),
    ...(metadata && { metadata: { ...metadata } }),
  };
}
