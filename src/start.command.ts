import type { Command } from 'commander';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createApp,
  createContext,
  dieOnFaults,
  listen,
  migrateDatabase,
  startDatabase,
  StartedDatabase,
  stopOnSignals,
  stopper,
} from './bootstrap.js';
import { CommandFailure, type CommandLine } from './platform/command-line.js';
import { publicUrl, type Config } from './platform/config.js';
import type { SeedReport } from './platform/database/seeding.js';
import { createLogger } from './platform/logging.js';
import { seedDemo, seedDemoPeople, seedReference } from './seed.js';

/** Everything that makes the database ready and serves it. */
export function startCommands(program: Command, cli: CommandLine): void {
  cli.add(
    program,
    'start',
    'Gör allt: databas, tabeller, grunddata, API och jobb i en process. (Everything in one process.)',
    (_, options) => start(cli, options.json === true),
  );
  cli.add(program, 'serve', 'Bara API:et (och jobb, om inte WORKER=false). Migrerar inte. (The API only.)', () =>
    serve(cli),
  );
  cli.add(program, 'worker', 'Bara jobben. (The jobs only.)', () => work(cli));
  cli.add(program, 'migrate', 'Skapar och uppdaterar roller och tabeller. (Roles and tables.)', async () => {
    const ran = await cli.withDeployLogin((url) => migrateDatabase(cli.config(), url));
    return {
      text: ran.length
        ? `${ran.length} migreringar kördes: ${ran.join(', ')}.`
        : 'Databasen är redan uppdaterad. (Up to date.)',
      json: { ran },
    };
  });
  cli
    .add(
      program,
      'seed',
      'Lägger in grunddata; två gånger ändrar inget. (Reference data; twice changes nothing.)',
      async (_, options) => {
        if (options.demo && cli.config().environment === 'production')
          throw new CommandFailure(
            'Demopersoner läggs aldrig in när NODE_ENV=production. (No demo people in production.)',
          );
        const reports = await cli.withDeployLogin((url) => seed(url, options.demo === true, cli.progress));
        const steps = options.demo === true ? await withDatabase(cli, (database) => demonstrate(cli, database)) : 0;
        const { inserted, updated, unchanged } = totals(reports);
        return {
          text: `Grunddata: ${inserted} nya, ${updated} ändrade, ${unchanged} oförändrade. (new, changed, unchanged)`,
          json: { inserted, updated, unchanged, steps, files: reports },
        };
      },
    )
    .option('--demo', 'även demopersonerna och deras frågor (the demo people and their questions too)');
}

async function seed(deployUrl: string, demo: boolean, log: (line: string) => void): Promise<SeedReport> {
  const reference = await seedReference(deployUrl, log);
  return demo ? [...reference, ...(await seedDemoPeople(deployUrl, log))] : reference;
}

/**
 * Walks the demo's questions through the real services, as the demo's people, before anybody is let in. In a context of
 * its own that works no jobs: it runs what follows from each step itself, and must not race with a worker for it.
 */
async function demonstrate(cli: CommandLine, { urls }: StartedDatabase): Promise<number> {
  const app = await createContext({ config: cli.config(), urls, logger: cli.logger(), work: false });
  try {
    const { taken, left } = await seedDemo(app, () => undefined);
    if (taken > 0) cli.progress(`Demofrågor: ${taken} steg tagna som demopersonerna. (demo questions walked)`);
    for (const one of left) cli.progress(one);
    return taken;
  } finally {
    await app.close();
  }
}

function totals(reports: SeedReport): { inserted: number; updated: number; unchanged: number } {
  const sum = (key: 'inserted' | 'updated' | 'unchanged') => reports.reduce((total, report) => total + report[key], 0);
  return { inserted: sum('inserted'), updated: sum('updated'), unchanged: sum('unchanged') };
}

