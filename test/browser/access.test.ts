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

const SMALL_PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true } as const;

/** The width in pixels by which the page exceeds the viewport. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Presses a key until the element with the name has the focus. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const focused = `(() => {
    const it = document.activeElement;
    return it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
  })()`;
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    if (name.test(await page.evaluate<string>(focused))) return;
  }
  throw new Error(`60 presses of ${key} did not reach ${String(name)}`);
}

describe.skipIf(noBrowser)('accessibility and layout of the page', () => {
  let session: BrowserSession;
  let product: string;
  /** A name that no space interrupts. */
  let longName: string;
  beforeAll(async () => {
    session = await startBrowserSession();
    product = await createProduct(session.storefront, 500);
    longName = await createProduct(session.storefront, 500);
    const { body } = await session.storefront.request<{ data: { id: string; name: string }[] }>('GET', '/v1/products');
    const { id = '' } = body.data.find(({ name }) => name === longName) ?? {};
    longName = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
    await session.storefront.request('PATCH', `/v1/products/${id}`, { name: longName }, 'operator');
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('does not shift while a phone loads it, and fits 320 pixels', async () => {
    const context = await session.newContext(SMALL_PHONE);
    await context.addInitScript(`
      globalThis.layoutShift = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) globalThis.layoutShift += value;
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    await context.route('**/v1/products*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const page = await openShop(context);
    await page.getByRole('button', { name: `Add ${product}`, exact: true }).waitFor();
    expect(await page.evaluate('layoutShift')).toBeLessThan(0.1);
    expect(await overflow(page)).toBe(0);
    await placeOrder(page, { product: longName, method: 'Alipay' });
    await waitForHeadline(page, 'Waiting for the payment');
    expect(await overflow(page)).toBe(0);
    await page.reload();
    await waitForHeadline(page, 'Waiting for the payment');
    expect(await page.evaluate('layoutShift')).toBeLessThan(0.1);
    await context.close();
  });

  it('shows the chosen method with forced colours, and prints a receipt without buttons', async () => {
    const context = await session.newContext({ forcedColors: 'active' });
    const page = await openShop(context);
    await page.getByRole('button', { name: `Add ${product}`, exact: true }).click();
    const background = (label: string) =>
      page.evaluate<string>(`(() => {
        const labels = [...document.querySelectorAll('.payment-methods span')];
        return getComputedStyle(labels.find((it) => it.textContent === '${label}')).backgroundColor;
      })()`);
    expect(await background('Credit card')).not.toBe(await background('PayPal'));
    await page.getByRole('button', { name: /^Pay / }).click();
    await waitForHeadline(page, 'Confirmed');
    await page.getByRole('button', { name: 'Print receipt' }).waitFor();
    await page.emulateMedia({ media: 'print', forcedColors: 'none' });
    const receipt = page.locator('.receipt');
    await receipt.getByText(/^Order number [\da-f-]{36}$/).waitFor();
    await receipt.getByText(/^Placed on /).waitFor();
    expect(await page.locator('button:visible, a.button:visible, select:visible, input:visible').count()).toBe(0);
    await context.close();
  });

  it('places and cancels an order with the keyboard only', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await tabTo(page, new RegExp(`^Add ${product}$`));
    await page.keyboard.press('Enter');
    await tabTo(page, /^Credit card$/);
    for (const _ of ['Debit card', 'PayPal']) await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Pay \$16\.00 with PayPal$/);
    await page.keyboard.press('Enter');
    await waitForHeadline(page, 'Waiting for the payment');
    await tabTo(page, /^Cancel order$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Yes, cancel order$/);
    await page.keyboard.press('Enter');
    await waitForHeadline(page, 'Cancelled');
    await context.close();
  });

  it('buys and refunds with the keyboard only', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await tabTo(page, new RegExp(`^Add ${product}$`));
    await page.keyboard.press('Enter');
    await tabTo(page, /^Pay \$16\.00 by credit card$/);
    await page.keyboard.press('Enter');
    await waitForHeadline(page, 'Confirmed');
    await tabTo(page, /^Customer$/, 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('form', { name: 'Refund' }).waitFor();
    await tabTo(page, /^Amount in USD$/);
    await page.keyboard.type('5.25');
    await tabTo(page, /^Reason$/);
    await page.keyboard.type('a scratch');
    await page.keyboard.press('Enter');
    await page.getByText('$5.25 of $16.00 refunded.').waitFor();
    await context.close();
  });
});
