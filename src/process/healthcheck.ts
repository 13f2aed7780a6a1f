/**
 * Asks a process for its health, for what supervises containers: the image holds no other client of HTTP.
 *
 * Usage: `node dist/process/healthcheck.js URL`; ends with 0 when the answer is a success, else with 1 and the reason.
 */
const [url = ''] = process.argv.slice(2);
const failure = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok, status }) => (ok ? undefined : `answered ${status}`),
  (error: unknown) => String(error),
);
if (failure !== undefined) {
  process.stderr.write(`${url}: ${failure}\n`);
  process.exitCode = 1;
}
