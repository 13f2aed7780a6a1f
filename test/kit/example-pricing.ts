import type { Adjustment } from '../../src/contracts/orders.js';
import type { Pricing } from '../../src/domains/orders/pricing-rules.js';

/** Percent, by country of the shipping address. */
const TAX_RATES: Readonly<Record<string, number>> = { AT: 20, DE: 19, FR: 20 };
/** Minor units. */
const SHIPPING = 490;
const FREE_SHIPPING_FROM = 5_000;
/** Percent off the items, by coupon. */
const COUPONS: Readonly<Record<string, number>> = { WELCOME: 10 };

/** Ten percent off with a coupon, flat shipping that is free for large orders, and a tax on both. */
export const examplePricing: Pricing = {
  adjust({ items, country, metadata }) {
    const adjustments: Adjustment[] = [];
    const add = (kind: Adjustment['kind'], label: string, amount: number) =>
      adjustments.push({ kind, label, amount, included: false });

    let total = items.reduce((sum, { subtotal }) => sum + subtotal, 0);
    const percentOff = COUPONS[metadata.coupon ?? ''];
    if (percentOff !== undefined) add('discount', `Coupon ${metadata.coupon}`, -Math.round((total * percentOff) / 100));
    total = adjustments.reduce((sum, { amount }) => sum + amount, total);
    if (total < FREE_SHIPPING_FROM) {
      add('shipping', 'Standard shipping', SHIPPING);
      total += SHIPPING;
    }
    const rate = country === null ? undefined : TAX_RATES[country];
    if (rate !== undefined) add('tax', `VAT ${rate} %`, Math.round((total * rate) / 100));
    return adjustments;
  },
};
