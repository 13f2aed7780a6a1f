import { describe, expect, it, vi } from 'vitest';
import { SharedReader } from '../../src/api/dependencies/shared-reader.js';

/** A reader whose reads end when the test says so. */
function heldReader() {
  const reads: { ids: readonly string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const reader = new SharedReader<string>(
    (ids) =>
      new Promise((resolve, reject) => {
        reads.push({ ids, end: () => resolve(new Map(ids.map((id) => [id, `value of ${id}`]))), fail: reject });
      }),
  );
  return { reader, reads };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('SharedReader', () => {
  it('reads the ids of requests in the same turn together', async () => {
    const { reader, reads } = heldReader();
    const values = [reader.read(['a', 'b']), reader.read(['b', 'c'])];
    await settled();
    expect(reads.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
    reads[0]?.end();
    for (const value of await Promise.all(values)) expect(value.get('b')).toBe('value of b');
  });

  it('lets a request wait for a read that starts after it', async () => {
    const { reader, reads } = heldReader();
    const first = reader.read(['a']);
    await settled();
    const later = Array.from({ length: 100 }, () => reader.read(['a']));
    await settled();
    expect(reads).toHaveLength(1);
    reads[0]?.end();
    await first;
    await settled();
    expect(reads).toHaveLength(2);
    reads[1]?.end();
    expect((await Promise.all(later)).map((values) => values.get('a'))).toEqual(later.map(() => 'value of a'));
  });

  it('fails the requests of a failed read only', async () => {
    const { reader, reads } = heldReader();
    const failing = reader.read(['a']);
    await settled();
    const next = reader.read(['a']);
    reads[0]?.fail(new Error('connection lost'));
    await expect(failing).rejects.toThrow('connection lost');
    await settled();
    reads[1]?.end();
    expect((await next).get('a')).toBe('value of a');
  });

  it('starts the next read after a second, even if the last one has no answer', async () => {
    vi.useFakeTimers();
    const { reader, reads } = heldReader();
    void reader.read(['a']);
    await vi.advanceTimersByTimeAsync(0);
    const next = reader.read(['b']);
    await vi.advanceTimersByTimeAsync(999);
    expect(reads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(reads.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
    reads[1]?.end();
    expect((await next).get('b')).toBe('value of b');
    vi.useRealTimers();
  });

  it('leaves out ids without a value', async () => {
    const reader = new SharedReader<string>(() => Promise.resolve(new Map()));
    expect((await reader.read(['a'])).get('a')).toBeUndefined();
  });
});
