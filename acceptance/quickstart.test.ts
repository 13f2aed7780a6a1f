import { describe, expect, it } from '@jest/globals';
import { runSections } from './support/documented-commands.ts';

describe('the documented commands', () => {
  it('place an order, as the README shows', async () => {
    const outputs = await runSections('README.md', ['Place an order']);
    expect(JSON.parse(outputs.get('Place an order') ?? '')).toMatchObject({ status: 'confirmed' });
  });

  it('place, cancel and refund orders, as the quickstart shows', async () => {
    const outputs = await runSections('docs/quickstart.md', [
      'Create tokens',
      'Place an order',
      'Choose the outcome of a payment',
      'Wait for a customer',
      'Cancel an order',
      'Refund a part of an order',
      'Look at the workflow',
    ]);
    const order = (section: string): unknown => JSON.parse(outputs.get(section) ?? '');
    expect(order('Place an order')).toMatchObject({ status: 'confirmed' });
    expect(order('Choose the outcome of a payment')).toMatchObject({
      status: 'failed',
      status_reason: 'payment_declined',
    });
    expect(order('Wait for a customer')).toMatchObject({
      status: 'pending',
      payment: { next_action: { redirect_url: expect.stringMatching(/^http/) as unknown } },
    });
    expect(order('Cancel an order')).toMatchObject({ id: expect.any(String) as unknown });
    expect(order('Refund a part of an order')).toMatchObject({ amount: 500 });
    expect(outputs.get('Look at the workflow')).toMatch(/COMPLETED(.|\n)*confirm order/i);
  });
});
