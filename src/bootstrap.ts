import 'reflect-metadata';
import { INestApplication, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Logger } from 'pino';
import { AppModule, type AppOptions } from './app.module.js';
import { ENTITIES } from './entities.js';
import type { Config } from './platform/config.js';
import type { DatabaseUrls } from './platform/database/database.module.js';
import { acquireEmbedded, EmbeddedError } from './platform/database/embedded.js';
import { migrate } from './platform/database/migrator.js';
import { loginUrl, rolePasswords, type LoginRole } from './platform/database/roles.js';
import { Health } from './platform/health.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { addRequestHooks, requestId } from './platform/http/request-hooks.js';
import { addRequestLimits, RequestLimits } from './platform/http/request-limits.js';
import { Metrics } from './platform/metrics.js';
import { createLogger, NestLog } from './platform/logging.js';
import { MIGRATIONS } from '../migrations/index.js';

/** What every entrance (server, worker, command line, tests) has in common: a database, an application, an end. */

export interface StartedDatabase {
  /** Migrates and seeds; null where a DBA keeps that login from this machine. */
  deployUrl: string | null;
  urls: DatabaseUrls;
  /** Where the embedded data lies, to tell people; null with a database of one's own. */
  folder: string | null;
  /** Gives up the embedded database: the last process out stops it. Nothing to do with another. */
  release(): Promise<void>;
}

/** The embedded database, or the one that the settings name, with the four logins that row security binds. */
export async function startDatabase(config: Config, logger: Pick<Logger, 'info' | 'warn'>): Promise<StartedDatabase> {
  const { database, secretKey } = config;
  const embedded = database.embedded
    ? await acquireEmbedded({
        home: config.home,
        logger: { info: (message) => logger.info(message), warn: (message) => logger.warn(message) },
      })
    : null;
  const deployUrl = embedded?.url ?? database.deployUrl;
  const url = (own: string | null, role: LoginRole): string => {
    if (own !== null) return own;
    // config.ts demands DATABASE_URL or all four logins.
    if (deployUrl === null) throw new Error(`No address for ${role}`);
    return loginUrl(deployUrl, role, secretKey);
  };
  return {
    deployUrl,
    urls: {
      app: url(database.appUrl, 'lagrum_app'),
      reader: url(database.readerUrl, 'lagrum_reader'),
      anonymous: url(database.anonymousUrl, 'lagrum_anonymous'),
      queue: url(database.queueUrl, 'lagrum_queue'),
      poolSize: database.poolSize,
    },
    folder: embedded?.folder ?? null,
    release: async () => embedded?.release(),
  };
}

/** Roles, tables, ownership. Answers with the migrations that ran. */
export async function migrateDatabase(config: Config, deployUrl: string): Promise<string[]> {
  const { appUrl, readerUrl, anonymousUrl, queueUrl } = config.database;
  const all = rolePasswords(config.secretKey);
  const passwords = { ...all };
  // A login that a DBA made is checked, not changed.
  if (appUrl !== null) delete (passwords as Partial<typeof all>).lagrum_app;
  if (readerUrl !== null) delete (passwords as Partial<typeof all>).lagrum_reader;
  if (anonymousUrl !== null) delete (passwords as Partial<typeof all>).lagrum_anonymous;
  if (queueUrl !== null) delete (passwords as Partial<typeof all>).lagrum_queue;
  return migrate({ url: deployUrl, entities: ENTITIES, migrations: MIGRATIONS, passwords });
}

/** The API, not yet listening. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const { config, logger } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: config.http.textBodyLimitBytes,
    trustProxy: trusted(config.http.trustProxy),
    genReqId: requestId,
    requestIdHeader: false,
    logger: false,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(options), adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
  });
  const server = adapter.getInstance();
  addRequestHooks(server, config, logger);
  app.get(Metrics, { strict: false }).observeHttp(server);
  addRequestLimits(server, config, new RequestLimits(config));
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}

/** A number of hops is how many proxies stand before us; the types of Fastify want it as a function. */
function trusted(
  setting: Config['http']['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

/** Everything but the doors: for the worker and for commands. */
export async function createContext(options: AppOptions): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.register(options), {
    logger: new NestLog(options.logger),
    abortOnError: false,
  });
}

/** Starts listening, and answers where. */
export async function listen(app: NestFastifyApplication, { http }: Config): Promise<number> {
  await app.listen(http.port, http.host);
  return (app.getHttpServer().address() as AddressInfo).port;
}

const REQUESTS_MS = 10_000;
const WHOLE_MS = 30_000;

