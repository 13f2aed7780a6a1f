import type { Finding } from './audit.js';

/** Formats one line per invariant, followed by its first offenders, and a summary as the last line. */
export function formatFindings(findings: readonly Finding[]): string {
  const idWidth = Math.max(...findings.map(({ id }) => id.length));
  const lines = findings.flatMap(({ id, description, checked, violations, offenders }) => [
    [
      id.padEnd(idWidth),
      checked === null ? 'not checked'.padStart(20) : `${checked} checked`.padStart(20),
      (violations === 0 ? '' : `${violations} VIOLATED`).padStart(14),
      `  ${description}`,
    ].join(''),
    ...offenders.map((offender) => `    ${JSON.stringify(offender)}`),
    ...(violations > offenders.length ? [`    and ${violations - offenders.length} more`] : []),
  ]);
  const violated = findings.filter(({ violations }) => violations > 0).length;
  const held = findings.filter(({ checked, violations }) => checked !== null && violations === 0).length;
  const notChecked = findings.filter(({ checked }) => checked === null).length;
  const summary = [
    `${held} invariants hold`,
    `${violated} are violated`,
    ...(notChecked > 0 ? [`${notChecked} not checked`] : []),
  ];
  return `${[...lines, '', summary.join(', ')].join('\n')}\n`;
}
