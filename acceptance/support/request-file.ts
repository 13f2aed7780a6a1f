import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A request of `requests.http`, with the variables in its text. */
export interface FileRequest {
  readonly title: string;
  /** Other requests read its response by this name. */
  readonly name: string | undefined;
  readonly text: string;
}

interface RequestFile {
  readonly variables: ReadonlyMap<string, string>;
  readonly requests: readonly FileRequest[];
}

/** Reads `requests.http`, in the notation of VS Code's REST Client. */
export function readRequestFile(): RequestFile {
  const file = readFileSync(path.join(__dirname, '../../requests.http'), 'utf8');
  const [head = '', ...sections] = file.split(/^### ?/m);
  const variables = new Map([...head.matchAll(/^@(\w+) = (.+)$/gm)].map(([, name = '', value = '']) => [name, value]));
  const requests = sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    const name = lines.map((line) => /^# @name (\w+)/.exec(line)?.[1]).find((found) => found !== undefined);
    return {
      title,
      name,
      text: lines
        .filter((line) => !line.startsWith('#'))
        .join('\n')
        .trim(),
    };
  });
  return { variables, requests };
}

/** Sends requests and keeps the responses of those with a name. */
export class RequestSender {
  private readonly bodies = new Map<string, unknown>();

  /** @param variables - values of `{{name}}`, which may contain variables */
  constructor(private readonly variables: ReadonlyMap<string, string>) {}

  /** @returns the status and, for the message of a failed test, the text of the response */
  async send({ name, text }: FileRequest): Promise<{ status: number; text: string }> {
    const [head = '', body] = this.resolve(text).split(/\n\n([^]*)/);
    const [line = '', ...headerLines] = head.split('\n');
    const [method = '', url = ''] = line.split(' ');
    const headers = headerLines.map((header): [string, string] => {
      const [field = '', value = ''] = header.split(/: (.*)/);
      return [field, value];
    });
    const response = await fetch(url, { method, headers, ...(body && { body }) });
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return { status: response.status, text: '' };
    }
    const responseText = await response.text();
    if (name !== undefined) this.bodies.set(name, JSON.parse(responseText));
    return { status: response.status, text: responseText };
  }

  private resolve(text: string): string {
    return text.replaceAll(/\{\{(.+?)\}\}/g, (_, expression: string) => {
      if (expression === '$guid') return randomUUID();
      const [, name = '', jsonPath] = /^(\w+)\.response\.body\.\$\.(.+)$/.exec(expression) ?? [];
      if (jsonPath !== undefined) return String(valueAt(this.bodies.get(name), jsonPath));
      const value = this.variables.get(expression);
      if (value === undefined) throw new Error(`requests.http has no variable ${expression}`);
      return this.resolve(value);
    });
  }
}

/** @param jsonPath - names and indexes: `data[0].id` */
function valueAt(body: unknown, jsonPath: string): unknown {
  return jsonPath
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}
