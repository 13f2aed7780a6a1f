import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  waitForHeadline,
  type BrowserSession,
} from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createProduct } from './support/products.js';

const TABS = 12;

/** The label or the text of the element that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const it = document.activeElement;
    return it === document.body ? 'nothing' : (it.getAttribute('aria-label') ?? it.textContent);
  })()`);
}

describe.skipIf(noBrowser)('the shop for customers', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('keeps the basket over a reload, a role switch and the way back, and edits it in the checkout', async () => {
    const [mug, cup] = [await createProduct(session.storefront, 9, 4_525), await createProduct(session.storefront, 9)];
    const context = await session.newContext();
    const page = await openShop(context);
    await page.getByRole('button', { name: `Add ${mug}`, exact: true }).click();
    await page.getByRole('button', { name: `Add ${cup}`, exact: true }).click();
    await page.reload();
    const checkout = page.getByRole('form', { name: 'Your order' });
    await checkout.getByText(cup).waitFor();
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
    await page.getByRole('radio', { name: 'Customer' }).check({ force: true });
    await checkout.getByRole('button', { name: `Add one ${mug}` }).click();
    await checkout.getByRole('button', { name: `Remove ${cup}` }).click();
    await page.getByRole('link', { name: 'All your orders' }).or(page.getByText('No orders yet')).first().waitFor();
    await page.goto('/#/orders');
    await page.getByRole('heading', { name: 'Your orders', level: 1 }).waitFor();
    await page.goBack();
    await checkout.getByRole('radio', { name: 'Alipay' }).check({ force: true });
    await checkout.getByRole('button', { name: 'Pay $90.50 with Alipay' }).waitFor();
    await context.close();
  });

  it('does not add up two currencies', async () => {
    const dollars = await createProduct(session.storefront, 9, 1_600);
    const yen = await createProduct(session.storefront, 9, 2_500, 'JPY');
    const context = await session.newContext();
    const page = await openShop(context);
    for (const name of [dollars, yen]) await page.getByRole('button', { name: `Add ${name}`, exact: true }).click();
    const checkout = page.getByRole('form', { name: 'Your order' });
    await checkout.getByText('cannot be added up').waitFor();
    expect(await checkout.locator('.total').allTextContents()).toEqual(['Total in USD$16.00', 'Total in JPY¥2,500']);
    expect(await checkout.getByRole('button', { name: 'Placing the order…' }).count()).toBe(0);
    await checkout.getByRole('button', { name: `Remove ${yen}`, exact: true }).click();
    await checkout.getByRole('button', { name: 'Pay $16.00 by credit card' }).click();
    await waitForHeadline(page, 'Confirmed');
    await context.close();
  });

  it('pays a declined order again in one step, with a card that asks for approval', async () => {
    const product = await createProduct(session.storefront, 2);
    const context = await session.newContext();
    const page = await openShop(context);
    const declined = await placeOrder(page, { product, card: 'is declined' });
    await waitForHeadline(page, 'Payment failed');
    const form = page.getByRole('form', { name: 'Pay another way' });
    await form.getByLabel('Simulated card').selectOption({ label: 'asks for approval (3-D Secure)' });
    await form.getByRole('button', { name: 'Pay $16.00 by credit card' }).click();
    await waitForHeadline(page, 'Waiting for the payment');
    expect(page.url()).not.toContain(declined);
    await page.getByRole('link', { name: 'Confirm with your bank' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await waitForHeadline(page, 'Confirmed');
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.getByRole('link', { name: 'All your orders' }).click();
    const orders = page.getByRole('main').getByRole('listitem');
    await orders.nth(1).waitFor();
    expect(await orders.locator('.pill').allTextContents()).toEqual(['confirmed', 'failed']);
    expect(await orders.locator('time').first().textContent()).toMatch(/\w+ \d+, \d{4}, \d+:\d\d [AP]M/);
    await context.close();
  });

  it('places one order and refunds once when the answers are lost', async () => {
    const product = await createProduct(session.storefront, 5);
    const context = await session.newContext();
    const page = await openShop(context);
    const loseAnswer = (url: string, times: number) =>
      page.route(
        url,
        async (route) => {
          if (route.request().method() === 'POST') await route.fetch();
          await route.abort('connectionreset');
        },
        { times },
      );
    await page.getByRole('button', { name: `Add ${product}`, exact: true }).click();
    // The page repeats a lost request by itself; after a reload, the same basket is still the same order.
    await loseAnswer('**/v1/orders', 1);
    await page.getByRole('button', { name: /^Pay / }).click();
    await waitForHeadline(page, 'Confirmed');
    const url = page.url();
    await page.goto('/#/orders');
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);

    await page.goto(url);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    const form = page.getByRole('form', { name: 'Refund' });
    await form.getByRole('button', { name: 'Refund', exact: true }).click();
    // A blank amount is asked for.
    expect(await page.evaluate(`document.querySelector('.refund-form input').validity.valueMissing`)).toBe(true);
    await form.getByLabel('Amount in USD').fill('5.25');
    await form.getByLabel('Reason').fill('a scratch');
    await loseAnswer('**/refunds', 1);
    await form.getByRole('button', { name: 'Refund $5.25' }).click();
    await form.getByText('The shop cannot be reached.').waitFor();
    await form.getByRole('button', { name: 'Refund $5.25' }).click();
    await page.getByText('$5.25 of $16.00 refunded.').waitFor();
    expect(await page.getByRole('region', { name: 'Refunds' }).getByRole('listitem').count()).toBe(1);
    await context.close();
  });

  it('keeps the focus when buttons disappear, and takes Escape', async () => {
    const product = await createProduct(session.storefront, 5);
    const context = await session.newContext();
    const page = await openShop(context);
    await page.getByRole('button', { name: `Add ${product}`, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe(`Add one ${product}`);
    await page.getByRole('radio', { name: 'Alipay' }).check({ force: true });
    await page.getByRole('button', { name: /^Pay / }).focus();
    await page.keyboard.press('Enter');
    await waitForHeadline(page, 'Waiting for the payment');
    await expect.poll(() => focused(page)).toBe('Waiting for the payment');
    await page.getByRole('button', { name: 'Cancel order' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Yes, cancel order');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Cancel order');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Yes, cancel order');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Keep order');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Cancel order');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Yes, cancel order');
    await page.keyboard.press('Enter');
    await waitForHeadline(page, 'Cancelled');
    await expect.poll(() => focused(page)).toBe('Cancelled');
    await page.getByRole('link', { name: 'Back to the shop' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('What would you like?');
    await context.close();
  });

  it(`loads ${TABS} tabs of an order with one open connection`, { timeout: 240_000 }, async () => {
    const product = await createProduct(session.storefront, 5);
    const context = await session.newContext();
    const held = new Set<unknown>();
    context.on('request', (request) => {
      if (/\/events$|[?&]wait=/.test(request.url())) held.add(request);
    });
    for (const end of ['requestfinished', 'requestfailed'] as const) {
      context.on(end as 'requestfinished', (request) => held.delete(request));
    }
    const page = await openShop(context);
    await placeOrder(page, { product, method: 'Alipay' });
    const pages = [page];
    while (pages.length < TABS) {
      const tab = await context.newPage();
      await tab.goto(page.url());
      await waitForHeadline(tab, 'Waiting for the payment');
      pages.push(tab);
    }
    await expect.poll(() => held.size, { timeout: 30_000 }).toBe(1);
    const last = pages[TABS - 1];
    await last?.getByRole('button', { name: 'Cancel order' }).click();
    await last?.getByRole('button', { name: 'Yes, cancel order' }).click();
    for (const tab of pages) await waitForHeadline(tab, 'Cancelled');
    await expect.poll(() => held.size, { timeout: 30_000 }).toBe(0);
    await context.close();
  });

  it('gives up a call after 15 seconds and says so, also in Chinese', async () => {
    const product = await createProduct(session.storefront, 5);
    const context = await session.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto('/');
    await page.getByRole('button', { name: `加入 ${product}`, exact: true }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    // As when the process of the API is stopped: connections are accepted and never answered.
    let hanging = 0;
    await context.route('**/v1/**', () => void (hanging += 1));
    await page.getByRole('radio', { name: '支付宝' }).check({ force: true });
    await page.getByRole('button', { name: '使用支付宝支付 US$16.00' }).click();
    await page.getByText('正在下单…').waitFor();
    await expect.poll(() => hanging).toBeGreaterThan(0);
    await page.clock.fastForward(15_500);
    await page.getByText('暂时无法连接到商店').waitFor();
    await page.clock.fastForward(3_000);
    await page.getByText('商店 15 秒内没有响应').waitFor();
    await context.unroute('**/v1/**');
    await page.getByRole('button', { name: '使用支付宝支付 US$16.00' }).click();
    await waitForHeadline(page, '等待付款');
    await context.close();
  });
});
