/** The fields of any response body that tests read. */
interface Body {
  readonly id: string;
  readonly sku: string;
  readonly detail: string;
  readonly request_id: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly items: readonly { product_id: string }[];
  readonly payment: { readonly id: string };
  readonly data: readonly Body[];
  readonly next_cursor: string | null;
  readonly created_at: string;
  readonly reservation_expires_at: string;
  readonly version: number;
  readonly status: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; empty for any other content type. */
  readonly body: Body;
  readonly text: string;
}

export interface CallOptions {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** Sends a request to the API at the given URL. */
export async function request(
  url: string,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<ApiResponse> {
  const { token, body, text, headers } = options;
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const responseText = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && responseText !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(responseText) : {}) as Body,
    text: responseText,
  };
}
