/** Names an event. */
export interface EventReference {
  readonly subject: string;
  readonly sequence: number;
}

/** An event without its data. */
interface ListedEvent extends EventReference {
  readonly id: string;
  readonly type: string;
}

/** Finds events that are kept. */
export interface EventIndex {
  /** Returns those of the events that are kept, in any order. */
  list(references: readonly EventReference[]): Promise<ListedEvent[]>;
  /**
   * Lists the events of a time, oldest first.
   *
   * @param types - an empty list means all
   */
  between(since: Date, until: Date, types: readonly string[], limit: number): Promise<ListedEvent[]>;
}

/** An event as an endpoint gets it. */
export interface WebhookEvent extends ListedEvent {
  /** The CloudEvent, as JSON: the same bytes whenever it is sent. */
  readonly body: string;
}

export interface WebhookEventPage {
  readonly events: readonly WebhookEvent[];
  /** Position after the page. */
  readonly cursor: string;
}

/** The events of the shop, in an order that every reader sees alike. */
export interface WebhookEventFeed {
  /** Reads events, in any order. Leaves out those that are not kept any more. */
  find(references: readonly EventReference[]): Promise<WebhookEvent[]>;
  /** Reads the events after a position; an empty page when there are none yet. */
  read(after: string, limit: number): Promise<WebhookEventPage>;
}
