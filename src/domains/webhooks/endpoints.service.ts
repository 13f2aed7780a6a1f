import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import { generateWebhookSecret } from '../../crypto/standard-webhooks.js';
import type { WebhookTargets } from './address-policy.js';
import { WebhookEndpoint, type EndpointStatus } from './endpoint.entity.js';
import { TooManyWebhookEndpoints, WebhookEndpointNotFound, WebhookUrlNotAllowed } from './errors.js';
import { leadsToForbiddenAddress } from './resolve-host.js';
import { hostAddress, urlProblem } from './url-policy.js';
import type { WebhookSecrets } from './webhook-secrets.js';

/** Each endpoint gets every event on a connection of its own, so their number is bounded. */
const MAX_ENDPOINTS = 200;

export interface NewEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** An empty list means all types. */
  readonly types: readonly string[];
}

export interface EndpointChanges {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly status?: Exclude<EndpointStatus, 'disabled'> | undefined;
}

/** How the deliveries of an endpoint go. */
export interface EndpointHealth {
  readonly endpointId: string;
  /** Events that wait for a retry or to be sent again. */
  readonly waiting: number;
  readonly failingSince: Date | null;
  readonly lastAttemptAt: Date | null;
  readonly lastSuccessAt: Date | null;
}

/** Where webhooks go. */
export class WebhookEndpointsService {
  constructor(
    private readonly database: DataSource,
    private readonly secrets: WebhookSecrets,
    private readonly targets: WebhookTargets,
  ) {}

  /** @throws WebhookUrlNotAllowed when no webhook may be sent to the URL, as far as can be known now */
  async assertAllowed(url: string): Promise<void> {
    const problem = urlProblem(url, this.targets);
    if (problem !== undefined) throw new WebhookUrlNotAllowed(problem);
    if (await leadsToForbiddenAddress(hostAddress(new URL(url)), this.targets))
      throw new WebhookUrlNotAllowed('must not lead to a private or reserved address');
  }

  /**
   * Adds an endpoint with a new secret.
   *
   * @param cursor - the end of the feed: the endpoint gets the events after it
   * @throws TooManyWebhookEndpoints
   */
  async create(endpoint: NewEndpoint, cursor: string, manager: EntityManager): Promise<WebhookEndpoint> {
    const { id, url, description, types } = endpoint;
    const endpoints = manager.getRepository(WebhookEndpoint);
    if ((await endpoints.countBy({ deletedAt: IsNull() })) >= MAX_ENDPOINTS)
      throw new TooManyWebhookEndpoints(MAX_ENDPOINTS);
    const secret = this.secrets.encrypt(id, generateWebhookSecret());
    await endpoints.insert({ id, url, description, types: [...new Set(types)].sort(), status: 'enabled', secret });
    await manager.query('INSERT INTO webhooks.progress (endpoint_id, feed_cursor) VALUES ($1, $2)', [id, cursor]);
    return this.get(id, manager);
  }

  /** All endpoints, newest first. */
  list(): Promise<WebhookEndpoint[]> {
    return this.database
      .getRepository(WebhookEndpoint)
      .find({ where: { deletedAt: IsNull() }, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** @throws WebhookEndpointNotFound */
  async get(id: string, manager: EntityManager = this.database.manager): Promise<WebhookEndpoint> {
    const endpoint = await manager.getRepository(WebhookEndpoint).findOneBy({ id, deletedAt: IsNull() });
    if (!endpoint) throw new WebhookEndpointNotFound(id);
    return endpoint;
  }

  /**
   * Reads an endpoint and locks it until the transaction ends.
   *
   * @throws WebhookEndpointNotFound
   */
  async lock(id: string, manager: EntityManager): Promise<WebhookEndpoint> {
    const endpoint = await manager
      .getRepository(WebhookEndpoint)
      .findOne({ where: { id, deletedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
    if (!endpoint) throw new WebhookEndpointNotFound(id);
    return endpoint;
  }

  /**
   * Changes a locked endpoint. One that is enabled, or whose URL or types change, tries its waiting events at once, with all their
   * retries.
   *
   * @param endpoint - the result of `lock`
   */
  async change(endpoint: WebhookEndpoint, changes: EndpointChanges, manager: EntityManager): Promise<WebhookEndpoint> {
    const { url, description, types, status } = changes;
    await this.update(
      endpoint,
      {
        ...(url !== undefined && { url }),
        ...(description !== undefined && { description }),
        ...(types !== undefined && { types: [...new Set(types)].sort() }),
        ...(status !== undefined && { status, disabledReason: null }),
      },
      manager,
    );
    const isEnabled = status === 'enabled' && endpoint.status !== 'enabled';
    if (isEnabled || url !== undefined || types !== undefined)
      await manager.query(
        `UPDATE webhooks.queue SET attempts = 0, first_failed_at = NULL, next_attempt_at = now()
         WHERE endpoint_id = $1 AND done_at IS NULL`,
        [endpoint.id],
      );
    return this.get(endpoint.id, manager);
  }

  /**
   * Gives a locked endpoint a new secret. Until the time that is given, the previous one signs as well.
   *
   * @param endpoint - the result of `lock`
   */
  async rotateSecret(endpoint: WebhookEndpoint, previousUntil: Date, manager: EntityManager): Promise<WebhookEndpoint> {
    const secret = this.secrets.encrypt(endpoint.id, generateWebhookSecret());
    const previous = { previousSecret: endpoint.secret, previousSecretUntil: previousUntil };
    await this.update(endpoint, { secret, ...previous }, manager);
    return this.get(endpoint.id, manager);
  }

  /** Deletes a locked endpoint. Nothing more is sent to it. */
  async delete(endpoint: WebhookEndpoint, manager: EntityManager): Promise<void> {
    await this.update(endpoint, { deletedAt: new Date() }, manager);
  }

  /** The current secret, in plain text. @throws UnknownKeyError, DecryptionError */
  revealSecret({ id, secret }: WebhookEndpoint): string {
    return this.secrets.decrypt(id, secret);
  }

  /** The health of the given endpoints. */
  async health(ids: readonly string[]): Promise<EndpointHealth[]> {
    return this.database.query<EndpointHealth[]>(
      `SELECT endpoint_id AS "endpointId", failing_since AS "failingSince", last_attempt_at AS "lastAttemptAt",
              last_success_at AS "lastSuccessAt",
              (SELECT count(*)::int FROM webhooks.queue q WHERE q.endpoint_id = p.endpoint_id AND q.done_at IS NULL) AS waiting
       FROM webhooks.progress p WHERE endpoint_id = ANY($1)`,
      [ids],
    );
  }

  private async update(
    { id, version }: WebhookEndpoint,
    changes: Partial<WebhookEndpoint>,
    manager: EntityManager,
  ): Promise<void> {
    await manager.getRepository(WebhookEndpoint).update({ id }, { ...changes, version: version + 1 });
  }
}
