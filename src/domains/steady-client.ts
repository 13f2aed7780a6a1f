import pg from 'pg';

/**
 * A connection that does not end the process. One that is lost at the moment it is handed out says so before its holder
 * listens, and an error that nobody listens to would be thrown at everybody; the next statement tells it all the same.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
