import type { Finding } from './audit.js';

/** Each invariant with its figures, and beneath it who breaks it; the last line says how it came out. */
export function formatFindings(findings: readonly Finding[]): string {
  const idWidth = Math.max(...findings.map(({ id }) => id.length));
  const lines = findings.flatMap(({ id, description, checked, violations, offenders }) => [
    [
      id.padEnd(idWidth),
      checked === null ? 'not checked'.padStart(20) : `${checked} checked`.padStart(20),
      (violations === 0 ? '' : `${violations} BROKEN`).padStart(12),
      `  ${description}`,
    ].join(''),
    ...offenders.map((offender) => `    ${JSON.stringify(offender)}`),
    ...(violations > offenders.length ? [`    and ${violations - offenders.length} more`] : []),
  ]);
  const broken = findings.filter(({ violations }) => violations > 0).length;
  const held = findings.filter(({ checked, violations }) => checked !== null && violations === 0).length;
  const unknown = findings.filter(({ checked }) => checked === null).length;
  const summary = [
    `${held} invariants hold`,
    `${broken} are broken`,
    ...(unknown > 0 ? [`${unknown} not checked`] : []),
  ];
  return `${[...lines, '', summary.join(', ')].join('\n')}\n`;
}
