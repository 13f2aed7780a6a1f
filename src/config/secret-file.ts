import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SecretInput {
  readonly value?: string | undefined;
  /** The variable, and the file if the value comes from one, as error messages name them. */
  readonly label: string;
  /** Why the value could not be read. */
  readonly problem?: string;
}

/**
 * Reads a secret from its variable or from the file that `<NAME>_FILE` names, without the file's final newline.
 *
 * @returns `problem` when both variables are set, or when the file is empty or cannot be read
 */
export function readSecret(name: string, environment: Environment): SecretInput {
  const value = environment[name] === '' ? undefined : environment[name];
  const file = environment[`${name}_FILE`];
  if (!file) return { value, label: name };
  if (value !== undefined) return { label: name, problem: `set either ${name} or ${name}_FILE, not both` };
  const label = `${name} (in the file ${file} of ${name}_FILE)`;
  try {
    const content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    return content === '' ? { label, problem: 'is empty' } : { value: content, label };
  } catch (error) {
    return { label, problem: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}` };
  }
}
