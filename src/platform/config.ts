import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { makeFolder } from './folder.js';
import {
  definitions,
  settings,
  settingsSchema,
  type OidcIssuer,
  type Settings,
  type SettingName,
  type SettingText,
  type Text,
} from './settings.js';

/** The only reader of process.env. Everybody else is handed a Config. */

export { settings, type OidcIssuer, type SettingText } from './settings.js';

/** Under this the parsed Config is injected. */
export const CONFIG = Symbol('CONFIG');

export interface Config {
  environment: 'development' | 'test' | 'production';
  /** Absolute. Data, files and generated secrets lie here. */
  home: string;
  projectRoot: string;
  secretKey: string;
  auditSigningKey: string;
  http: {
    host: string;
    /** 0 = any free port. */
    port: number;
    /** As set, or http://localhost:PORT. Use publicUrl(config, boundPort), which also knows a port of 0. No slash at the end. */
    publicUrl: string;
    trustProxy: boolean | number | string[];
    bodyLimitBytes: number;
    textBodyLimitBytes: number;
    ratePerMinute: number;
    metricsToken: string | null;
  };
  graphql: {
    introspection: boolean;
    maxTokens: number;
    maxDepth: number;
    maxAliases: number;
    maxRootFields: number;
    maxCost: number;
  };
  database: {
    /** true: start the embedded server and use the URL it gives as deployUrl. */
    embedded: boolean;
    /** The login that migrates and seeds; null when embedded, or when only the four logins below are given. */
    deployUrl: string | null;
    /** Where a DBA made the roles; null = derive from the deploy URL (loginUrl in database/roles.ts). */
    appUrl: string | null;
    readerUrl: string | null;
    anonymousUrl: string | null;
    queueUrl: string | null;
    poolSize: number;
  };
  redisUrl: string | null;
  identity: {
    issuers: OidcIssuer[];
    /** Demo people and the development identity provider. Never in production. */
    demo: boolean;
    demoPort: number;
    sessionHours: number;
  };
  mail: { smtpUrl: string | null; from: string };
  log: { level: Settings['LOG_LEVEL']; pretty: boolean };
  files: { limitBytes: number };
  jobs: { inProcess: boolean; concurrency: number };
  rules: {
    noReplyWorkingDays: number;
    halfDays: 'half' | 'whole';
    /** Before the last day to answer a remiss. */
    remissMilestones: Settings['REMISS_MILESTONES'];
  };
  /** Public sources that dossiers are followed in; asked only when on. */
  /** Whether last year's follow-up is drafted by itself in January. */
  followUpEachYear: boolean;
  riksdagen: { on: boolean; url: string; pauseMs: number; feedUrl: string };
  /** Swedish sentences to show once at start. */
  warnings: string[];
}

export interface Problem extends Text {
  setting: SettingName;
}

/** Every wrong setting at once, one sentence each, Swedish first. Values are never repeated: they may hold passwords. */
export class ConfigError extends Error {
  constructor(readonly problems: Problem[]) {
    super(
      [
        'Inställningarna går inte att använda:',
        ...problems.map((problem) => `  ${problem.sv}`),
        '',
        'The settings cannot be used:',
        ...problems.map((problem) => `  ${problem.en}`),
      ].join('\n'),
    );
    this.name = 'ConfigError';
  }
}

const problem = (setting: SettingName, sv: string, en: string): Problem => ({
  setting,
  sv: `${setting} ${sv}. Tillåtet: ${definitions[setting].allowed.sv}.`,
  en: `${setting} ${en}. Allowed: ${definitions[setting].allowed.en}.`,
});

const fromIssue = (issue: z.core.$ZodIssue): Problem => {
  const [sv, en] = issue.message.split(' | ');
  return problem(issue.path[0] as SettingName, sv ?? 'är fel', en ?? 'is wrong');
};

/** Upwards from this file, so that it is found from src/ and from dist/ alike, and from any working directory. */
function findProjectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json is missing above ' + fileURLToPath(import.meta.url));
    folder = parent;
  }
  return folder;
}

export const projectRoot = findProjectRoot();

