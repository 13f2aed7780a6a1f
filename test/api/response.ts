import type { ApiResponse as Response } from '../kit/api-client.js';

/** The fields of any response body that tests read. */
export interface ResponseBody {
  readonly id: string;
  readonly sku: string;
  readonly detail: string;
  readonly request_id: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly items: readonly { product_id: string }[];
  readonly payment: { readonly id: string };
  readonly data: readonly ResponseBody[];
  readonly next_cursor: string | null;
  /** A new API key. */
  readonly key?: string;
  readonly created_at: string;
  readonly reservation_expires_at: string;
  readonly version: number;
  readonly status: string;
}

export type ApiResponse = Response<ResponseBody>;
