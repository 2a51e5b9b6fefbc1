import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandFailure, type CommandLine, type Result } from '../platform/command-line.js';
import { systemPrincipal } from '../platform/principal.js';
import { fetchDocument, FetchRefused } from './law-fetch.js';
import { LawImportRecordState } from './law-import.entity.js';
import { LawImports, type Given, type RecordOutcome } from './law-imports.service.js';
import { designationOf } from './statute-record.js';
import { MAX_DOCUMENT_BYTES, tooLarge } from './statute-text.js';

const AS = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
const FETCH = { limit: MAX_DOCUMENT_BYTES, milliseconds: 60_000, local: true };
/** What a record of the law is kept in; anything else in a folder is passed by. */
const ENDING = /\.(json|txt|text|html?)$/i;
/** `…t.o.m.2025-730` before `…t.o.m.2025-1497`: an older consolidation is read in before a newer. */
const NAMES = new Intl.Collator('sv', { numeric: true });

/** Reads law in from files. It takes the database's login, so no right is asked for here; the trail shows the command line. */
export function importCommand(program: Command, cli: CommandLine): void {
  const imports = program.command('import').description('Läser in källor. (Imports sources.)');
  cli
    .add(
      imports,
      'sfs <source...>',
      'Läser in författningar ur filer, mappar eller adresser; det som redan är inläst ändras inte. (Imports statutes.)',
      async (sources, options) => {
        const expected = actOf(options.expect);
        if (expected !== null && (sources.length > 1 || (await isFolder(sources[0]!))))
          throw new CommandFailure('--expect gäller en fil eller en adress. (One file or address.)', 2);
        return cli.withApp((app) => run(app, sources, expected));
      },
    )
    .option('--expect <act>', 'filen ska gälla den här författningen: 2008:355 (the act it is to be)')
    .addHelpText(
      'after',
      '\nExempel:\n  npx lagrum import sfs poster/\n  npx lagrum import sfs --expect 2008:355 https://…/sfs-2008-355.text',
    );
}

function actOf(given: Option): string | null {
  if (given === undefined) return null;
  const designation = designationOf(String(given).replace(/^sfs\//i, ''));
  if (designation === null) throw new CommandFailure('--expect skrivs som 2008:355. (Write it as 2008:355.)', 2);
  return `sfs/${designation}`;
}
type Option = string | boolean | undefined;

async function run(app: INestApplicationContext, sources: string[], expected: string | null): Promise<Result> {
  const imports = app.get(LawImports, { strict: false });
  const names = await namesOf(sources);
  const bar = new Bar(names.length);
  const id = await imports.begin(AS, names.length);
  const outcomes: RecordOutcome[] = [];
  // One after the other: the longest act stands in memory once, and an import leaves room for those who read meanwhile.
  for (const [at, name] of names.entries()) {
    bar.at(at, name);
    outcomes.push(await imports.take(AS, id, at, { name, expected, content: await contentOf(name) }));
  }
  await imports.finishAlone(AS, id);
  bar.end();
  return summary(id, outcomes);
}

async function namesOf(sources: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const source of sources) {
    if (isAddress(source) || !(await isFolder(source))) names.push(source);
    else {
      const inside = await filesIn(source);
      // Said as a record that failed: the rest is read in, and the exit code tells.
      if (inside.length === 0) names.push(source);
      names.push(...inside.sort((a, b) => NAMES.compare(a, b)));
    }
  }
  return names;
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesIn(path)));
    else if ((entry.isFile() || entry.isSymbolicLink()) && ENDING.test(entry.name)) found.push(path);
  }
  return found;
}

const isAddress = (source: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(source);

async function isFolder(source: string): Promise<boolean> {
  if (isAddress(source)) return false;
  return (await stat(source).catch(() => null))?.isDirectory() ?? false;
}

async function contentOf(name: string): Promise<Given['content']> {
  try {
    if (isAddress(name)) return { bytes: await fetchDocument(name, FETCH) };
    const found = await stat(name);
    if (found.isDirectory()) return { sentence: 'Mappen innehåller inga filer med namn på .json, .txt eller .html.' };
    // Before it is read: a file of many gigabytes must not come into memory to be refused.
    const large = tooLarge(found.size);
    return large ? { sentence: large } : { bytes: await readFile(name) };
  } catch (error) {
    if (error instanceof FetchRefused) return { sentence: error.message };
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return { sentence: 'Filen finns inte.' };
    if (code === 'EACCES' || code === 'EPERM') return { sentence: 'Filen får inte läsas av den här användaren.' };
    return { sentence: `Filen kunde inte läsas (${code ?? 'okänt fel'}).` };
  }
}

function summary(id: string, outcomes: readonly RecordOutcome[]): Result {
  const of = (state: LawImportRecordState): RecordOutcome[] => outcomes.filter((one) => one.state === state);
  const sum = (key: 'added' | 'changed' | 'repealed' | 'renumbered' | 'ledger'): number =>
    outcomes.reduce((total, one) => total + one[key], 0);
  const failed = of(LawImportRecordState.FAILED);
  const totals = {
    imported: of(LawImportRecordState.IMPORTED).length,
    unchanged: of(LawImportRecordState.UNCHANGED).length,
    failed: failed.length,
    added: sum('added'),
    changed: sum('changed'),
    repealed: sum('repealed'),
    renumbered: sum('renumbered'),
    ledger: sum('ledger'),
  };
  const told = [
    `Inlästa: ${totals.imported}. Oförändrade: ${totals.unchanged}. Misslyckade: ${totals.failed}. (imported, unchanged, failed)`,
    `Ändringar mot tidigare lydelser: ${totals.added} nya, ${totals.changed} ändrade, ${totals.repealed} upphävda, ${totals.renumbered} omnumrerade. (added, changed, repealed, renumbered)`,
    `Liggaren fick ${totals.ledger} nya rader om sådant som inte förstods; allt är kvar ordagrant. (lines in the ledger)`,
    ...failed.map(({ name, sentences }) => `Misslyckades: ${basename(name)}: ${sentences.join(' ')}`),
  ];
  return {
    text: told.join('\n'),
    json: { import: id, total: outcomes.length, ...totals, records: outcomes },
    failed: failed.length > 0,
  };
}

/** On a terminal one line that is drawn over; in a log a line at every tenth. */
class Bar {
  private readonly terminal = process.stderr.isTTY;
  private tenth = -1;

  constructor(private readonly total: number) {}

  at(done: number, name: string): void {
    if (this.total < 2) return;
    const share = done / this.total;
    if (this.terminal) {
      const filled = Math.round(share * 30);
      const file = basename(name)
        .replace(/[^\p{L}\p{N}._ -]/gu, '')
        .slice(0, 40);
      process.stderr.write(`\r\x1b[K[${'='.repeat(filled)}${' '.repeat(30 - filled)}] ${done}/${this.total} ${file}`);
    } else if (Math.floor(share * 10) > this.tenth) {
      this.tenth = Math.floor(share * 10);
      process.stderr.write(`${done}/${this.total} poster\n`);
    }
  }

  end(): void {
    if (this.terminal && this.total > 1) process.stderr.write('\r\x1b[K');
  }
}
