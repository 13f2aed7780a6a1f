import type { lookup } from 'node:dns';
import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { generateWebhookSecret } from '../../../src/crypto/standard-webhooks.js';
import { WebhookSender, type SendOptions } from '../../../src/delivery/send.js';
import { startFakeServer, type FakeServer } from '../../kit/fake-server.js';

const secret = generateWebhookSecret();
const message = () => ({ id: 'evt_1', timestamp: Math.floor(Date.now() / 1_000), body: '{"a":1}' });
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function createSender(options: Partial<SendOptions> = {}): WebhookSender {
  const sender = new WebhookSender({ targets: 'loopback', connections: 2, timeoutMs: 5_000, ...options });
  open.unshift(() => sender.close());
  return sender;
}

interface Received {
  readonly url: string | undefined;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function startReceiver(respond: (response: ServerResponse) => void) {
  const received: Received[] = [];
  const server: FakeServer = await startFakeServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ url: request.url, headers: request.headers as Record<string, string>, body });
      respond(response);
    });
  });
  open.push(() => server.stop());
  return { url: server.url, port: new URL(server.url).port, received };
}

/** Resolves every name to the given addresses, in turn. */
function resolvingTo(...answers: string[]): typeof lookup {
  return ((_name: string, _options: unknown, callback: (error: null, addresses: unknown) => void) => {
    const address = answers.length > 1 ? answers.shift() : answers[0];
    callback(null, [{ address, family: address?.includes(':') ? 6 : 4 }]);
  }) as unknown as typeof lookup;
}

describe('a webhook', () => {
  it('arrives signed, as a CloudEvent', async () => {
    const { url, received } = await startReceiver((response) => response.writeHead(204).end());
    const result = await createSender().send(`${url}/hook?a=b`, message(), [secret]);
    expect(result).toMatchObject({ delivered: true, status: 204, failure: null, response: '' });
    const [request] = received;
    expect(request).toMatchObject({ url: '/hook?a=b', body: '{"a":1}' });
    expect(request?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(new Webhook(secret).verify(request?.body ?? '', request?.headers ?? {})).toEqual({ a: 1 });
  });

  it.each([301, 400, 410, 500])('is not delivered when the answer is %i', async (status) => {
    const { url } = await startReceiver((response) => response.writeHead(status).end('no'));
    const result = await createSender().send(url, message(), [secret]);
    expect(result).toMatchObject({ delivered: false, status, failure: null, response: 'no' });
  });

  it('does not follow a redirect', async () => {
    const target = await startReceiver((response) => response.end());
    const { url } = await startReceiver((response) => response.writeHead(307, { location: target.url }).end());
    expect(await createSender().send(url, message(), [secret])).toMatchObject({ delivered: false, status: 307 });
    expect(target.received).toEqual([]);
  });

  it('keeps the first kilobyte of the answer and reads no endless one', async () => {
    const { url } = await startReceiver((response) => {
      const write = () => {
        while (response.write('0123456789abcdef'.repeat(64))) if (response.destroyed) return;
        response.once('drain', write);
      };
      write();
    });
    const result = await createSender().send(url, message(), [secret]);
    expect(result).toMatchObject({ delivered: true, response: '0123456789abcdef'.repeat(64) });
  });

  it('keeps an answer that Postgres can store', async () => {
    const { url } = await startReceiver((response) => response.end(Buffer.from([0x61, 0, 0xff, 0x62])));
    expect((await createSender().send(url, message(), [secret])).response).toBe('a\uFFFD\uFFFDb');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never answers', () => undefined],
    ['stops in the middle', (response) => void response.writeHead(200).write('a')],
  ])('fails in time when the endpoint %s', async (_, respond) => {
    const { url } = await startReceiver(respond);
    const result = await createSender({ timeoutMs: 100 }).send(url, message(), [secret]);
    expect(result).toMatchObject({ delivered: false, status: null, failure: 'timeout' });
  });

  it.each([
    ['a header that is none', 'HTTP/1.1 200 OK\r\nno header\r\n\r\n'],
    ['headers of 20 kilobytes', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_480)}\r\n\r\n`],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['a shorter body than it says', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab'],
  ])('fails when the answer has %s', async (_, answer) => {
    const { url } = await startReceiver((response) => void response.socket?.end(answer));
    expect(await createSender().send(url, message(), [secret])).toMatchObject({
      delivered: false,
      status: null,
      failure: 'connection_failed',
    });
  });

  it('fails when the connection is dropped or refused', async () => {
    const dropping = await startReceiver((response) => response.destroy());
    const sender = createSender();
    expect(await sender.send(dropping.url, message(), [secret])).toMatchObject({ failure: 'connection_failed' });
    expect(await sender.send('http://127.0.0.1:1024', message(), [secret])).toMatchObject({
      failure: 'connection_failed',
    });
  });

  it('is not sent to a URL that is not allowed', async () => {
    const { url, received } = await startReceiver((response) => response.end());
    const result = await createSender({ targets: 'public' }).send(url, message(), [secret]);
    expect(result).toMatchObject({ delivered: false, failure: 'url_not_allowed' });
    expect(received).toEqual([]);
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'])(
    'is not sent to a name that resolves to %s',
    async (address) => {
      const sender = createSender({ targets: 'public', resolve: resolvingTo(address) });
      const result = await sender.send('https://hooks.example.com', message(), [secret]);
      expect(result).toMatchObject({ delivered: false, failure: 'address_not_allowed' });
    },
  );

  it('is not sent to a name that resolves to another address than when it was checked', async () => {
    const { port, received } = await startReceiver((response) => response.writeHead(204).end());
    // A name is checked at the connection: an earlier, harmless answer does not count.
    const sender = createSender({ resolve: resolvingTo('127.0.0.1', '10.0.0.1') });
    expect(await sender.send(`http://localhost:${port}`, message(), [secret])).toMatchObject({ delivered: true });
    await sender.close();
    const second = createSender({ resolve: resolvingTo('10.0.0.1') });
    expect(await second.send(`http://localhost:${port}`, message(), [secret])).toMatchObject({
      failure: 'address_not_allowed',
    });
    expect(received).toHaveLength(1);
  });
});
