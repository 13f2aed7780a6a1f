import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitPaymentDecision, fetchPaymentPage } from '../kit/payment-page.js';
import { newIdempotencyKey, startTestGateway, type TestGateway } from '../kit/test-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(0);
});
afterAll(() => gateway.stop());

/** Creates a charge that waits for its customer. It needs no token, because the success rate does not apply. */
async function createPendingCharge(): Promise<{ key: string; redirectUrl: string }> {
  const key = newIdempotencyKey();
  const { body } = await gateway.charge(key, { method: 'alipay', token: undefined });
  expect(body).toMatchObject({ status: 'requires_action', decline_code: null });
  return { key, redirectUrl: body.redirect_url as string };
}

describe('the payment page', () => {
  it('contains no script and one form with two buttons', async () => {
    const { redirectUrl } = await createPendingCharge();
    const response = await fetchPaymentPage(redirectUrl);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).not.toMatch(/<script|style=| on\w+=/);
    expect(html.match(/<button[^>]*>(.*?)<\/button>/g)).toHaveLength(2);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('color-scheme: light dark');
    expect(html).toContain('$10.00');
  });

  it.each([
    ['approve', 'Payment approved', 'succeeded', null],
    ['decline', 'Payment declined', 'declined', 'customer_declined'],
  ] as const)('accepts a single decision: %s', async (decision, heading, status, decline_code) => {
    const { key, redirectUrl } = await createPendingCharge();
    expect(await submitPaymentDecision(redirectUrl, decision)).toMatchObject({ status: 200 });
    const again = await submitPaymentDecision(redirectUrl, decision === 'approve' ? 'decline' : 'approve');
    expect(again.html).toContain(`<h1>${heading}</h1>`);
    expect(again.html).toContain('role="status"');
    expect(again.html).not.toContain('<button');
    expect((await gateway.findCharge(key)).body).toMatchObject({ status, decline_code, redirect_url: null });
  });

  it('sends the customer back to the shop after a decision', async () => {
    const return_url = 'http://shop.example/#/orders/1';
    const { body } = await gateway.charge(newIdempotencyKey(), { method: 'alipay', token: undefined, return_url });
    const redirectUrl = body.redirect_url as string;
    const page = await fetchPaymentPage(redirectUrl);
    // Browsers check the redirect against the policy of the page with the form.
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://shop.example;");
    const decision = new URLSearchParams({ decision: 'approve' });
    const response = await fetch(redirectUrl, { method: 'POST', body: decision, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, return_url]);
    expect(await (await fetchPaymentPage(redirectUrl)).text()).toContain('Payment approved');
  });

  it('shows that the payment was cancelled', async () => {
    const { key, redirectUrl } = await createPendingCharge();
    await gateway.void(key);
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment cancelled');
    expect((await gateway.findCharge(key)).body).toMatchObject({ status: 'canceled' });
  });

  it('decides once when 20 tabs approve and decline concurrently', async () => {
    const { redirectUrl } = await createPendingCharge();
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, i) => submitPaymentDecision(redirectUrl, i % 2 === 0 ? 'approve' : 'decline')),
    );
    expect(new Set(pages.map(({ html }) => /<h1>(.*)<\/h1>/.exec(html)?.[1])).size).toBe(1);
  });

  it('returns 404 for an unknown charge and 400 for an unknown decision', async () => {
    const { redirectUrl } = await createPendingCharge();
    const none = await fetchPaymentPage(new URL('/pay/TXN-%3Cb%3E', redirectUrl).href);
    expect(none.status).toBe(404);
    expect(await none.text()).toContain('Payment not found');
    const response = await fetch(redirectUrl, { method: 'POST', body: new URLSearchParams({ decision: 'maybe' }) });
    expect(response.status).toBe(400);
  });

  it('escapes markup in the order id and formats amounts by currency', async () => {
    const key = newIdempotencyKey();
    const charge = { method: 'paypal', order_id: '<b>&"', currency: 'JPY', amount: 2_500 };
    const { body } = await gateway.charge(key, charge);
    const html = await (await fetchPaymentPage(body.redirect_url as string)).text();
    expect(html).toContain('&#60;b&#62;&#38;&#34;');
    expect(html).toContain('¥2,500');
  });
});
