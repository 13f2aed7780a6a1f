import type { CliEnvironment } from './context.ts';

const BAR_WIDTH = 24;

/** Redraws are this far apart in lines, so that the terminal does not slow the import down. */
const LINES_PER_DRAW = 200;

/** Shows on a terminal how much of a file is sent and how many lines are answered. Elsewhere it prints the messages only. */
export function startProgress(err: CliEnvironment['err'], totalBytes: number) {
  let sentBytes = 0;
  let lines = 0;
  const clear = () => err.isTTY && err.write('\r\u001b[K');
  const draw = () => {
    if (!err.isTTY) return;
    const share = totalBytes === 0 ? 1 : sentBytes / totalBytes;
    const bar = '█'.repeat(Math.floor(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
    clear();
    err.write(`${bar} ${Math.floor(share * 100)}% sent, ${lines} lines done`);
  };
  draw();
  return {
    /** Counts the bytes that pass. */
    count: (file: ReadableStream<Uint8Array>) =>
      file.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            sentBytes += chunk.length;
            controller.enqueue(chunk);
          },
        }),
      ),
    /** One more line is answered. */
    advance() {
      lines += 1;
      if (lines % LINES_PER_DRAW === 0) draw();
    },
    /** Prints a message above the bar. */
    print(message: string) {
      clear();
      err.write(`${message}\n`);
      draw();
    },
    end: clear,
  };
}
