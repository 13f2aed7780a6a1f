/** The kinds of resources by their collection under /v1. */
const KINDS = {
  orders: 'order',
  products: 'product',
  inventory: 'product',
  payments: 'payment',
  'api-keys': 'apiKey',
  'webhook-endpoints': 'endpoint',
  cancellations: 'cancellation',
  users: 'user',
  erasures: 'erasure',
} as const;

type IdKind = (typeof KINDS)[keyof typeof KINDS];

/** What earlier requests created, for later requests to refer to. */
export class KnownIds {
  private readonly ids = new Map<IdKind, string[]>();
  private readonly apiKeys: string[] = [];
  private readonly cursors: string[] = [];

  add(kind: IdKind, id: string): void {
    this.ids.set(kind, [...(this.ids.get(kind) ?? []), id]);
  }

  addApiKey(key: string): void {
    this.apiKeys.push(key);
  }

  addCursor(cursor: string): void {
    this.cursors.push(cursor);
  }

  /** Picks by a random number; an id that does not exist while there is none. */
  pick(kind: IdKind, random: number): string {
    const known = this.ids.get(kind) ?? [];
    return known[random % known.length] ?? '00000000-0000-4000-8000-000000000000';
  }

  /** Picks a key by a random number; an invalid one while there is none. */
  pickApiKey(random: number): string {
    return this.apiKeys[random % this.apiKeys.length] ?? 'dok_none';
  }

  pickCursor(random: number): string {
    return this.cursors[random % this.cursors.length] ?? '';
  }
}

/** The kind of the resources under a path; undefined for a path without any. */
export function idKindOf(path: string): IdKind | undefined {
  const [, collection = ''] = /^\/v1\/([a-z-]+)/.exec(path) ?? [];
  return Object.hasOwn(KINDS, collection) ? KINDS[collection as keyof typeof KINDS] : undefined;
}
