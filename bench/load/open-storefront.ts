import type { Stack } from '../stack.js';
import type { Subject } from '../subjects/subject.js';
import { Shop } from './shop.js';
import type { Storefront } from './storefront.js';
import { SubjectStorefront } from './subject-storefront.js';

/**
 * Opens a way to place orders with a subject.
 *
 * @param options.connections - connections to our API
 * @param options.patienceMs - how long a customer of a subject without an API waits for an answer, in ms
 */
export function openStorefront(
  subject: Subject,
  stack: Stack,
  { connections, patienceMs }: { connections: number; patienceMs: number },
): Storefront {
  return subject.name === 'ours' ? new Shop(stack, connections) : new SubjectStorefront(subject, patienceMs);
}
