/** What an API key may do. Each route that accepts keys names one. */
export const SCOPES = [
  'orders:read',
  'orders:write',
  'personal_data:read',
  'refunds',
  'inventory',
  'catalogue',
  'events:read',
  'webhooks',
] as const;
export type Scope = (typeof SCOPES)[number];