/** Rules between settings, which no single schema can see. */
function crossChecks(read: Settings): Problem[] {
  const problems: Problem[] = [];
  const production = read.NODE_ENV === 'production';
  if (production && read.SECRET_KEY === undefined)
    problems.push(problem('SECRET_KEY', 'saknas, men krävs i production', 'is missing, but required in production'));
  if (production && read.DEMO === true)
    problems.push(
      problem(
        'DEMO',
        'är påslagen i production, där vem som helst då kunde logga in som vem som helst',
        'is on in production, where anyone could then sign in as anyone',
      ),
    );
  if (
    read.PUBLIC_URL !== undefined &&
    !/^\/?$/.test(new URL(read.PUBLIC_URL).pathname + new URL(read.PUBLIC_URL).search)
  )
    problems.push(problem('PUBLIC_URL', 'har en sökväg', 'has a path'));
  const logins = ['DATABASE_APP_URL', 'DATABASE_READER_URL', 'DATABASE_ANONYMOUS_URL', 'DATABASE_QUEUE_URL'] as const;
  const missing = logins.filter((name) => read[name] === undefined);
  // All four without DATABASE_URL is the safest production: the API's machine then holds no login that can migrate.
  if (read.DATABASE_URL === undefined && missing.length > 0 && missing.length < logins.length)
    problems.push(
      ...missing.map((name) =>
        problem(
          name,
          'saknas: utan DATABASE_URL måste alla fyra inloggningarna anges, eller ingen',
          'is missing: without DATABASE_URL all four logins must be given, or none',
        ),
      ),
    );
  return problems;
}

function warningsFor(read: Settings, env: NodeJS.ProcessEnv): string[] {
  const warnings: string[] = [];
  for (const name of Object.keys(env)) {
    if (!name.startsWith('LAGRUM_') || name in definitions) continue;
    const meant = name.slice('LAGRUM_'.length);
    warnings.push(`${name} är ingen inställning och används inte.${meant in definitions ? ` Menades ${meant}?` : ''}`);
  }
  if (read.NODE_ENV === 'production') {
    if (read.PUBLIC_URL === undefined)
      warnings.push('PUBLIC_URL är inte angiven: länkar i mejl och inloggning pekar på localhost.');
    else if (read.PUBLIC_URL.startsWith('http:'))
      warnings.push('PUBLIC_URL är inte https: inloggningens kaka kan läsas på vägen.');
    if (read.DATABASE_URL === undefined && read.DATABASE_APP_URL === undefined)
      warnings.push(
        'DATABASE_URL är inte angiven: den inbyggda databasen används, utan säkerhetskopior och läskopior.',
      );
    if (read.AUDIT_SIGNING_KEY === undefined)
      warnings.push(
        'AUDIT_SIGNING_KEY är inte angiven: en nyckel i LAGRUM_HOME används, och varje maskin får sin egen.',
      );
    if (read.OIDC_ISSUERS.length === 0) warnings.push('OIDC_ISSUERS är tom: ingen kan logga in.');
  }
  return warnings;
}

/** Reads a generated secret, or makes it once. `link` makes it whole or not at all, also when two processes start at once. */
function generatedSecret(home: string, file: string): string {
  const path = join(home, file);
  const read = (): string | null => {
    if (!existsSync(path)) return null;
    const text = readFileSync(path, 'utf8').trim();
    return text.length >= 32 ? text : null;
  };
  const found = read();
  if (found !== null) return found;
  makeFolder(home);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read();
  // An emptied file is not silently replaced: other machines may hold what it held.
  if (made === null) throw new Error(`${path} is damaged`);
  return made;
}

function secretOr(given: string | undefined, home: string, file: string): string {
  if (given !== undefined) return given;
  try {
    return generatedSecret(home, file);
  } catch (error) {
    const path = join(home, file);
    const code = (error as NodeJS.ErrnoException).code;
    throw new ConfigError([
      code === undefined
        ? problem(
            'LAGRUM_HOME',
            `har en skadad fil, ${path}: den är kortare än 32 tecken`,
            `has a damaged file, ${path}: it is shorter than 32 characters`,
          )
        : problem('LAGRUM_HOME', `går inte att använda: ${path} (${code})`, `cannot be used: ${path} (${code})`),
    ]);
  }
}

/** Where people reach the server, once the port is known. */
export function publicUrl(config: Config, boundPort: number): string {
  return config.http.port === 0 && config.http.publicUrl === LOCAL(0) ? LOCAL(boundPort) : config.http.publicUrl;
}

const LOCAL = (port: number) => `http://localhost:${port}`;
const KB = 1024;

