import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig, SECRETS } from '../../src/config/config.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'secret-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SECRET = 's'.repeat(32);

async function writeSecretFile(content: string): Promise<string> {
  const file = path.join(folder, `${content.length}`);
  await writeFile(file, content);
  return file;
}

function configErrorMessage(environment: Record<string, string>): string {
  try {
    readConfig(['JWT_SECRET'], environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error('the environment was accepted');
}

describe('a secret in a file', () => {
  it.each(['', '\n', '\r\n'])('is read without its line ending: %j', async (lineEnding) => {
    const JWT_SECRET_FILE = await writeSecretFile(SECRET + lineEnding);
    expect(readConfig(['JWT_SECRET'], { JWT_SECRET_FILE })).toEqual({ JWT_SECRET: SECRET });
  });

  it.each(SECRETS)('may be %s', (name) => {
    const file = path.join(folder, 'missing');
    expect(() => readConfig([name], { [`${name}_FILE`]: file })).toThrow(
      `${name} (in the file ${file} of ${name}_FILE)`,
    );
  });

  it('that does not exist is reported with its variable', () => {
    const JWT_SECRET_FILE = path.join(folder, 'missing');
    expect(configErrorMessage({ JWT_SECRET_FILE })).toBe(
      `JWT_SECRET (in the file ${JWT_SECRET_FILE} of JWT_SECRET_FILE): cannot be read: ENOENT`,
    );
  });

  it('that is empty is rejected', async () => {
    expect(configErrorMessage({ JWT_SECRET_FILE: await writeSecretFile('\n') })).toMatch(
      /JWT_SECRET_FILE\): is empty$/,
    );
  });

  it('with an invalid value is reported with the rule and without the value', async () => {
    const message = configErrorMessage({ JWT_SECRET_FILE: await writeSecretFile('hunter2') });
    expect(message).toMatch(/JWT_SECRET_FILE\): .*32/);
    expect(message).not.toContain('hunter2');
  });

  it('is rejected when the variable is set too', async () => {
    expect(configErrorMessage({ JWT_SECRET: SECRET, JWT_SECRET_FILE: await writeSecretFile(SECRET) })).toBe(
      'JWT_SECRET: set either JWT_SECRET or JWT_SECRET_FILE, not both',
    );
  });

  it('does not count when either variable is empty', async () => {
    expect(readConfig(['JWT_SECRET'], { JWT_SECRET: SECRET, JWT_SECRET_FILE: '' })).toEqual({ JWT_SECRET: SECRET });
    expect(readConfig(['JWT_SECRET'], { JWT_SECRET: '', JWT_SECRET_FILE: await writeSecretFile(SECRET) })).toEqual({
      JWT_SECRET: SECRET,
    });
  });

  it('is supported for secrets only', () => {
    expect(readConfig(['PORT'], { PORT_FILE: path.join(folder, 'missing') })).toEqual({ PORT: 3_000 });
  });
});
