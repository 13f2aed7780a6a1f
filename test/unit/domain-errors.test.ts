import { readdir } from 'node:fs/promises';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { DomainErrorInterceptor } from '../../src/activities/domain-error-interceptor.js';
import { InsufficientInventory } from '../../src/domains/inventory/errors.js';
import { GatewayUnavailable } from '../../src/domains/payments/errors.js';
import { DomainError } from '../../src/domains/domain-error.js';

type DomainErrorClass = new (...details: unknown[]) => DomainError;

async function domainErrorClasses(): Promise<DomainErrorClass[]> {
  const domains = new URL('../../src/domains/', import.meta.url);
  const files = (await readdir(domains, { recursive: true })).filter((file) => file.endsWith('errors.ts'));
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, domains).href) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter(
      (exported) => typeof exported === 'function' && exported.prototype instanceof DomainError,
    ) as DomainErrorClass[];
}

// An empty list can be formatted, joined and mapped, so it works as any constructor argument.
const domainErrors = (await domainErrorClasses()).map((domainError) => new domainError([], [], []));

describe('domain errors', () => {
  it('exist', () => {
    expect(domainErrors.length).toBeGreaterThanOrEqual(15);
  });

  it.each(domainErrors.map((domainError) => [domainError.name, domainError.code]))(
    '%s has a snake-case code: %s',
    (_, code) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    },
  );

  it('have unique codes', () => {
    const codes = domainErrors.map((domainError) => domainError.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('DomainErrorInterceptor', () => {
  const interceptor = new DomainErrorInterceptor();
  const execute = (activity: () => Promise<unknown>) => interceptor.execute({ args: [], headers: {} }, activity);

  it('turns a domain error into a benign, non-retryable failure with its code as the type', async () => {
    const domainError = new InsufficientInventory([{ productId: 'a', requested: 2, available: 1 }]);
    const failure = await execute(() => Promise.reject(domainError)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({
      type: 'insufficient_stock',
      message: 'Insufficient inventory.',
      details: [{ items: [{ product_id: 'a', requested: 2, available: 1 }] }],
      nonRetryable: true,
      category: ApplicationFailureCategory.BENIGN,
    });
  });

  it.each([
    new Error('the database is away'),
    new GatewayUnavailable('No response.'),
    ApplicationFailure.retryable('again', 'again'),
  ])('rethrows any other error unchanged: %o', async (error) => {
    await expect(execute(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('returns the result of an activity that succeeds', async () => {
    await expect(execute(() => Promise.resolve('receipt'))).resolves.toBe('receipt');
  });
});
