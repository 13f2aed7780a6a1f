import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { readSecret, type Environment, type SecretInput } from './secret-file.js';
import { SECRETS, VARIABLES } from './variables.js';

type Variables = typeof VARIABLES;

/**
 * Reads and validates the named variables. An empty variable counts as not set.
 *
 * @param names - the variables that the process needs; the others are neither read nor validated
 * @throws ConfigurationError with one line per invalid variable; it never contains a value, which may be secret
 */
export function readConfig<N extends keyof Variables>(
  names: readonly N[],
  environment: Environment = process.env,
): { [K in N]: z.output<Variables[K]> } {
  const inputs = names.map((name) => ({ name, ...readInput(name, environment) }));
  const shape = Object.fromEntries(names.map((name) => [name, VARIABLES[name]]));
  const result = z.object(shape).safeParse(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
  const labels = new Map<PropertyKey, string>(inputs.map(({ name, label }) => [name, label]));
  const problems = [
    ...inputs.flatMap(({ label, problem }) => (problem === undefined ? [] : [`${label}: ${problem}`])),
    ...(result.error?.issues ?? []).map(({ path: [name = ''], message }) => `${labels.get(name)}: ${message}`),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return result.data as { [K in N]: z.output<Variables[K]> };
}

function readInput(name: string, environment: Environment): SecretInput {
  if ((SECRETS as readonly string[]).includes(name)) return readSecret(name, environment);
  return { value: environment[name] === '' ? undefined : environment[name], label: name };
}
