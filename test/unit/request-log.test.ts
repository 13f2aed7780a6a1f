import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { expect, it, vi } from 'vitest';
import { logRequests } from '../../src/api/http/request-log.js';
import type { Logger } from '../../src/telemetry/logger.js';

/** Sends one request through the middleware. @returns the level of its log line */
function levelOf(path: string, statusCode: number): string | undefined {
  const logger = { info: vi.fn(), debug: vi.fn() };
  const response = Object.assign(new EventEmitter(), { statusCode, locals: {}, writableFinished: true, get: vi.fn() });
  const request = { method: 'GET', route: { path } } as unknown as Request;
  void logRequests(logger as unknown as Logger)(request, response as unknown as Response, vi.fn());
  response.emit('close');
  return (['info', 'debug'] as const).find((level) => logger[level].mock.calls.length === 1);
}

it('logs requests, but passed probes only at level debug', () => {
  expect(levelOf('/v1/orders', 200)).toBe('info');
  expect(levelOf('/healthz', 200)).toBe('debug');
  expect(levelOf('/readyz', 200)).toBe('debug');
  expect(levelOf('/readyz', 503)).toBe('info');
});
