import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** What there is to say of a secret variable: its value, and where that came from as error messages name it. */
interface Secret {
  readonly value?: string | undefined;
  readonly label: string;
  /** Why it cannot be had. */
  readonly problem?: string;
}

/** A secret variable of the environment, or of the file that `<NAME>_FILE` names; empty counts as not set. */
export function readSecret(name: string, environment: Environment): Secret {
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
