import { spawnSync } from 'node:child_process';

/** HTTP: not found, method not allowed, gone, not implemented. */
const UNSUPPORTED_STATUS_CODES = new Set([404, 405, 410, 501]);

interface AuditReport {
  readonly auditReportVersion?: number;
  /** Of the registry's answer, when there is no report. */
  readonly statusCode?: number;
  readonly message?: string;
}

const AUDIT_ARGUMENTS = ['audit', '--omit=dev', '--audit-level=high'];

/** Fails when what the project runs on has a known vulnerability that is high or critical. */
function check(): number {
  const { status, stdout } = spawnSync('npm', [...AUDIT_ARGUMENTS, '--json'], { encoding: 'utf8' });
  const report = parse(stdout);
  if (report.statusCode !== undefined && UNSUPPORTED_STATUS_CODES.has(report.statusCode)) {
    process.stdout.write(`not checked: this registry offers no advisories (it answered ${report.statusCode})\n`);
    return 0;
  }
  if (report.auditReportVersion === undefined) {
    process.stderr.write(`the advisories could not be had: ${report.message ?? 'npm audit said nothing'}\n`);
    return 1;
  }
  if (status !== 0) {
    spawnSync('npm', AUDIT_ARGUMENTS, { stdio: 'inherit' });
    return 1;
  }
  process.stdout.write('no known vulnerability that is high or critical\n');
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
