import { createHash, timingSafeEqual } from 'node:crypto';

/** Checks that a header `Authorization` holds a key as a bearer token. The comparison takes the same time for every wrong key. */
export function bearerCheck(key: string): (authorization: string | undefined) => boolean {
  const expected = digest(key);
  return (authorization = '') => {
    const [, sent = ''] = /^Bearer +(.*)$/i.exec(authorization) ?? [];
    return timingSafeEqual(digest(sent), expected);
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
