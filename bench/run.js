#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `npm run bench [-- --short] [--profile]`, or one by itself: `npm run bench -- citations`; what is measured and against whom: bench/README.md. */

if (['citations', 'import', 'law-impact', 'provisions', 'web'].includes(process.argv[2])) {
  await import(`./${process.argv[2]}.js`);
  process.exit();
}

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const short = process.argv.includes('--short');
const profiled = process.argv.includes('--profile');
const plan = short
  ? { rounds: 3, duration: 4, growth: [1_000, 10_000, 20_000], transitions: 6, singles: 60, starts: 1 }
  : { rounds: 5, duration: 5, growth: [1_000, 10_000, 100_000], transitions: 15, singles: 200, starts: 3 };
const QUESTIONS = 20_000;
const loadBefore = loadavg()[0];

const say = (line) => process.stderr.write(`${line}\n`);
const tool = (...words) =>
  execFileSync(words[0], words.slice(1), { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

if (!existsSync(join(bench, 'node_modules', 'postgraphile'))) {
  say('Installing what Lagrum is measured against (bench/package.json) …');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: bench, stdio: 'inherit' });
}
execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });

const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { rolePasswords } = await compiled('src/platform/database/roles.js');
const { seedReference, seedDemoPeople } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const { makeGenerator } = await import('./generate.js');
const { canPin, OTHER_CORES, pin, memoryOf, stopAll } = await import('./processes.js');
const { SECRET, signIn, startContestants, startLagrum } = await import('./contestants.js');
const { race, load } = await import('./reads.js');
const { growth } = await import('./growth.js');
const { transitions, jobs } = await import('./writes.js');
const { starts } = await import('./starting.js');
const { costOfParts, profile } = await import('./profile.js');
const { report } = await import('./report.js');
const load22 = createRequire(import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded = null;
let generator = null;
let ending = null;
/** Also on Ctrl-C: processes first, then the database, then the folder. */
const end = () =>
  (ending ??= (async () => {
    await stopAll();
    await generator?.end().catch(() => undefined);
    await embedded?.release();
    rmSync(folder, { recursive: true, force: true });
  })());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().finally(() => process.exit(130)));

try {
  say('Database …');
  embedded = await acquireEmbedded({
    home: join(folder, 'database'),
    logger: { info: () => undefined, warn: say },
    fast: false,
  });
  ({ generator } = await makeDatabase(null));
  const { rows } = await generator.query('select pg_backend_pid() as pid');
  const bed = {
    root,
    bench,
    folder,
    url: embedded.url,
    generator,
    postmaster: parentOf(rows[0].pid),
    autocannon: load22('autocannon'),
  };
  pin(bed.postmaster, OTHER_CORES);
  pin(process.pid, OTHER_CORES);
  const given = await signIn(bed);

  say('Growth …');
  const grown = await growth(bed, plan.growth, { rounds: plan.rounds, amount: 150, makeDatabase, say });
  say(`${QUESTIONS} questions …`);
  await generator.growTo(QUESTIONS);
  const data = await generator.count();

  say('Reads: the answers are compared, then timed …');
  const contestants = await startContestants(bed, given);
  const memory = memoryOf(contestants.lagrum.pid);
  await load(bed, contestants.dossier[0], 'lawyer', { amount: 200 });
  const memoryAfter200 = memoryOf(contestants.lagrum.pid);
  const reads = {};
  for (const [key, set, reader] of [
    ['municipal', contestants.dossier, 'municipal'],
    ['lawyer', contestants.dossier, 'lawyer'],
    ['anonymous', contestants.guidance, null],
  ])
    reads[key] = await race(bed, set, reader, { rounds: plan.rounds, duration: plan.duration, say });
  const memoryAfter = memoryOf(contestants.lagrum.pid);
  const profiles = {};
  if (profiled) {
    say('Where the time goes …');
    for (const reader of ['municipal', 'lawyer'])
      profiles[reader] = {
        parts: await costOfParts(bed, contestants.lagrum, reader, { rounds: 3, duration: 3 }),
        ...(await profile(bed, contestants.dossier[0], reader, { duration: 8 })),
      };
  }
  await stopAll();

  say('Actions …');
  const server = await startLagrum(bed);
  const actions = await transitions(bed, server, { seconds: plan.transitions });
  await server.stop();
  say('Jobs …');
  const work = await jobs(bed, { singles: plan.singles });

  say('Starting from nothing …');
  const started = await starts(bed, { samples: plan.starts });

  const commit = tool('git', 'rev-parse', '--short', 'HEAD');
  const changed = tool('git', 'status', '--porcelain', '--', 'src', 'migrations').length > 0;
  const text = report({
    commit: changed ? `${commit} with uncommitted changes` : commit,
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    machine: {
      cores: cpus().length,
      model: cpus()[0].model,
      node: process.versions.node,
      postgres: data.version,
      canPin,
    },
    node22: tool(join(bench, 'node_modules', 'node', 'bin', 'node'), '--version').slice(1),
    postgraphile: JSON.parse(tool('cat', join(bench, 'node_modules', 'postgraphile', 'package.json'))).version,
    plan,
    short,
    data,
    reads,
    memory: { idle: memory, some: memoryAfter200, after: memoryAfter },
    busy: [loadBefore, loadavg()[0]],
    profiles,
    actions,
    work,
    growth: grown,
    started,
  });
  mkdirSync(join(bench, 'results'), { recursive: true });
  const file = join(bench, 'results', `${new Date().toISOString().slice(0, 10)}-${commit}.md`);
  writeFileSync(file, text);
  process.stdout.write(text);
  say(`\nWritten to ${file}`);
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await end();
}

/** A database of the one cluster, migrated and seeded; the cluster's first without a name. */
async function makeDatabase(name) {
  const url = new URL(embedded.url);
  if (name) {
    await generator.query(`create database ${name}`);
    url.pathname = `/${name}`;
  }
  await migrate({ url: url.href, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(SECRET) });
  await seedReference(url.href, () => undefined);
  await seedDemoPeople(url.href, () => undefined);
  return { url: url.href, generator: await makeGenerator(url.href) };
}

function parentOf(pid) {
  return Number(tool('cat', `/proc/${pid}/stat`).split(') ')[1].split(' ')[1]);
}
