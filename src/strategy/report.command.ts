import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Clock } from '../platform/clock.js';
import { CommandFailure, type CommandLine, type Options, type Result } from '../platform/command-line.js';
import { Reads } from '../platform/database/reads.js';
import { systemPrincipal } from '../platform/principal.js';
import { stockholmDate } from '../calendar/working-days.js';
import { hashOf } from './canonical-json.js';
import { reportDocument } from './report-document.js';
import { FOLLOWED, ReportFigures } from './report-figures.service.js';
import { REPORT_FORMATS, reportFile, type ReportFormat } from './report-files.js';
import { STRATEGY_IN_FORCE } from './report.inputs.js';
import { ReportService } from './report.service.js';
import type { FollowUpData } from './report.types.js';

const AS = systemPrincipal('report.command', FOLLOWED, 'system:command-line');

interface Kept {
  ref: string | null;
  data: FollowUpData | null;
  approvedAt: Date | null;
  comments: string | null;
}

/** The follow-up of a year as a file: what is kept, where it has been drafted; else reckoned here and now, as a draft. */
export function reportCommand(program: Command, cli: CommandLine): void {
  cli
    .add(
      program,
      'report <year>',
      'Skriver årets uppföljning av strategin till en fil. (Writes the yearly follow-up to a file.)',
      ([year], options) => cli.withApp((app) => report(app, cli, year!, options)),
    )
    .option('--format <format>', 'docx, xlsx eller html', 'docx')
    .option('--out <file>', 'vart; annars uppfoljning-<år>.<format> i den här mappen (where to)')
    .option('--strategy <code>', 'strategins kod (code of the strategy)', STRATEGY_IN_FORCE)
    .addHelpText('after', '\nExempel:\n  npx lagrum report 2025 --format html --out uppfoljning.html');
}

async function report(
  app: INestApplicationContext,
  cli: CommandLine,
  given: string,
  options: Options,
): Promise<Result> {
  const year = Number(given);
  if (!/^\d{4}$/.test(given))
    throw new CommandFailure(`Året ${given} går inte att läsa: skriv ÅÅÅÅ. (Write the year as YYYY.)`, 2);
  const format = String(options.format);
  if (!(format in REPORT_FORMATS))
    throw new CommandFailure(`Formatet ${format} finns inte: välj docx, xlsx eller html. (No such format.)`, 2);
  const get = <T>(type: new (...args: never[]) => T): T => app.get<T>(type as never, { strict: false });
  const reports = get(ReportService);
  const strategy = await reports.strategy(String(options.strategy), 'strategy');
  const kept = await get(Reads).one<Kept>(
    AS,
    'report_to_write',
    `select e.ref, r.data, r.approved_at as "approvedAt",
        (select v.body from revision v where v.entry_id = r.id and v.slot = 'text' and v.language = 'sv' and v.state = 'PUBLISHED') as comments
       from report r join entry e on e.id = r.id where r.strategy_id = $1 and r.year = $2`,
    [strategy.id, year],
  );
  const data = kept?.data ?? (await reckoned(reports, get(ReportFigures), cli, strategy, year));
  const dataHash = hashOf(data);
  const document = reportDocument(data, {
    ref: kept?.ref ?? null,
    approvedAt: kept?.approvedAt ? stockholmDate(kept.approvedAt) : null,
    dataHash,
    comments: kept?.comments ?? null,
    today: get(Clock).today(),
  });
  const bytes = await reportFile(document, format as ReportFormat);
  const file = resolve(options.out ? String(options.out) : `uppfoljning-${year}.${format}`);
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new CommandFailure(
      `Filen ${file} går inte att skriva: ${(error as Error).message} (The file cannot be written.)`,
    );
  }
  return {
    text: `${file}: ${document.title}${document.draft ? ' (utkast)' : ''}, ${bytes.length} byte. (written)`,
    json: { file, year, ref: document.ref, draft: document.draft, sha256: dataHash, bytes: bytes.length },
  };
}

async function reckoned(
  reports: ReportService,
  figures: ReportFigures,
  cli: CommandLine,
  strategy: Awaited<ReturnType<ReportService['strategy']>>,
  year: number,
): Promise<FollowUpData> {
  await reports.requireYear(strategy, year, 'year');
  const bar = process.stderr.isTTY;
  const data = await figures.reckon(AS, strategy, year, (percent) => {
    if (bar) process.stderr.write(`\r${year}: ${percent} %`);
  });
  if (bar) process.stderr.write('\r\x1b[K');
  else cli.progress(`${year}: räknat (reckoned)`);
  return data;
}
