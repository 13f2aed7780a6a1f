/**
 * Container health check; the image has no curl or wget.
 *
 * Usage: `node dist/process/healthcheck.js URL`. Exits with 0 on a 2xx response, otherwise with 1 and the reason on stderr.
 */
const [url = ''] = process.argv.slice(2);
const failure = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok, status }) => (ok ? undefined : `returned status ${status}`),
  (error: unknown) => String(error),
);
if (failure !== undefined) {
  process.stderr.write(`${url}: ${failure}\n`);
  process.exitCode = 1;
}
