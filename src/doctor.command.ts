import type { Command } from 'commander';
import { statfsSync } from 'node:fs';
import pg from 'pg';
import { SigningKey } from './audit/signing-key.js';
import { verifyChains } from './audit/verify-chains.js';
import { startDatabase, startSentence, type StartedDatabase } from './bootstrap.js';
import type { CommandLine, Result } from './platform/command-line.js';
import { ConfigError, loadConfig, settingValues, type Config } from './platform/config.js';
import { refuseUnsafeLogin } from './platform/database/roles.js';
import { JobQueries } from './platform/jobs/queries.js';
import { MIGRATIONS } from '../migrations/index.js';

type State = 'ok' | 'warning' | 'wrong';

interface Finding {
  check: string;
  state: State;
  sentence: string;
}

const MARK: Record<State, string> = { ok: '✓', warning: '!', wrong: '✗' };
const MOST_SKEW_MS = 1_000;
const SLOW_SECONDS = 60;
const LITTLE_DISK = 2 * 1024 ** 3;

/** What is wrong with this installation, in sentences that say what to do. Changes nothing. */
export function doctorCommand(program: Command, cli: CommandLine): void {
  cli
    .add(
      program,
      'doctor',
      'Prövar installationen och visar alla inställningar. (Checks the installation; shows settings.)',
      (_, options) => doctor(cli, options.chain !== false),
    )
    .option('--no-chain', 'hoppa över händelseloggen, som tar tid när den är stor (skip the audit trail)');
}

async function doctor(cli: CommandLine, chain: boolean): Promise<Result> {
  const findings: Finding[] = [];
  const say = (check: string, state: State, sentence: string): void => void findings.push({ check, state, sentence });
  nodeVersion(say);
  let config: Config | null = null;
  try {
    config = loadConfig();
    say('settings', 'ok', 'Inställningarna går att använda.');
    for (const warning of config.warnings) say('settings', 'warning', warning);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { sv } of error.problems) say('settings', 'wrong', sv);
  }
  if (config) {
    demo(config, say);
    disk(config, say);
    await database(cli, config, chain, say);
  }
  const failed = findings.some(({ state }) => state === 'wrong');
  const table = settingValues();
  const text = [
    'Inställningar (namn = värde, förval, vad den betyder):',
    ...table.map(
      ({ name, value, default: fallback, description }) =>
        `  ${name} = ${value || '–'}  (förval: ${fallback || '–'})\n      ${description.sv}`,
    ),
    '',
    'Prövning:',
    ...findings.map(({ state, sentence }) => `  ${MARK[state]} ${sentence}`),
    '',
    failed ? 'Något är fel: se raderna med ✗. (Something is wrong.)' : 'Allt som prövades är i ordning. (All is well.)',
  ].join('\n');
  return { text, json: { ok: !failed, checks: findings, settings: table }, failed };
}

type Say = (check: string, state: State, sentence: string) => void;

function nodeVersion(say: Say): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  say(
    'node',
    enough ? 'ok' : 'wrong',
    enough
      ? `Node ${process.versions.node}.`
      : `Node ${process.versions.node} är för gammal: installera 20.19 eller senare.`,
  );
}

function demo(config: Config, say: Say): void {
  if (!config.identity.demo) say('demo', 'ok', 'Demon är avstängd.');
  else if (config.http.host !== '127.0.0.1' && config.http.host !== 'localhost' && config.http.host !== '::1')
    say(
      'demo',
      'warning',
      `Demon är på och servern lyssnar på ${config.http.host}: vem som helst som når den kan logga in som vem som helst. Sätt DEMO=false.`,
    );
  else say('demo', 'ok', 'Demon är på, för den här datorn: vem som helst kan välja vem den är.');
}

