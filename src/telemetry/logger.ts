import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import { currentOrderId, currentTraceId } from './spans.js';

export type { Logger };

const STDOUT = 1;

/**
 * Creates the process's logger, which writes to stdout. Each line has `trace_id` and `order_id` when they are known.
 *
 * @param service - the process name: `api`, `orders`, `inventory`, `payments` or `gateway`
 * @param level - a pino level
 */
export function createLogger(service: string, level: string, format: 'json' | 'pretty' = 'json'): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  };
  if (format === 'json') return pino(options);
  return pino(options, PinoPretty({ destination: STDOUT, sync: true, singleLine: true, ignore: 'service' }));
}

function mixin(): Record<string, string> {
  const traceId = currentTraceId();
  const orderId = currentOrderId();
  return { ...(traceId !== undefined && { trace_id: traceId }), ...(orderId !== undefined && { order_id: orderId }) };
}
