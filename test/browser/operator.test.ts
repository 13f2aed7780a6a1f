import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openShop, placeOrder, startBrowsing, untilHeadline, type Browsing } from './support/browsing.js';
import { withoutBrowser } from './support/chromium.js';
import { stockProduct } from './support/products.js';

describe.skipIf(withoutBrowser)('an operator', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await startBrowsing();
  });
  afterAll(() => browsing.stop());
  afterEach(() => expect(browsing.complaints()).toEqual([]));

  it('refunds an order of a customer, who sees it as it happens; then the order is cancelled', async () => {
    const customer = await browsing.visit();
    const theirs = await openShop(customer);
    await placeOrder(theirs, { product: await stockProduct(browsing.storefront, 1, 1_600) });
    await untilHeadline(theirs, 'Confirmed');

    const operator = await browsing.visit();
    const page = await openShop(operator);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('heading', { name: 'Latest orders' }).waitFor();
    await page.goto(theirs.url());
    await untilHeadline(page, 'Confirmed');
    const form = page.getByRole('form', { name: 'Refund' });
    await form.getByLabel('Refund').fill('20');
    await form.getByLabel('Reason').fill('arrived damaged');
    await form.getByRole('button', { name: 'Refund' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Refund').fill('5.25');
    await form.getByRole('button', { name: 'Refund' }).click();
    for (const tab of [page, theirs]) await tab.getByText('$5.25 of $16.00 refunded.').waitFor();

    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    for (const tab of [page, theirs]) {
      await untilHeadline(tab, 'Cancelled');
      await tab.getByText('$16.00 of $16.00 refunded.').waitFor();
    }
    await customer.close();
    await operator.close();
  });

  it('adjusts the stock, but not below what is held', async () => {
    const product = await stockProduct(browsing.storefront, 5);
    const context = await browsing.visit();
    const page = await openShop(context);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    const card = page.getByRole('listitem').filter({ hasText: product });
    await card.getByText('5 free, 0 held').waitFor();
    await card.getByLabel('Units').fill('-2');
    await card.getByLabel('Reason').fill('broken');
    await card.getByRole('button', { name: 'Adjust' }).click();
    await card.getByText('3 free, 0 held').waitFor();
    await card.getByLabel('Units').fill('-4');
    await card.getByRole('button', { name: 'Adjust' }).click();
    await card.getByRole('alert').waitFor();
    // Loaded again, the page knows who was signed in.
    await page.reload();
    await card.getByText('3 free, 0 held').waitFor();
    await context.close();
  });
});
