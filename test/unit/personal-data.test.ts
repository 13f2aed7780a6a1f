import { expect, it } from 'vitest';
import { PersonalDataRemover } from '../../src/telemetry/personal-data.js';

it('removes the values of personal attributes and leaves all others', async () => {
  const remover = new PersonalDataRemover();
  const personal = ['client.address', 'network.peer.address', 'network.peer.port', 'url.query', 'user_agent.original'];
  const attributes: Record<string, string | undefined> = Object.fromEntries(personal.map((name) => [name, 'personal']));
  attributes['http.route'] = '/v1/orders';
  remover.onEnd({ attributes } as never);
  expect(attributes).toStrictEqual({
    ...Object.fromEntries(personal.map((name) => [name, undefined])),
    'http.route': '/v1/orders',
  });
  await expect(remover.forceFlush()).resolves.toBeUndefined();
  await expect(remover.shutdown()).resolves.toBeUndefined();
});

it('adds no attribute', () => {
  const attributes = {};
  new PersonalDataRemover().onEnd({ attributes } as never);
  expect(attributes).toStrictEqual({});
});
