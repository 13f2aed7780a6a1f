import { spawnSync } from 'node:child_process';

/** Not found, method not allowed, gone, not implemented: the registry has no advisories. */
const UNSUPPORTED_STATUS_CODES = new Set([404, 405, 410, 501]);

interface AuditReport {
  readonly auditReportVersion?: number;
  /** HTTP status of the registry, when there is no report. */
  readonly statusCode?: number;
  readonly message?: string;
}

const AUDIT_ARGUMENTS = ['audit', '--omit=dev', '--audit-level=high'];

/** Checks the production dependencies for vulnerabilities of high or critical severity. @returns the exit code */
function check(): number {
  const { status, stdout } = spawnSync('npm', [...AUDIT_ARGUMENTS, '--json'], { encoding: 'utf8' });
  const report = parse(stdout);
  if (report.statusCode !== undefined && UNSUPPORTED_STATUS_CODES.has(report.statusCode)) {
    process.stdout.write(`Not checked: this registry offers no advisories (status ${report.statusCode}).\n`);
    return 0;
  }
  if (report.auditReportVersion === undefined) {
    process.stderr.write(`The advisories could not be fetched: ${report.message ?? 'npm audit printed no report'}\n`);
    return 1;
  }
  if (status !== 0) {
    spawnSync('npm', AUDIT_ARGUMENTS, { stdio: 'inherit' });
    return 1;
  }
  process.stdout.write('No known vulnerability of high or critical severity.\n');
  return 0;
}

function parse(stdout: string): AuditReport {
  try {
    return JSON.parse(stdout) as AuditReport;
  } catch {
    return {};
  }
}

process.exitCode = check();
