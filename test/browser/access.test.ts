import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
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

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The width in pixels by which the page exceeds the viewport. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Presses Tab until the element with the name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const focused = `(() => {
    const it = document.activeElement;
    return it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
  })()`;
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await page.evaluate<string>(focused))) return;
  }
  throw new Error(`60 presses of Tab did not reach ${String(name)}`);
}

describe.skipIf(noBrowser)('accessibility of the page', () => {
  let session: BrowserSession;
  let product: string;
  beforeAll(async () => {
    session = await startBrowserSession();
    product = await createProduct(session.storefront, 500);
    await createProduct(session.storefront, 0);
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it.each(['light', 'dark'] as const)('has no serious accessibility violations in %s mode', async (colorScheme) => {
    const context = await session.newContext({ colorScheme });
    const page = await openShop(context);
    await page.getByRole('button', { name: `Add ${product}` }).click();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('radio', { name: 'Alipay' }).check({ force: true });
    await page.getByRole('button', { name: /^Pay / }).click();
    await waitForHeadline(page, 'Waiting for the payment');
    await waitForStep(page, 'Pay', 'waiting for the customer');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Yes, cancel order' }).click();
    await waitForStep(page, 'Stock released', '');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: /Back to the shop/ }).click();
    await placeOrder(page, { product });
    await waitForHeadline(page, 'Confirmed');
    await waitForStep(page, 'Confirm order', 'done');
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('form', { name: 'Refund' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /Back to the shop/ }).click();
    await page.getByText('reserved').first().waitFor();
    expect(await violations(page)).toEqual([]);
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

  it('fits a phone without horizontal scrolling', async () => {
    const context = await session.newContext(PHONE);
    const page = await openShop(context);
    expect(await overflow(page)).toBe(0);
    await placeOrder(page, { product, method: 'Alipay' });
    await waitForHeadline(page, 'Waiting for the payment');
    await waitForStep(page, 'Pay', 'waiting for the customer');
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Yes, cancel order' }).click();
    await waitForStep(page, 'Stock released', '');
    expect(await overflow(page)).toBe(0);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('link', { name: /Back to the shop/ }).click();
    await page.getByText('reserved').first().waitFor();
    expect(await overflow(page)).toBe(0);
    await context.close();
  });
});
