import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { generateWebhookSecret, standardWebhookHeaders } from '../../../src/crypto/standard-webhooks.js';

const message = { id: 'evt_1', timestamp: Math.floor(Date.now() / 1_000), body: '{"name":"Tasse – größe M"}' };

describe('the signature of a webhook', () => {
  it('is accepted by the official library', () => {
    const secret = generateWebhookSecret();
    expect(new Webhook(secret).verify(message.body, standardWebhookHeaders(message, [secret]))).toEqual({
      name: 'Tasse – größe M',
    });
  });

  it('is the one that the official library makes', () => {
    const secret = generateWebhookSecret();
    const expected = new Webhook(secret).sign(message.id, new Date(message.timestamp * 1_000), message.body);
    expect(standardWebhookHeaders(message, [secret])['webhook-signature']).toBe(expected);
  });

  it('is accepted with either secret during a rotation', () => {
    const [current, previous] = [generateWebhookSecret(), generateWebhookSecret()];
    const headers = standardWebhookHeaders(message, [current, previous]);
    for (const secret of [current, previous])
      expect(() => new Webhook(secret).verify(message.body, headers)).not.toThrow();
  });

  it.each([
    ['the body', { body: '{}' }],
    ['the id', { id: 'evt_2' }],
    ['the time', { timestamp: message.timestamp - 1 }],
  ])('covers %s', (_, change) => {
    const secret = generateWebhookSecret();
    const { 'webhook-signature': signature = '' } = standardWebhookHeaders(message, [secret]);
    const changed = { ...message, ...change };
    const headers = { ...standardWebhookHeaders(changed, [secret]), 'webhook-signature': signature };
    expect(() => new Webhook(secret).verify(changed.body, headers)).toThrow();
  });
});