/**
 * Nothing new is taken; what was asked is answered; jobs that run finish; then the pools close, and last the database.
 * Twice is once.
 */
export function stopper(
  app: INestApplicationContext | NestFastifyApplication,
  release: () => Promise<void>,
  logger: Logger,
): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    app.get(Health, { strict: false }).stopping = true;
    if (isServer(app)) {
      const server = app.getHttpServer() as { closeAllConnections?: () => void };
      const timer = setTimeout(() => server.closeAllConnections?.(), REQUESTS_MS);
      await app
        .getHttpAdapter()
        .close()
        .catch((error: unknown) => logger.warn({ err: error }, 'the server did not close cleanly'));
      clearTimeout(timer);
    }
    await app.close();
    await release();
  };
  return () => (stopping ??= stop());
}

const isServer = (app: object): app is NestFastifyApplication & INestApplication => 'getHttpAdapter' in app;

export interface Signals {
  logger: Logger;
  /** For people at the terminal, on stderr. */
  say: (sentence: string) => void;
}

/** SIGINT and SIGTERM end the process in order; asking again says that it is under way. */
export function stopOnSignals(stop: () => Promise<void>, { logger, say }: Signals): void {
  let asked = false;
  const onSignal = (): void => {
    if (asked) {
      say('Lagrum stannar redan: pågående arbete avslutas först. (Already stopping: running work is finished first.)');
      return;
    }
    asked = true;
    say('Lagrum stannar … (stopping)');
    const giveUp = setTimeout(() => {
      logger.error('gave up waiting for an orderly stop');
      process.exit(1);
    }, WHOLE_MS);
    giveUp.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** A fault outside every request and job: the state is unknown, so the process ends, and says so without quoting data. */
export function dieOnFaults(logger: Logger): void {
  const die = (error: unknown): void => {
    logger.fatal(
      { err: error instanceof Error ? error : new Error('something that is no error was thrown') },
      'fault outside every request',
    );
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}

/** Why it could not start, in a sentence for whoever started it; null for a fault that nobody foresaw. */
export function startSentence(error: unknown, config: Config | null): string | null {
  if (error instanceof EmbeddedError || (error as Error)?.name === 'ConfigError') return (error as Error).message;
  const { code, message = '' } = error as { code?: string; message?: string };
  const port = config?.http.port;
  if (code === 'EADDRINUSE')
    return `Porten ${port} används redan. Avsluta det andra programmet eller ange en annan: PORT=${(port ?? 3000) + 1} npm start. (The port is in use: set PORT.)`;
  if (code === 'EACCES')
    return `Porten ${port} eller en fil får inte användas av den här användaren. Ange en port över 1024 med PORT. (Not permitted: set PORT above 1024.)`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT' || code === 'EAI_AGAIN')
    return `Databasen eller Redis svarar inte (${code}). Kontrollera DATABASE_URL och REDIS_URL. (The database or Redis does not answer.)`;
  if (code === '28P01' || code === '28000')
    return 'Databasen godtar inte inloggningen. Kör npx lagrum migrate med samma SECRET_KEY och DATABASE_URL. (The login is refused: run npx lagrum migrate with the same SECRET_KEY.)';
  if (code === '3D000')
    return 'Databasen i DATABASE_URL finns inte. Skapa den: CREATE DATABASE … (The database does not exist.)';
  if (code === '42P01')
    return 'Databasens tabeller saknas. Kör npx lagrum migrate. (Tables are missing: run npx lagrum migrate.)';
  // Sentences of our own: roles, migrations, row security.
  if (error instanceof pg.DatabaseError || !(error instanceof Error)) return null;
  return /^(Lagrum|Inloggningen|Databas|Demons|Process)/.test(message) ? message : null;
}

/** For the first line of an entrance: what goes wrong before anything runs is said in a sentence, and ends with 1. */
export async function entrance(
  config: () => Config,
  run: (config: Config, logger: Logger) => Promise<void>,
): Promise<void> {
  let read: Config | null = null;
  try {
    read = config();
    const logger = createLogger(read.log);
    dieOnFaults(logger);
    for (const warning of read.warnings) logger.warn(warning);
    await run(read, logger);
  } catch (error) {
    const sentence = startSentence(error, read);
    if (sentence) process.stderr.write(`${sentence}\n`);
    else
      createLogger(read?.log ?? { level: 'info', pretty: false }, process.stderr).fatal(
        { err: error },
        'could not start',
      );
    process.exit(1);
  }
}
