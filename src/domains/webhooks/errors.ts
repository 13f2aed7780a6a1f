import { DomainError } from '../domain-error.js';

export class WebhookEndpointNotFound extends DomainError {
  readonly code = 'webhook_endpoint_not_found';
  constructor(id: string) {
    super(`Webhook endpoint ${id} was not found.`, { webhook_endpoint_id: id });
  }
}

export class WebhookUrlNotAllowed extends DomainError {
  readonly code = 'webhook_url_not_allowed';
  /** @param problem - what must change, as the end of a sentence */
  constructor(problem: string) {
    super(`The URL ${problem}.`);
  }
}

export class TooManyWebhookEndpoints extends DomainError {
  readonly code = 'too_many_webhook_endpoints';
  constructor(limit: number) {
    super(`There are ${limit} webhook endpoints. Delete one that is not needed.`, { limit });
  }
}

export class RedeliveryTooLarge extends DomainError {
  readonly code = 'redelivery_too_large';
  constructor(limit: number) {
    super(`The range has more than ${limit} events. Choose a shorter one.`, { limit });
  }
}

export class EventNotFound extends DomainError {
  readonly code = 'event_not_found';
  constructor(id: string) {
    super(`Event ${id} was not found. Events are kept for a limited time.`, { event_id: id });
  }
}
