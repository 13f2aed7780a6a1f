export type Role = 'customer' | 'operator';

export interface Claims {
  readonly userId: string;
  readonly roles: readonly Role[];
}

export function canOrder({ roles }: Claims): boolean {
  return roles.includes('customer');
}

export function canOperate({ roles }: Claims): boolean {
  return roles.includes('operator');
}
