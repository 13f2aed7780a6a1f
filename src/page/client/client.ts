interface Shortage {
  readonly product_id: string;
  readonly requested: number;
  readonly available: number;
}

/** An answer of the API that is not the one hoped for; its message is the `detail` of the problem. */
export class ApiError extends Error {
  constructor(
    /** HTTP; 0 when there was no answer at all. */
    readonly status: number,
    readonly code: string,
    detail: string,
    /** The products that are short, when that is why. */
    readonly shortages: readonly Shortage[] = [],
  ) {
    super(detail);
  }
}

interface ProblemDetails {
  readonly code?: string;
  readonly detail?: string;
  readonly items?: readonly Shortage[];
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

interface CallOptions {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Calls the API with the token of whoever is signed in. */
export class Client {
  constructor(private readonly token?: string) {}

  /** @throws ApiProblem */
  async call<T>(path: string, options?: CallOptions): Promise<T> {
    return (await (await this.request(path, options)).json()) as T;
  }

  /**
   * The answer, its body unread.
   *
   * @throws ApiProblem
   */
  async request(path: string, { method = 'GET', body, headers, signal }: CallOptions = {}): Promise<Response> {
    const response = await fetch(path, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new ApiError(0, 'unreachable', 'The service cannot be reached. Try again in a moment.');
    });
    if (!response.ok) throw await toApiError(response);
    return response;
  }
}

async function toApiError(response: Response): Promise<ApiError> {
  const { code = 'unknown', detail, errors = [], items } = (await response.json().catch(() => ({}))) as ProblemDetails;
  const fields = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const message = fields || (detail ?? `The answer was ${response.status}.`);
  return new ApiError(response.status, code, message, items);
}
