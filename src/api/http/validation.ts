import type { Request } from 'express';
import type { z, ZodObject } from 'zod';
import { cleanText } from '../../text/safe-text.js';
import { Problem, type FieldError } from './problem.js';
import type { Route } from './route.js';
import { validationMessage } from './validation-messages.js';

/** Keeps the response to a large invalid request small. */
const MAX_ERRORS = 50;

/** In characters. */
const MAX_NAME_LENGTH = 200;

interface ValidInput {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}

/** @throws Problem `invalid_request` that lists the invalid fields of path, query, headers and body */
export function validate(route: Route, req: Request): ValidInput {
  const errors: FieldError[] = [];
  const parse = <T>(schema: z.ZodType<T> | undefined, value: unknown): T => {
    const result = schema?.safeParse(value, { error: validationMessage });
    if (result?.error) errors.push(...result.error.issues.flatMap(fieldErrors));
    return result?.data as T;
  };
  const input = {
    params: parse(route.params, req.params),
    query: parse(route.query, req.query),
    headers: parse(route.headers, route.headers && pickHeaders(route.headers, route, req)),
    body: parse(route.body, req.body),
  };
  if (errors.length > 0) {
    throw new Problem('invalid_request', 'The request is invalid. Correct the fields listed in "errors".', {
      errors: errors.slice(0, MAX_ERRORS),
    });
  }
  return input;
}

/** The declared headers by their documented names, and all others of a webhook, whose signature may be in any. */
function pickHeaders(schema: ZodObject, { rawBody }: Route, req: Request): Record<string, unknown> {
  const declared = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, req.get(name)]));
  return rawBody ? { ...req.headers, ...declared } : declared;
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(toName);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, toName(key)].join('.'), message: 'unknown field' }));
  }
  return [{ path: path.join('.') || 'body', message: issue.message }];
}

/** The sender chooses the names of unknown fields. */
function toName(key: PropertyKey): string {
  return cleanText(String(key), MAX_NAME_LENGTH);
}
