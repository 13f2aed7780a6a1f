import type { Environment } from './secret-file.js';
import { SECRETS, VARIABLES } from './variables.js';

/** Variables of the Temporal and OpenTelemetry SDKs that this project documents. */
const SDK_VARIABLES = [
  ...['ADDRESS', 'NAMESPACE', 'PROFILE', 'CONFIG_FILE', 'TLS', 'TLS_SERVER_NAME'].map((name) => `TEMPORAL_${name}`),
  ...['CLIENT_CERT', 'CLIENT_KEY', 'SERVER_CA_CERT'].map((name) => `TEMPORAL_TLS_${name}_PATH`),
  ...['TRACES_EXPORTER', 'METRICS_EXPORTER', 'EXPORTER_OTLP_ENDPOINT', 'SDK_DISABLED'].map((name) => `OTEL_${name}`),
];

const KNOWN = [...Object.keys(VARIABLES), ...SECRETS.map((name) => `${name}_FILE`), ...SDK_VARIABLES];

/** Shorter names are like too many others. */
const MIN_LENGTH = 6;

/** A variable that no process reads, and the one that was probably meant. */
export interface MisspeltVariable {
  readonly name: string;
  readonly nearest: string;
}

/** Finds variables whose name is almost that of a known one. Other unknown variables belong to other programs. */
export function misspeltVariables(environment: Environment = process.env): MisspeltVariable[] {
  const known = new Set(KNOWN);
  return Object.keys(environment).flatMap((name) => {
    if (known.has(name) || !environment[name]) return [];
    const nearest = KNOWN.filter((candidate) => candidate.length >= MIN_LENGTH && isSimilar(name, candidate));
    // An unset one is the likelier intention.
    const [best] = nearest.toSorted((a, b) => Number(Boolean(environment[a])) - Number(Boolean(environment[b])));
    return best === undefined ? [] : [{ name, nearest: best }];
  });
}

/** True when the names differ by one letter, by the separators, by one letter in each of their words, or by a missing word. */
function isSimilar(name: string, known: string): boolean {
  const [words, knownWords] = [name, known].map((text) => text.toUpperCase().split(/[_\-.]/)) as [string[], string[]];
  if (distance(words.join(''), knownWords.join('')) <= 1) return true;
  if (words.length === knownWords.length)
    return words.every((word, index) => {
      const knownWord = knownWords[index] ?? '';
      return distance(word, knownWord) <= (knownWord.length >= MIN_LENGTH ? 2 : 1);
    });
  return knownWords.length >= 3 && words.length === knownWords.length - 1 && isSubsequence(words, knownWords);
}

function isSubsequence(words: readonly string[], of: readonly string[]): boolean {
  const rest = [...of];
  return words.every((word) => {
    const index = rest.indexOf(word);
    rest.splice(0, index + 1);
    return index >= 0;
  });
}

/** Letters that must be inserted, removed, replaced or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const at = (r: number, c: number) => (r === i ? row[c] : rows[r]?.[c]) ?? Infinity;
      const replaced = at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Infinity;
}
