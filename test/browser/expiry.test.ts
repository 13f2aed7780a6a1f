import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openShop, placeOrder, startBrowsing, untilHeadline, untilStep, type Browsing } from './support/browsing.js';
import { withoutBrowser } from './support/chromium.js';
import { stockProduct } from './support/products.js';

describe.skipIf(withoutBrowser)('a reservation that runs out', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await startBrowsing({ reservationTtlSeconds: 8 });
  });
  afterAll(() => browsing.stop());
  afterEach(() => expect(browsing.complaints()).toEqual([]));

  it('is counted down, and the order then undone', async () => {
    const context = await browsing.visit();
    const page = await openShop(context);
    await placeOrder(page, { product: await stockProduct(browsing.storefront, 1), method: 'Alipay' });
    await page
      .getByRole('timer')
      .filter({ hasText: /^0:0[1-8]$/ })
      .waitFor();
    await untilHeadline(page, 'Cancelled');
    await page.getByText('The reservation ran out before it was paid. Nothing is owed.').waitFor();
    for (const undone of ['Refund or void', 'End order', 'Release stock']) await untilStep(page, undone, 'completed');
    await context.close();
  });
});
