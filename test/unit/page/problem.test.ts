import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/page/client.js';
import { problemText } from '../../../src/page/ui/problem-text.js';
import { describeProblem, problemDetail } from '../../../src/page/ui/problem.js';

const { en, zh } = problemText;

/** The code may be one that this page does not know. */
function problem(code: string, status = 409): ApiError {
  const detail = `The API says ${code}.`;
  const body = { type: '', title: '', status, detail, instance: '', code, request_id: 'request 1' };
  return new ApiError(detail, status, code, body as ConstructorParameters<typeof ApiError>[3]);
}

describe('describeProblem', () => {
  it('words an error by its code, in each language', () => {
    expect(describeProblem(problem('insufficient_stock'), en)).toBe(en.codes.insufficient_stock);
    expect(describeProblem(problem('insufficient_stock'), zh)).toBe(zh.codes.insufficient_stock);
  });

  it.each([
    ['a new code', problem('a_new_code', 422), en.unknown],
    ['a new code of a server that fails', problem('a_new_code', 500), en.unavailable],
    ['an answer of a proxy', new ApiError('<html>', 502, 'unknown'), en.unavailable],
    ['a bug of the page', new TypeError('x is undefined'), en.unknown],
    ['no connection', new ApiError('', 0, 'unreachable'), en.codes.unreachable],
    [
      'no answer in time',
      new ApiError('', 0, 'unreachable', undefined, { cause: new DOMException('', 'TimeoutError') }),
      en.codes.timed_out,
    ],
  ])('explains %s without the words of the API', (_, error, expected) => {
    expect(describeProblem(error, en)).toBe(expected);
  });
});

describe('problemDetail', () => {
  it('has the id of the request, and the words of the API where only they say enough', () => {
    expect(problemDetail(problem('insufficient_stock'))).toEqual({ detail: '', requestId: 'request 1' });
    expect(problemDetail(problem('invalid_request', 400))?.detail).toBe('The API says invalid_request.');
  });

  it('is undefined when the API did not answer', () => {
    expect(problemDetail(new ApiError('', 0, 'unreachable'))).toBeUndefined();
    expect(problemDetail(new TypeError('x'))).toBeUndefined();
  });
});
