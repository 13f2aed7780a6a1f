/** Longest that a caller may ask to be kept waiting, in seconds. */
export const MAX_WAIT_SECONDS = 30;
