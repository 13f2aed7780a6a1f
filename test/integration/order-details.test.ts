import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PERSONAL_DATA_KEYS } from '../../src/config/config.js';
import { ExternalReferenceTaken, IdempotencyKeyReused } from '../../src/domains/orders/errors.js';
import { OrderDetailsService, type NewOrderDetails } from '../../src/domains/orders/order-details.service.js';
import { PersonalDataCipher } from '../../src/domains/orders/personal-data.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { newOrder } from '../kit/orders.js';

let domains: Domains;
let details: OrderDetailsService;
beforeAll(async () => {
  domains = await startDomains();
  details = new OrderDetailsService(domains.source, new PersonalDataCipher(LOCAL_PERSONAL_DATA_KEYS));
});
afterAll(() => domains.stop());

const newDetails = (overrides: Partial<NewOrderDetails> = {}): NewOrderDetails => ({
  orderId: randomUUID(),
  userId: randomUUID(),
  requestFingerprint: 'sha256',
  externalReference: 'A-1',
  metadata: { channel: 'web' },
  personalData: {
    email: 'ada@example.com',
    note: 'Ring twice.',
    shippingAddress: { name: 'Ada', line1: 'Main Street 1', city: 'Linz', postalCode: '4020', country: 'AT' },
  },
  ...overrides,
});

const createOrder = ({ orderId, userId, requestFingerprint }: NewOrderDetails) =>
  domains.orders.create(newOrder({ orderId, userId, requestFingerprint }));

describe('store', () => {
  it('keeps personal data encrypted and the rest with the order', async () => {
    const request = newDetails();
    await details.store(request);
    await createOrder(request);
    const expected = { details: { externalReference: 'A-1', metadata: { channel: 'web' } } };
    expect(await domains.reader.get(request.orderId)).toMatchObject(expected);
    const { userId } = request;
    expect(await domains.reader.list({ userId, externalReference: 'A-1', limit: 1 })).toMatchObject([expected]);
    expect(await domains.reader.list({ userId, externalReference: 'A-2', limit: 1 })).toEqual([]);
    expect(await domains.orders.findPricingFacts(request.orderId)).toEqual({
      country: 'AT',
      metadata: { channel: 'web' },
    });
    expect(await details.findPersonalData(request.orderId)).toEqual(request.personalData);
    const [row] = await domains.database.query<{ encrypted: string }>(
      'SELECT encrypted FROM orders.personal_data WHERE order_id = $1',
      [request.orderId],
    );
    expect(row?.encrypted).toMatch(/^local:[A-Za-z0-9+/=]+$/);
  });

  it('changes nothing when it is repeated, also concurrently', async () => {
    const request = newDetails();
    await Promise.all(Array.from({ length: 10 }, () => details.store(request)));
    expect(await details.findPersonalData(request.orderId)).toEqual(request.personalData);
  });

  it.each<[string, Partial<NewOrderDetails>]>([
    ['body', { requestFingerprint: 'other' }],
    ['e-mail address', { personalData: { ...newDetails().personalData, email: 'eve@example.com' } }],
    ['note', { personalData: { ...newDetails().personalData, note: 'Knock.' } }],
  ])('rejects another %s under the same order', async (_, change) => {
    const request = newDetails();
    await details.store(request);
    await expect(details.store({ ...request, ...change })).rejects.toThrow(IdempotencyKeyReused);
  });

  it('gives a reference to one order of a user', async () => {
    const request = newDetails();
    await details.store(request);
    await expect(details.store({ ...request, orderId: randomUUID() })).rejects.toThrow(ExternalReferenceTaken);
    await details.store({ ...request, orderId: randomUUID(), userId: randomUUID() });
  });
});

describe('discard', () => {
  it('gives the reference of a rejected request back', async () => {
    const request = newDetails();
    await details.store(request);
    await details.discard(request.orderId);
    expect(await details.findPersonalData(request.orderId)).toBeNull();
    await details.store({ ...request, orderId: randomUUID() });
  });

  it('keeps the details of an order that exists', async () => {
    const request = newDetails();
    await details.store(request);
    await createOrder(request);
    await details.discard(request.orderId);
    expect(await details.findPersonalData(request.orderId)).toEqual(request.personalData);
  });

  it('deletes the details of a request that is not the one that made the order', async () => {
    const request = newDetails();
    await details.store(request);
    await createOrder({ ...request, requestFingerprint: 'other' });
    await details.discard(request.orderId);
    expect(await details.findPersonalData(request.orderId)).toBeNull();
  });
});
