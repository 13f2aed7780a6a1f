/** Seconds before each of the first retries. */
const FIRST_DELAYS = [5, 30, 120, 300, 900] as const;
/** Seconds between two of the later retries. An endpoint that was away is found again within this time. */
const LATER_DELAY = 1_800;
/** Seconds after the first attempt at which the endpoint is disabled: 3 days. */
const GIVE_UP_AFTER_SECONDS = 3 * 86_400;

/** When the retries of a delivery come. */
export interface RetrySchedule {
  /** Seconds before the retry that follows this many failed attempts. */
  readonly delayAfter: (attempts: number) => number;
  /** Seconds after the first failed attempt from which a further failure disables the endpoint. */
  readonly giveUpAfter: number;
}

export const RETRY_SCHEDULE: RetrySchedule = {
  delayAfter: (attempts) => FIRST_DELAYS[attempts - 1] ?? LATER_DELAY,
  giveUpAfter: GIVE_UP_AFTER_SECONDS,
};
