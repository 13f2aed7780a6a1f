import type { Configuration } from './variables.js';

/**
 * Finds settings that contradict each other.
 *
 * @param config - the valid variables that the process reads, with their defaults
 * @returns the variables that must change, with what must change
 */
export function contradictions(config: Partial<Configuration>): { name: keyof Configuration; problem: string }[] {
  const { ORDERS_ARCHIVE_AFTER_DAYS: archiveAfter = 0, EVENTS_RETENTION_DAYS: eventsKept = 0 } = config;
  if (archiveAfter === 0 || archiveAfter > eventsKept) return [];
  return [
    {
      name: 'ORDERS_ARCHIVE_AFTER_DAYS',
      problem: `must be 0, or above EVENTS_RETENTION_DAYS (${eventsKept}): erasing a user does not reach the events of an archived order`,
    },
  ];
}
