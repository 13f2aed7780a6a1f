/** What earlier requests created, for later requests to refer to. */
export class KnownIds {
  private readonly ids: Record<'order' | 'product' | 'payment', string[]> = { order: [], product: [], payment: [] };
  private readonly cursors: string[] = [];

  add(kind: 'order' | 'product' | 'payment', id: string): void {
    this.ids[kind].push(id);
  }

  addCursor(cursor: string): void {
    this.cursors.push(cursor);
  }

  /** Picks by a random number; an id that does not exist while there is none. */
  pick(kind: 'order' | 'product' | 'payment', random: number): string {
    const known = this.ids[kind];
    return known[random % known.length] ?? '00000000-0000-4000-8000-000000000000';
  }

  pickCursor(random: number): string {
    return this.cursors[random % this.cursors.length] ?? '';
  }
}

/** The kind of id in a path. */
export function idKindOf(path: string): 'order' | 'product' | 'payment' {
  if (path.includes('/orders/')) return 'order';
  return path.includes('/payments/') ? 'payment' : 'product';
}
