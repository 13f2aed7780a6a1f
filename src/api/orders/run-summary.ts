import type { PricedOrder } from '../../contracts/orders.js';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import type { PaymentMethod } from '../../contracts/payments.js';
import { mergeLines } from '../../domains/orders/pricing.js';
import { formatMoney } from '../../money/money.js';

const METHOD_NAMES: Readonly<Record<PaymentMethod, string>> = {
  credit_card: 'credit card',
  debit_card: 'debit card',
  paypal: 'PayPal',
  alipay: 'Alipay',
  wechat: 'WeChat Pay',
};

/** What Temporal's Web UI shows of a run: one line, and details as Markdown. */
export interface RunSummary {
  readonly staticSummary: string;
  readonly staticDetails?: string;
}

/**
 * Describes an order to the operators of Temporal: `2 products, $44.00 by Alipay`.
 *
 * @param priced - the order at current prices; the run decides on its own prices. Undefined when it cannot be priced
 * @param pageUrl - where the page is, without a slash at the end
 */
export function summarizeRun(
  { orderId, lines, paymentMethod }: Pick<PlaceOrderInput, 'orderId' | 'lines' | 'paymentMethod'>,
  priced: PricedOrder | undefined,
  pageUrl?: string,
): RunSummary {
  const count = mergeLines(lines).length;
  const amount = priced && formatMoney(priced.totalAmount, priced.currency);
  const products = `${count} ${count === 1 ? 'product' : 'products'}`;
  const details = [
    ...(priced?.items ?? []).map(({ quantity, name, sku, subtotal }) => {
      return `- ${quantity} × ${name} (${sku}): ${formatMoney(subtotal, priced?.currency ?? '')}`;
    }),
    ...(pageUrl === undefined ? [] : ['', `[Open the order](${pageUrl}/#/orders/${orderId})`]),
  ];
  return {
    staticSummary: `${products}${amount === undefined ? '' : `, ${amount}`} by ${METHOD_NAMES[paymentMethod]}`,
    ...(details.length > 0 && { staticDetails: details.join('\n') }),
  };
}
