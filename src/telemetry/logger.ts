import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * JSON lines on stdout, one logger a process.
 *
 * @param service - the process's name, as operators know it: `api`, `orders`, `inventory`, `payments`, `gateway`
 * @param level - pino level, from LOG_LEVEL
 */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  });
}
