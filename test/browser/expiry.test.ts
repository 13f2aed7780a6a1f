import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  untilHeadline,
  untilStep,
  type BrowserSession,
} from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createProduct } from './support/products.js';

describe.skipIf(noBrowser)('a reservation that runs out', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession({ reservationTtlSeconds: 8 });
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('is counted down, and the order then undone', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await placeOrder(page, { product: await createProduct(session.storefront, 1), method: 'Alipay' });
    await page
      .getByRole('timer')
      .filter({ hasText: /^0:0[1-8]$/ })
      .waitFor();
    await untilHeadline(page, 'Cancelled');
    await page.getByText('The reservation ran out before it was paid. Nothing is owed.').waitFor();
    for (const compensation of ['Refund or void', 'End order', 'Release stock'])
      await untilStep(page, compensation, 'completed');
    await context.close();
  });
});
