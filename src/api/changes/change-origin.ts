import { randomUUID } from 'node:crypto';
import type { ChangeOrigin } from '../../domains/access/change.js';
import type { RequestKey } from '../../domains/idempotency/idempotent-changes.js';
import type { User } from '../auth/user.js';

interface Request {
  readonly user: User;
  readonly requestId: string;
}

/** The caller of a request, as the log of changes names it. */
export function changeOrigin({ user, requestId }: Request): ChangeOrigin {
  return { actor: { kind: user.scopes === undefined ? 'operator' : 'api_key', id: user.id }, requestId };
}

/** The origin and the id of the entry of a request. @param key - the entry is recorded once for each */
export function changeEntry(request: Request, key: RequestKey | undefined): ChangeOrigin & { readonly id: string } {
  return { ...changeOrigin(request), id: key?.id ?? randomUUID() };
}