function disk(config: Config, say: Say): void {
  try {
    const { bavail, bsize } = statfsSync(config.home);
    const free = Number(bavail) * Number(bsize);
    const said = `${(free / 1024 ** 3).toFixed(1)} GB ledigt där data ligger (${config.home})`;
    say(
      'disk',
      free < LITTLE_DISK ? 'warning' : 'ok',
      free < LITTLE_DISK ? `Bara ${said}: frigör utrymme.` : `${said}.`,
    );
  } catch {
    say('disk', 'ok', `${config.home} finns inte ännu; den skapas vid första starten.`);
  }
}

async function database(cli: CommandLine, config: Config, chain: boolean, say: Say): Promise<void> {
  let started: StartedDatabase;
  try {
    started = await startDatabase(config, cli.logger());
  } catch (error) {
    say(
      'database',
      'wrong',
      startSentence(error, config) ?? 'Databasen går inte att starta; se loggen i LAGRUM_HOME/postgres.log.',
    );
    return;
  }
  try {
    const logins = Object.entries(started.urls).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    const reached = await Promise.all(logins.map(([name, url]) => login(name, url, config, say)));
    if (!reached.every(Boolean)) return;
    await withClient(started.urls.app, async (client) => {
      await migrations(client, say);
      await clocks(client, say);
    });
    await withClient(started.urls.queue, (client) => jobs(client, say));
    if (chain && started.deployUrl) await withClient(started.deployUrl, (client) => trail(client, config, say));
  } catch (error) {
    say(
      'database',
      'wrong',
      startSentence(error, config) ??
        `Databasen svarade med ett fel (${(error as { code?: string }).code ?? 'okänt'}).`,
    );
  } finally {
    await started.release();
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'lagrum doctor',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function login(name: string, url: string, config: Config, say: Say): Promise<boolean> {
  try {
    await withClient(url, refuseUnsafeLogin);
    say('roles', 'ok', `Inloggningen för ${name} når databasen och lyder under radsäkerheten.`);
    return true;
  } catch (error) {
    say('roles', 'wrong', `${name}: ${startSentence(error, config) ?? 'databasen svarar inte.'}`);
    return false;
  }
}

async function migrations(client: pg.Client, say: Say): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from migration');
  const done = new Set(rows.map(({ name }) => name));
  const pending = MIGRATIONS.filter(({ name }) => !done.has(name));
  if (pending.length === 0) say('migrations', 'ok', 'Alla migreringar är körda.');
  else say('migrations', 'wrong', `${pending.length} migreringar återstår: kör npx lagrum migrate.`);
}

async function clocks(client: pg.Client, say: Say): Promise<void> {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const skew = Math.round(Math.abs(rows[0]!.now.getTime() - (before + Date.now()) / 2));
  if (skew > MOST_SKEW_MS) say('clock', 'wrong', `Klockan här och i databasen skiljer ${skew} ms: ställ båda med NTP.`);
  else say('clock', 'ok', `Klockorna här och i databasen stämmer (${skew} ms).`);
}

async function jobs(client: pg.Client, say: Say): Promise<void> {
  const { pending, dead, oldestSeconds } = await new JobQueries(client).gauge();
  if (dead > 0)
    say(
      'jobs',
      'wrong',
      `${dead} jobb har gett upp: se npx lagrum jobs list, rätta orsaken och kör npx lagrum jobs retry <id>.`,
    );
  if (oldestSeconds > SLOW_SECONDS)
    say(
      'jobs',
      'warning',
      `Det äldsta jobbet har väntat ${Math.round(oldestSeconds)} s: kör någon arbetare (npm start eller npx lagrum worker)?`,
    );
  else if (dead === 0) say('jobs', 'ok', `Jobben hinns med (${pending} väntar).`);
}

async function trail(client: pg.Client, config: Config, say: Say): Promise<void> {
  const found = await verifyChains(client, new SigningKey(config.auditSigningKey));
  if (found.faultCount === 0)
    say('audit', 'ok', `Händelseloggen håller: ${found.events} händelser, ${found.checkpoints} kontrollpunkter.`);
  else
    say(
      'audit',
      'wrong',
      `Händelseloggen håller inte på ${found.faultCount} ställen: kör npx lagrum audit verify och ta vara på databasen som den är.`,
    );
}
