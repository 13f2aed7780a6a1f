import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../src/api/admission/fair-queue.js';

function queueOf(...entries: readonly [user: string, item: string][]): FairQueue<string> {
  const queue = new FairQueue<string>();
  for (const [user, item] of entries) queue.push(user, item);
  return queue;
}

function drain(queue: FairQueue<string>): string[] {
  const items = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item);
  return items;
}

describe('FairQueue', () => {
  it('serves users in turn, and each user in order', () => {
    const queue = queueOf(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'], ['c', 'c1'], ['c', 'c2']);
    expect(queue.size).toBe(6);
    expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect(queue.size).toBe(0);
  });

  it('serves a new user after one item of each other user', () => {
    const queue = queueOf(...Array.from({ length: 100 }, (_, index): [string, string] => ['flood', `${index}`]));
    queue.shift();
    queue.push('other', 'mine');
    expect([queue.shift(), queue.shift()]).toContain('mine');
  });

  it('drops the newest item of the user with the most items', () => {
    const queue = queueOf(['a', 'a1'], ['b', 'b1'], ['b', 'b2'], ['c', 'c1']);
    expect(queue.dropNewestOfBusiest()).toBe('b2');
    expect(queue.dropNewestOfBusiest()).toBe('c1');
    expect(drain(queue)).toEqual(['a1', 'b1']);
    expect(queue.dropNewestOfBusiest()).toBeUndefined();
  });

  it('removes an item once', () => {
    const queue = queueOf(['a', 'a1'], ['a', 'a2']);
    queue.remove('a', 'a1');
    queue.remove('a', 'a1');
    queue.remove('b', 'a2');
    expect(queue.size).toBe(1);
    expect(drain(queue)).toEqual(['a2']);
  });
});
