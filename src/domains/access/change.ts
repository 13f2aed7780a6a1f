/** Who changes something, apart from customers. */
export const ACTOR_KINDS = ['operator', 'api_key', 'cli'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Id of the command line as an actor: the person who runs it has access to the database and no user id. */
export const CLI_ACTOR_ID = '00000000-0000-0000-0000-000000000000';

/**
 * What operators, API keys and the command line do, with the type of its subject. A workflow carries out what is `requested`; the
 * order shows the outcome.
 */
export const CHANGE_SUBJECTS = {
  'product.created': 'product',
  'product.changed': 'product',
  'stock.adjusted': 'product',
  'api_key.created': 'api_key',
  'api_key.revoked': 'api_key',
  'webhook_endpoint.created': 'webhook_endpoint',
  'webhook_endpoint.changed': 'webhook_endpoint',
  'webhook_endpoint.secret_rotated': 'webhook_endpoint',
  'webhook_endpoint.redelivery_requested': 'webhook_endpoint',
  'webhook_endpoint.deleted': 'webhook_endpoint',
  'order.cancellation_requested': 'order',
  'order.extension_requested': 'order',
  'order.refund_requested': 'order',
  'order.retry_requested': 'order',
  'order.return_requested': 'order',
  'user.erasure_requested': 'erasure',
} as const;

export type ChangeAction = keyof typeof CHANGE_SUBJECTS;
export type SubjectType = (typeof CHANGE_SUBJECTS)[ChangeAction];

export const CHANGE_ACTIONS = Object.keys(CHANGE_SUBJECTS) as [ChangeAction, ...ChangeAction[]];
export const SUBJECT_TYPES = [...new Set(Object.values(CHANGE_SUBJECTS))];

/** Who asks for a change, and with which request. */
export interface ChangeOrigin {
  readonly actor: { readonly kind: ActorKind; readonly id: string };
  /** The `X-Request-Id`; null for the command line. */
  readonly requestId: string | null;
}

/** A change to record. `before` and `after` are JSON data without secrets. */
export interface NewChange extends ChangeOrigin {
  /** UUID. An entry with the same id is recorded once. */
  readonly id: string;
  readonly action: ChangeAction;
  readonly subjectId: string;
  readonly before: unknown;
  /** What was requested, when a workflow makes the change. */
  readonly after: unknown;
}
