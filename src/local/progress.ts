import { styleText } from 'node:util';

const LABEL_WIDTH = 10;

/** Prints progress for the user: one line for each event, with the seconds since the start. */
export class Progress {
  private readonly startedAt = performance.now();
  private readonly colour = process.stdout.isTTY && !process.env.NO_COLOR;

  constructor() {
    // Writing to a closed terminal fails; the stack must still stop in order.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.startedAt) / 1_000;
  }

  report(label: string, text: string): void {
    const elapsed = `${this.seconds.toFixed(1).padStart(6)} s`;
    this.print(`${this.style('dim', elapsed)}  ${this.style('cyan', label.padEnd(LABEL_WIDTH))}  ${text}`);
  }

  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  reportError(message: string): void {
    process.stderr.write(`${this.style('red', message)}\n`);
  }

  private style(format: 'dim' | 'cyan' | 'red', text: string): string {
    return this.colour ? styleText(format, text) : text;
  }
}
