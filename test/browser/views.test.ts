import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/page/i18n/texts.js';
import { startBrowserSession, type BrowserSession } from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createSampleShop, type SampleShop } from './support/sample-shop.js';
import { signInAs, VIEWS, type Viewer } from './support/views.js';

const PHONE = { viewport: { width: 390, height: 844 } } as const;
const SMALL_PHONE = { width: 320, height: 640 } as const;
const DESKTOP = { viewport: { width: 1440, height: 900 } } as const;

/** Every language, theme and size meets every other one of them at least once. */
const VARIANTS: readonly (readonly [name: string, language: Language, options: BrowserContextOptions])[] = [
  ['English, light, on a desktop', 'en', { ...DESKTOP, locale: 'en-US', colorScheme: 'light' }],
  ['English, dark, on a phone', 'en', { ...PHONE, locale: 'en-US', colorScheme: 'dark' }],
  ['Chinese, light, on a phone', 'zh', { ...PHONE, locale: 'zh-CN', colorScheme: 'light' }],
  ['Chinese, dark, on a desktop', 'zh', { ...DESKTOP, locale: 'zh-CN', colorScheme: 'dark' }],
];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The pixels by which the page exceeds the viewport, and what exceeds it. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > clientWidth + 1);
    return [clientWidth + ' < ' + scrollWidth, ...wide.slice(0, 5).map((it) => it.outerHTML.slice(0, 120))];
  })()`);
}

describe.skipIf(noBrowser)('every view', () => {
  let session: BrowserSession;
  let shop: SampleShop;
  beforeAll(async () => {
    session = await startBrowserSession();
    shop = await createSampleShop(session.storefront);
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it.each(VARIANTS)('is accessible and fits in %s', async (_, language, options) => {
    const context = await session.newContext(options);
    const page = await context.newPage();
    const faults: Record<string, string[]> = {};
    let signedInAs: Viewer | undefined;
    for (const [name, { viewer, open }] of Object.entries(VIEWS)) {
      if (viewer !== signedInAs) await signInAs(page, viewer, shop);
      signedInAs = viewer;
      await open(page, shop, language);
      const found = [...(await violations(page)), ...(await overflow(page))];
      if (options.viewport?.width === PHONE.viewport.width) {
        await page.setViewportSize(SMALL_PHONE);
        found.push(...(await overflow(page)));
        await page.setViewportSize(PHONE.viewport);
      }
      if (found.length > 0) faults[name] = found;
    }
    expect(faults).toEqual({});
    await context.close();
  });
});
