import Table from 'cli-table3';
import type { Inventory, Order } from '../../client/src/index.ts';
import type { Context } from './context.ts';

const NO_BORDERS = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid'])
    .map((name) => [name, '']),
);

/** Formats rows as columns without borders. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    chars: { ...NO_BORDERS, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replaceAll(/ +$/gm, '');
}

/** Formats an amount in minor units, with the code of its currency: `USD 25.49`. */
export function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits).replace('\u00a0', ' ');
}

const ORDER_COLUMNS = ['ORDER', 'STATUS', 'TOTAL', 'METHOD', 'CREATED'];

function orderRow(order: Order): string[] {
  const { id, status, total_amount, currency, payment_method, created_at } = order;
  return [id, status, formatMoney(total_amount, currency), payment_method, created_at];
}

/** Prints a value as one line of JSON. */
export function printJson({ out }: Context, value: unknown): void {
  out.write(`${JSON.stringify(value)}\n`);
}

export function printOrders(context: Context, orders: readonly Order[]): void {
  context.out.write(`${formatTable(ORDER_COLUMNS, orders.map(orderRow))}\n`);
}

/** Prints an order with its items. */
export function printOrder(context: Context, order: Order): void {
  if (context.json) {
    printJson(context, order);
    return;
  }
  const { currency, items, payment, status, status_reason, reservation_expires_at } = order;
  const money = (amount: number) => formatMoney(amount, currency);
  const facts = [
    ['Order', order.id],
    ['Status', status_reason === null ? status : `${status} (${status_reason})`],
    ['Total', money(order.total_amount)],
    ...(payment ? [['Payment', `${payment.status}, ${payment.method}, ${payment.id}`]] : []),
    ...(payment && payment.refunded_amount > 0 ? [['Refunded', money(payment.refunded_amount)]] : []),
    ...(payment?.next_action ? [['To pay', payment.next_action.redirect_url]] : []),
    ...(status === 'pending' ? [['Reserved', `until ${reservation_expires_at}`]] : []),
    ['Created', order.created_at],
  ];
  const lines = items.map(({ sku, name, quantity, price, subtotal }) => [
    ...[sku, name, String(quantity)],
    ...[money(price), money(subtotal)],
  ]);
  const list = facts.map(([label = '', text = '']) => `${label.padEnd(10)}${text}`).join('\n');
  context.out.write(`${list}\n\n${formatTable(['SKU', 'NAME', 'QUANTITY', 'PRICE', 'SUBTOTAL'], lines)}\n`);
}

export function printInventory(context: Context, inventory: Inventory): void {
  if (context.json) {
    printJson(context, inventory);
    return;
  }
  const { sku, available, reserved, total, warehouse_code } = inventory;
  const row = [sku, String(available), String(reserved), String(total), warehouse_code];
  context.out.write(`${formatTable(['SKU', 'AVAILABLE', 'RESERVED', 'TOTAL', 'WAREHOUSE'], [row])}\n`);
}
