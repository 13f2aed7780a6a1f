import pg from 'pg';

/**
 * A connection that does not end the process. One that is lost tells so more than once: when the query that it broke has
 * been told, and its holder has let go of it, an error that nobody listens to any more would be thrown at everybody.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
