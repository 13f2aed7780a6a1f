import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from './problem.js';

/** What Node's HTTP parser reports. */
interface ParserError extends NodeJS.ErrnoException {
  /** The bytes that it received last. */
  readonly rawPacket?: Buffer;
}

/** Answers requests that Node's HTTP parser rejects with problem details; they never reach Express. */
export function handleMalformedRequests(server: Server): void {
  server.on('clientError', (error: ParserError, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = problemFromParserError(error.code);
    const requestId = randomUUID();
    const body = JSON.stringify(problem.toDetails({ instance: '/', requestId }));
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'Connection: close',
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${requestId}`,
        '',
        isHead(error) ? '' : body,
      ].join('\r\n'),
    );
  });
}

/** A response to HEAD has no body: the client would take it for the next response. */
function isHead({ rawPacket }: ParserError): boolean {
  return rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
}

function problemFromParserError(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem(
      'headers_too_large',
      'The request line and headers exceed 16 kB. Send fewer or smaller headers.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem('request_timeout', 'The request did not arrive in time. Send it again.');
  }
  return new Problem('invalid_request', 'The request is not valid HTTP/1.1.');
}
