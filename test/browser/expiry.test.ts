import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  waitForHeadline,
  waitForStep,
  type BrowserSession,
} from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createProduct } from './support/products.js';

describe.skipIf(noBrowser)('a reservation that expires', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession({ reservationTtlSeconds: 8 });
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('counts down and then cancels the order', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await placeOrder(page, { product: await createProduct(session.storefront, 1), method: 'Alipay' });
    await page
      .getByRole('timer')
      .filter({ hasText: /^0:0[1-8]$/ })
      .waitFor();
    await waitForHeadline(page, 'Cancelled');
    await page.getByText('The reservation expired before payment. No payment is due.').waitFor();
    for (const compensation of ['Payment voided', 'Order ended', 'Stock released'])
      await waitForStep(page, compensation, '');
    await context.close();
  });
});
