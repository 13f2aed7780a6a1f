import type { z } from 'zod';
import { contradictions } from './contradictions.js';
import { ConfigurationError } from './configuration-error.js';
import { insecureSettings } from './insecure-defaults.js';
import { readSecret, type Environment, type SecretInput } from './secret-file.js';
import { SECRETS, VARIABLES } from './variables.js';

type Variables = typeof VARIABLES;

/**
 * Reads and validates the named variables. An empty variable counts as not set. In production, weak secrets and the settings of
 * the local stack are invalid too.
 *
 * @param names - the variables that the process needs; the others are neither read nor validated
 * @throws ConfigurationError with one line per invalid variable; it never contains a value, which may be secret
 */
export function readConfig<N extends keyof Variables>(
  names: readonly N[],
  environment: Environment = process.env,
): { [K in N]: z.output<Variables[K]> } {
  const inputs = names.map((name) => ({ name, ...readInput(name, environment) }));
  const results = inputs.map((input) => ({ ...input, result: VARIABLES[input.name].safeParse(input.value) }));
  const problems = results.flatMap(({ label, problem, result }) =>
    problem === undefined
      ? (result.error?.issues ?? []).map(({ message }) => `${label}: ${message}`)
      : [`${label}: ${problem}`],
  );
  const valid = results.filter(({ problem, result }) => problem === undefined && result.success);
  const config = Object.fromEntries(valid.map(({ name, result }) => [name, result.data]));
  if (environment.NODE_ENV === 'production') {
    const isSet = (name: string) => inputs.some((input) => input.name === name && input.value !== undefined);
    const labels = new Map<string, string>(inputs.map(({ name, label }) => [name, label]));
    problems.push(...insecureSettings(config, isSet).map(({ name, problem }) => `${labels.get(name)}: ${problem}`));
  }
  problems.push(...contradictions(config).map(({ name, problem }) => `${name}: ${problem}`));
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return config as { [K in N]: z.output<Variables[K]> };
}

/**
 * Runs all readers, so that every problem of a process's settings is reported at once.
 *
 * @throws ConfigurationError with the lines of all readers
 */
export function readAll<Settings extends readonly unknown[]>(
  ...readers: { readonly [Index in keyof Settings]: () => Settings[Index] }
): Settings {
  const problems = new Set<string>();
  const settings = readers.map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const line of error.message.split('\n')) problems.add(line);
      return undefined;
    }
  });
  if (problems.size > 0) throw new ConfigurationError([...problems].join('\n'));
  return settings as unknown as Settings;
}

function readInput(name: string, environment: Environment): SecretInput {
  if ((SECRETS as readonly string[]).includes(name)) return readSecret(name, environment);
  return { value: environment[name] === '' ? undefined : environment[name], label: name };
}
