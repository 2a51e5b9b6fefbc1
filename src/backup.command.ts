import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { backup, restore } from './backup.js';
import { CommandFailure, type CommandLine } from './platform/command-line.js';

export function backupCommands(program: Command, cli: CommandLine): void {
  cli
    .add(
      program,
      'backup <file>',
      'Sparar hela databasen i en fil. (Saves the whole database in one file.)',
      async ([given = ''], options) => {
        const file = resolve(given);
        if (existsSync(file) && !options.force)
          throw new CommandFailure(`${file} finns redan; --force skriver över. (It exists: --force overwrites.)`);
        const report = await cli.withDeployLogin((url) => backup(url, file));
        cli.progress(
          `Spara också SECRET_KEY och AUDIT_SIGNING_KEY (filerna secret och audit-key i ${cli.config().home} när de inte är angivna) och bifogade filer, på annat håll. (Keep the keys and attached files too, elsewhere.)`,
        );
        return {
          text: `${report.rows} rader i ${report.tables} tabeller sparades i ${file}. (rows, tables)`,
          json: report,
        };
      },
    )
    .option('--force', 'skriv över filen (overwrite the file)');
  cli.add(
    program,
    'restore <file>',
    'Läser in en säkerhetskopia i en tom, migrerad databas. (Into an empty, migrated database.)',
    async ([given = '']) => {
      const report = await cli.withDeployLogin((url) => restore(url, resolve(given)));
      cli.progress('Pröva händelseloggen med npx lagrum audit verify. (Then verify the audit trail.)');
      return {
        text: `${report.rows} rader i ${report.tables} tabeller återställdes från ${report.at}. (rows, tables)`,
        json: report,
      };
    },
  );
}
