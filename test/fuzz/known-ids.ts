type IdKind = 'order' | 'product' | 'payment' | 'apiKey';

/** What earlier requests created, for later requests to refer to. */
export class KnownIds {
  private readonly ids: Record<IdKind, string[]> = { order: [], product: [], payment: [], apiKey: [] };
  private readonly apiKeys: string[] = [];
  private readonly cursors: string[] = [];

  add(kind: IdKind, id: string): void {
    this.ids[kind].push(id);
  }

  addApiKey(key: string): void {
    this.apiKeys.push(key);
  }

  addCursor(cursor: string): void {
    this.cursors.push(cursor);
  }

  /** Picks by a random number; an id that does not exist while there is none. */
  pick(kind: IdKind, random: number): string {
    const known = this.ids[kind];
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

/** The kind of id in a path. */
export function idKindOf(path: string): IdKind {
  if (path.includes('/orders/')) return 'order';
  if (path.includes('/api-keys/')) return 'apiKey';
  return path.includes('/payments/') ? 'payment' : 'product';
}
