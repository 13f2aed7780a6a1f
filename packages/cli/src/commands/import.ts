import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { Option, type Command } from 'commander';
import { importProducts, type ImportedLine, type ImportOptions } from '../../../client/src/index.ts';
import { UsageError, type Context } from '../context.ts';
import { printJson } from '../output.ts';
import { startProgress } from '../progress.ts';
import type { ExitCode, Run } from '../run.ts';

interface Options {
  readonly format?: 'csv' | 'jsonl';
  readonly preview?: true;
}

const CONTENT_TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const;

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .description('imports products from CSV or JSON Lines; the same file may be imported again (operators)')
    .argument(
      '<file>',
      'sku, name, price in minor units, and optionally currency, status, opening_stock, warehouse_code',
    )
    .addOption(new Option('--format <format>', 'by default, what the name ends with').choices(['csv', 'jsonl']))
    .option('--preview', 'report what the import would do, and change nothing')
    .action((file: string, options: Options, command: Command) =>
      run(command, (context) => importFile(file, options, context)),
    );
}

/** @returns 1 when a line is rejected */
async function importFile(file: string, { format, preview }: Options, context: Context): Promise<ExitCode> {
  const contentType = CONTENT_TYPES[format ?? formatOf(file)];
  const handle = await open(file).catch((cause: unknown) => {
    throw new UsageError(`The file ${file} cannot be read: ${(cause as Error).message}`, { cause });
  });
  const content = Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
  const counts: Record<ImportedLine['outcome'], number> = { created: 0, changed: 0, unchanged: 0, rejected: 0 };
  const progress = startProgress(context.err, (await handle.stat()).size);
  const options: ImportOptions = { contentType, preview: preview ?? false, signal: context.signal };
  try {
    for await (const line of importProducts(context.streamingClient, progress.count(content), options)) {
      counts[line.outcome] += 1;
      progress.advance();
      if (context.json) printJson(context, line);
      else if (line.outcome === 'rejected') progress.print(`line ${line.line} (${line.sku}): ${line.error ?? ''}`);
    }
  } finally {
    progress.end();
  }
  if (context.json) printJson(context, { summary: counts });
  else {
    const parts = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
    context.out.write(`${preview ? 'Would be: ' : ''}${parts.join(', ')}\n`);
  }
  return counts.rejected > 0 ? 1 : 0;
}

function formatOf(file: string): 'csv' | 'jsonl' {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') return 'csv';
  if (['.jsonl', '.ndjson'].includes(extension)) return 'jsonl';
  throw new UsageError(`The format of ${file} is not known. Pass --format csv or --format jsonl.`);
}
