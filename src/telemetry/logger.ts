import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import { currentOrderId, currentTraceId } from './spans.js';

export type { Logger };

const STDOUT = 1;

/**
 * One line an event on stdout, one logger a process. Each says its trace and whose order it is about, where that is known.
 *
 * @param service - the process's name, as operators know it: `api`, `orders`, `inventory`, `payments`, `gateway`
 * @param level - pino level, from LOG_LEVEL
 * @param format - `json` for machines, `pretty` for people
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
