import { Pool } from 'undici';

interface JsonResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Sends JSON over a few kept connections, without retries. */
export class JsonClient {
  private readonly pool: Pool;

  constructor(url: string, connections = 200) {
    this.pool = new Pool(url, { connections, headersTimeout: 120_000, bodyTimeout: 120_000 });
  }

  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<JsonResponse> {
    const response = await this.pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.statusCode, headers: response.headers, body: await response.body.json() };
  }

  /** Whether the server answers a `GET` with 200. */
  async isHealthy(path: string): Promise<boolean> {
    const response = await this.pool.request({ method: 'GET', path }).catch(() => undefined);
    await response?.body.dump();
    return response?.statusCode === 200;
  }

  async close(): Promise<void> {
    if (!this.pool.closed) await this.pool.close();
  }
}
