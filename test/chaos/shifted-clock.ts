/** Shifts the clock of JavaScript, not of the Temporal SDK's core. `process.env` reaches worker threads as well. */
const SHIFT_CLOCK = `
const { CHAOS_CLOCK_OFFSET_MS } = process.env;
const OriginalDate = Date;
const now = () => OriginalDate.now() + Number(CHAOS_CLOCK_OFFSET_MS);
globalThis.Date = class Date extends OriginalDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
};
`;

/** The variables that start a Node process with a clock that is off. */
export function shiftedClockEnvironment(offsetMs: number): Record<string, string> {
  return {
    CHAOS_CLOCK_OFFSET_MS: `${offsetMs}`,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(SHIFT_CLOCK)}`,
  };
}
