import type { ParkedCompensation } from '../contracts/parked-compensation.js';

/** Formats parked compensations for the current details of a run: the name, the last error and the next attempt. */
export function describeParked(parked: readonly ParkedCompensation[]): string {
  return parked
    .map(({ name, attempts, lastError, nextTryAt }) => {
      const nextTry = nextTryAt.slice(0, 16).replace('T', ' ');
      return `Parked: ${name}; attempt ${attempts} failed: ${lastError}; next try ${nextTry} UTC`;
    })
    .join('\n\n');
}
