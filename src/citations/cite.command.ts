import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CommandFailure, type CommandLine } from '../platform/command-line.js';
import { projectRoot } from '../platform/config.js';
import { extractCitations } from './extract.js';
import { NameTable, type ActRecord } from './names.js';
import type { Citation } from './reading.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

interface BatchLine {
  id?: unknown;
  text?: unknown;
  base?: unknown;
  date?: unknown;
}

/** Citations in text on standard input, one JSON object a line (law.md §3). Needs no database and no application. */
export function citeCommand(program: Command, _cli: CommandLine): void {
  program
    .command('cite')
    .description('Finner hänvisningar i text på standard in. (Finds citations in text on standard input.)')
    .option('--base <id>', 'rättskällan texten står i, t.ex. sfs/2008:355#K6P2 (where the text stands)')
    .option('--date <date>', 'när texten skrevs, ÅÅÅÅ-MM-DD (when it was written)')
    .option('--jsonl', 'en {"id","text","base","date"} per rad (one such object a line)')
    .action(async (options: { base?: string; date?: string; jsonl?: boolean }) => {
      if (options.date !== undefined) requireDate(options.date);
      if (options.jsonl) await batch(options);
      else await single(options);
    });
}

function requireDate(date: string): string {
  if (!DATE.test(date))
    throw new CommandFailure(`Datumet ${date} går inte att läsa: skriv ÅÅÅÅ-MM-DD. (Write the date as YYYY-MM-DD.)`, 2);
  return date;
}

/** The seeded table: what stands in seeds/reference, not what people have corrected in a database. */
export function seededNames(): NameTable {
  const records = JSON.parse(readFileSync(join(projectRoot, 'seeds/reference/acts.json'), 'utf8')) as ActRecord[];
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
  return new NameTable(records, today);
}

async function single(options: { base?: string; date?: string }): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  // A byte order mark is no part of the text for whoever counts from its first letter.
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(Buffer.concat(chunks));
  const found = extractCitations(text, {
    names: seededNames(),
    base: options.base ?? null,
    date: options.date ?? null,
  });
  await write(found.map((citation) => `${JSON.stringify(printed(citation))}\n`).join(''));
}

async function batch(options: { base?: string; date?: string }): Promise<void> {
  const names = seededNames();
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const { id, text, base, date } = parsed(line, number);
    const citations = extractCitations(text, {
      names,
      base: base ?? options.base ?? null,
      date: date ?? options.date ?? null,
    });
    await write(`${JSON.stringify({ id, citations: citations.map(printed) })}\n`);
  }
}

function parsed(line: string, number: number): { id: unknown; text: string; base: string | null; date: string | null } {
  let value: BatchLine | null;
  try {
    value = JSON.parse(line) as BatchLine | null;
  } catch {
    throw new CommandFailure(`Rad ${number} är inte JSON. (Line ${number} is not JSON.)`);
  }
  if (typeof value !== 'object' || value === null || typeof value.text !== 'string')
    throw new CommandFailure(`Rad ${number} saknar "text". (Line ${number} has no "text".)`);
  const { id = null, text, base, date } = value;
  return {
    id,
    text,
    base: typeof base === 'string' ? base : null,
    date: typeof date === 'string' ? requireDate(date) : null,
  };
}

function printed({ start, end, text, target, reason }: Citation): Record<string, unknown> {
  return target === null ? { start, end, text, target, reason } : { start, end, text, target };
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
