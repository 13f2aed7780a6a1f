import { appendFileSync } from 'node:fs';

/** A finished step of the verification. */
export interface StepResult {
  readonly name: string;
  readonly seconds: number;
  /** What was measured. */
  readonly detail: string;
}

/** Runs the steps of a verification one after the other and prints each when it starts and when it ends. */
export class Steps {
  readonly results: StepResult[] = [];

  constructor(
    private readonly printLine: (line: string) => void,
    private readonly log: string,
  ) {}

  /** Runs a step. @param work - returns what it measured, if anything. @throws naming the step that failed */
  async run(name: string, work: () => Promise<unknown>): Promise<void> {
    this.printLine(`… ${name}`);
    appendFileSync(this.log, `\n=== ${name}\n`);
    const startedAt = Date.now();
    const result = await work().catch((error: unknown) => {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    const detail = typeof result === 'string' ? result : '';
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    this.results.push({ name, seconds, detail });
    this.printLine(`✓ ${name}, ${seconds} s${detail ? `: ${detail}` : ''}`);
  }

  /** The results as a table. */
  summary(): string {
    const total = this.results.reduce((sum, { seconds }) => sum + seconds, 0);
    const rows = this.results.map(({ name, seconds, detail }) => `| ${name} | ${seconds} | ${detail} |`);
    return ['| Step | Seconds | Result |', '| --- | --- | --- |', ...rows, `| all | ${total} | |`].join('\n');
  }
}
