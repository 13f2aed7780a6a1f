import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { npmRun } from './support/npm-run.ts';
import { readRequestFile, RequestSender } from './support/request-file.ts';

const { GATEWAY_BASE_URL } = process.env;

describe('requests.http', () => {
  it('works from top to bottom', async () => {
    const { variables, requests } = readRequestFile();
    const userId = randomUUID();
    const sender = new RequestSender(
      new Map([
        ...variables,
        ['host', process.env.BASE_URL ?? ''],
        ['gateway', GATEWAY_BASE_URL ?? ''],
        ['customer', await npmRun('token', '--user', userId)],
        ['operator', await npmRun('token', '--user', userId, '--role', 'operator')],
      ]),
    );
    // A remote shop may have another payment provider.
    const sendable = requests.filter(({ text }) => GATEWAY_BASE_URL !== undefined || !text.includes('{{gateway}}'));
    expect(sendable.length).toBeGreaterThan(30);
    for (const request of sendable) {
      const { status, text } = await sender.send(request);
      const isAccepted = status < 300;
      const isExpected = isAccepted !== request.title.endsWith('is rejected');
      expect({ request: request.title, status, text, isExpected }).toEqual({
        ...{ request: request.title, status, text },
        isExpected: true,
      });
    }
  });
});