/**
 * Parses every setting once. Unset and empty are the same.
 * @throws ConfigError naming every wrong setting
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    settings.map(({ name }) => [name, env[name]?.trim() === '' ? undefined : env[name]?.trim()]),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(fromIssue));
  const read = parsed.data;
  const problems = crossChecks(read);
  if (problems.length > 0) throw new ConfigError(problems);

  const environment = read.NODE_ENV;
  const production = environment === 'production';
  const home = isAbsolute(read.LAGRUM_HOME) ? resolve(read.LAGRUM_HOME) : resolve(projectRoot, read.LAGRUM_HOME);
  return {
    environment,
    home,
    projectRoot,
    secretKey: secretOr(read.SECRET_KEY, home, 'secret'),
    auditSigningKey: secretOr(read.AUDIT_SIGNING_KEY, home, 'audit-key'),
    http: {
      host: read.HOST,
      port: read.PORT,
      publicUrl: read.PUBLIC_URL?.replace(/\/$/, '') ?? LOCAL(read.PORT),
      trustProxy: read.TRUST_PROXY,
      bodyLimitBytes: read.BODY_LIMIT_KB * KB,
      textBodyLimitBytes: read.TEXT_BODY_LIMIT_KB * KB,
      ratePerMinute: read.RATE_LIMIT_PER_MINUTE,
      metricsToken: read.METRICS_TOKEN ?? null,
    },
    graphql: {
      introspection: read.INTROSPECTION,
      maxTokens: read.GRAPHQL_MAX_TOKENS,
      maxDepth: read.GRAPHQL_MAX_DEPTH,
      maxAliases: read.GRAPHQL_MAX_ALIASES,
      maxRootFields: read.GRAPHQL_MAX_ROOT_FIELDS,
      maxCost: read.GRAPHQL_MAX_COST,
    },
    database: {
      embedded: read.DATABASE_URL === undefined && read.DATABASE_APP_URL === undefined,
      deployUrl: read.DATABASE_URL ?? null,
      appUrl: read.DATABASE_APP_URL ?? null,
      readerUrl: read.DATABASE_READER_URL ?? null,
      anonymousUrl: read.DATABASE_ANONYMOUS_URL ?? null,
      queueUrl: read.DATABASE_QUEUE_URL ?? null,
      poolSize: read.DATABASE_POOL_SIZE,
    },
    redisUrl: read.REDIS_URL ?? null,
    identity: {
      issuers: read.OIDC_ISSUERS,
      demo: read.DEMO ?? !production,
      demoPort: read.DEMO_IDP_PORT,
      sessionHours: read.SESSION_HOURS,
    },
    mail: { smtpUrl: read.SMTP_URL ?? null, from: read.MAIL_FROM },
    log: { level: read.LOG_LEVEL, pretty: read.LOG_PRETTY ?? environment === 'development' },
    files: { limitBytes: read.FILE_LIMIT_MB * KB * KB },
    jobs: { inProcess: read.WORKER, concurrency: read.WORKER_CONCURRENCY },
    rules: {
      noReplyWorkingDays: read.NO_REPLY_WORKING_DAYS,
      halfDays: read.HALF_DAYS,
      remissMilestones: read.REMISS_MILESTONES,
    },
    followUpEachYear: read.FOLLOW_UP_EACH_YEAR,
    riksdagen: {
      on: read.RIKSDAGEN,
      url: read.RIKSDAGEN_URL,
      pauseMs: read.RIKSDAGEN_PAUSE_MS,
      feedUrl: read.REFERRAL_FEED_URL,
    },
    warnings: warningsFor(read, env),
  };
}

export interface SettingValue extends SettingText {
  /** As given; masked when secret, '' when unset. An address keeps its host and loses its password. */
  value: string;
}

/** For `lagrum doctor`: every setting with what it is set to, wrong or right. */
export function settingValues(env: NodeJS.ProcessEnv = process.env): SettingValue[] {
  return settings.map((setting) => {
    const given = env[setting.name]?.trim() ?? '';
    return { ...setting, value: setting.secret && given !== '' ? '••••••' : withoutPassword(given) };
  });
}

function withoutPassword(text: string): string {
  return text.replaceAll(/(\/\/[^/@\s:]*):[^@\s]*@/g, '$1:••••••@');
}