async function start(cli: CommandLine, json: boolean): Promise<null> {
  const config = cli.config();
  if (config.environment === 'production' && config.database.embedded)
    cli.progress(
      'Den inbyggda databasen används i production: ta säkerhetskopior med npx lagrum backup. (Take backups.)',
    );
  const began = Date.now();
  const logger = createLogger(config.log, process.stderr);
  dieOnFaults(logger);
  for (const warning of config.warnings) cli.progress(warning);
  const database = await startDatabase(config, logger);
  try {
    if (database.deployUrl !== null) {
      const ran = await migrateDatabase(config, database.deployUrl);
      if (ran.length) cli.progress(`Tabeller: ${ran.length} migreringar. (migrations)`);
      const { inserted, updated } = totals(await seed(database.deployUrl, config.identity.demo, () => undefined));
      if (inserted + updated > 0) cli.progress(`Grunddata: ${inserted} nya, ${updated} ändrade. (new, changed)`);
      if (config.identity.demo) await demonstrate(cli, database);
    }
    const app = await createApp({ config, urls: database.urls, logger, work: config.jobs.inProcess });
    const port = await listenOrClose(app, config);
    stopOnSignals(stopper(app, database.release, logger), { logger, say: cli.progress });
    const address = publicUrl(config, port);
    const ready = { address, data: database.folder, demo: config.identity.demo, milliseconds: Date.now() - began };
    process.stdout.write(json ? `${JSON.stringify(ready)}\n` : `${told(ready).join('\n')}\n`);
    return null;
  } catch (error) {
    await database.release();
    throw error;
  }
}

interface Ready {
  address: string;
  data: string | null;
  demo: boolean;
  milliseconds: number;
}

function told({ address, data, demo, milliseconds }: Ready): string[] {
  const person = demo ? 'handlaggare@kommun-a.demo' : '<e-post>';
  return [
    `Lagrum lyssnar på ${address} (klart efter ${(milliseconds / 1000).toFixed(1)} s)`,
    `  Logga in     ${address}/login${demo ? '  – demo: välj en person, inget lösenord' : ''}`,
    `  Program      npx lagrum token --person ${person}`,
    `  GraphQL      POST ${address}/graphql`,
    `  Data         ${data ?? 'i databasen i DATABASE_URL'}`,
    `  Hur mår det  npx lagrum doctor`,
    '  Avsluta      Ctrl-C',
  ];
}

async function listenOrClose(app: NestFastifyApplication, config: Config): Promise<number> {
  try {
    return await listen(app, config);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function serve(cli: CommandLine): Promise<null> {
  const config = cli.config();
  const logger = createLogger(config.log, process.stderr);
  return running(cli, async (database) => {
    const app = await createApp({ config, urls: database.urls, logger, work: config.jobs.inProcess });
    const port = await listenOrClose(app, config);
    stopOnSignals(stopper(app, database.release, logger), { logger, say: cli.progress });
    process.stdout.write(`Lagrum lyssnar på ${publicUrl(config, port)}\n`);
  });
}

async function work(cli: CommandLine): Promise<null> {
  const config = cli.config();
  const logger = createLogger(config.log, process.stderr);
  return running(cli, async (database) => {
    const app = await createContext({ config, urls: database.urls, logger, work: true });
    stopOnSignals(stopper(app, database.release, logger), { logger, say: cli.progress });
    process.stdout.write(`Lagrum kör jobb, ${config.jobs.concurrency} åt gången. (Running jobs.)\n`);
  });
}

async function withDatabase<T>(cli: CommandLine, work: (database: StartedDatabase) => Promise<T>): Promise<T> {
  const database = await startDatabase(cli.config(), cli.logger());
  try {
    return await work(database);
  } finally {
    await database.release();
  }
}

async function running(cli: CommandLine, begin: (database: StartedDatabase) => Promise<void>): Promise<null> {
  const logger = createLogger(cli.config().log, process.stderr);
  dieOnFaults(logger);
  const database = await startDatabase(cli.config(), logger);
  try {
    await begin(database);
    return null;
  } catch (error) {
    await database.release();
    throw error;
  }
}
