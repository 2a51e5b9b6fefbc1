#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `node bench/follow-up.js`: the yearly follow-up over five years of activity, reckoned in the program and written by the
 * command as people run it, from its start to the file. Goal: 20 s for the five years, with progress all the way.
 */

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const BARRIERS = 10_000;
const SIGN_ONS = 50_000;
const QUESTIONS = 10_000;
const GOALS = 500;
const CLAIMS = 5;
const GRADINGS = 4;
const ACTIONS = 2_500;
const YEARS = [2021, 2022, 2023, 2024, 2025];
const say = (line) => process.stderr.write(`${line}\n`);

execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: ['ignore', 2, 2] });
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { loginUrl, rolePasswords } = await compiled('src/platform/database/roles.js');
const { seedReference, seedDemoPeople } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const { createContext } = await compiled('src/bootstrap.js');
const { loadConfig } = await compiled('src/platform/config.js');
const { createLogger } = await compiled('src/platform/logging.js');
const { systemPrincipal } = await compiled('src/platform/principal.js');
const { FOLLOWED, ReportFigures } = await compiled('src/strategy/report-figures.service.js');
const { ReportService } = await compiled('src/strategy/report.service.js');
const { makeGenerator } = await import('./generate.js');
const { SECRET } = await import('./contestants.js');
const { bareEnv } = await import('./processes.js');

const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded = null;
let generator = null;
let app = null;
try {
  say('Database …');
  embedded = await acquireEmbedded({
    home: join(folder, 'database'),
    logger: { info: () => undefined, warn: say },
    fast: false,
  });
  await migrate({ url: embedded.url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(SECRET) });
  await seedReference(embedded.url, () => undefined);
  await seedDemoPeople(embedded.url, () => undefined);
  generator = await makeGenerator(embedded.url);
  say('Five years of activity …');
  await fill();

  const env = { NODE_ENV: 'test', SECRET_KEY: SECRET, LAGRUM_HOME: join(folder, 'home'), DATABASE_URL: embedded.url };
  const config = loadConfig({ ...env, PORT: '0', DEMO: 'false', LOG_LEVEL: 'warn' });
  const login = (role) => loginUrl(embedded.url, role, SECRET);
  const urls = {
    app: login('lagrum_app'),
    reader: login('lagrum_reader'),
    anonymous: login('lagrum_anonymous'),
    queue: login('lagrum_queue'),
    poolSize: 4,
  };
  app = await createContext({ config, urls, logger: createLogger(config.log, process.stderr), work: false });
  const get = (type) => app.get(type, { strict: false });
  const strategy = await get(ReportService).strategy('esam-2011', 'strategy');
  const as = systemPrincipal('report.bench', FOLLOWED, 'system:bench');
  const reckoned = [];
  for (const year of YEARS) {
    const told = [];
    const began = performance.now();
    const data = await get(ReportFigures).reckon(as, strategy, year, (percent) => void told.push(percent));
    reckoned.push({ year, ms: performance.now() - began, told: told.length, totals: data.totals });
  }
  await app.close();
  app = null;

  const written = [];
  for (const format of ['html', 'docx', 'xlsx']) {
    const out = join(folder, `rapport.${format}`);
    const began = performance.now();
    execFileSync(
      process.execPath,
      [join(root, 'bin', 'lagrum.js'), 'report', '2025', '--format', format, '--out', out, '--json'],
      { env: { ...bareEnv(), ...env }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    written.push({ format, ms: performance.now() - began, bytes: statSync(out).size });
  }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const whole = reckoned.reduce((sum, { ms }) => sum + ms, 0);
  process.stdout.write(
    [
      `Yearly follow-up; ${BARRIERS} barriers with ${SIGN_ONS} sign-ons and their trail, ${QUESTIONS} answered questions, ${GOALS} goals, ${GOALS * CLAIMS} claims graded ${GRADINGS} times, ${ACTIONS} actions; commit ${commit}, Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}.`,
      '',
      '| Year | s | steps told | claims met | barriers resolved | questions | median days |',
      '|---|---|---|---|---|---|---|',
      ...reckoned.map(
        ({ year, ms, told, totals }) =>
          `| ${year} | ${(ms / 1000).toFixed(2)} | ${told} | ${totals.claimsMet} of ${totals.claims} | ${totals.barriersResolved} | ${totals.questionsAnswered} | ${totals.medianWorkingDays} |`,
      ),
      '',
      `Five years: ${(whole / 1000).toFixed(1)} s (goal 20). The command, from its start to the file, 2025: ${written
        .map(({ format, ms, bytes }) => `${format} ${(ms / 1000).toFixed(1)} s, ${Math.round(bytes / 1024)} KB`)
        .join('; ')}.`,
      '',
    ].join('\n'),
  );
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await app?.close().catch(() => undefined);
  await generator?.end().catch(() => undefined);
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
}

/** Everything follows from its number, spread evenly over five years. */
async function fill() {
  const q = (text, values) => generator.query(text, values);
  const at = (n, of) => `'2021-01-04Z'::timestamptz + (${n}) * interval '5 years' / ${of}`;
  await q(`create temp table measures as
    select m.id, n.id as entry, n.owner_unit_id as unit, n.visibility, row_number() over (order by m.code) as n from strategy_measure m join measure n on n.strategy_measure_id = m.id`);
  await q(`create temp table made as
    select n, pg_temp.typed_id(34, ${at('n', BARRIERS)}, 'barrier' || n) as id, s.org, s.unit, ${at('n', BARRIERS)} as at,
      (array['CONFIRMED','PURSUED','RESOLVED'])[1 + pg_temp.draw(n, 2, 3)] as state, (select id from measures m where m.n = 1 + pg_temp.draw(g.n, 3, 28)) as measure
    from generate_series(1, ${BARRIERS}) as g (n) cross join (select * from staff limit 1) s`);
  await q(`insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, created_at, updated_at, published_at)
    select id, 'BARRIER', 'H-' || (1000 + n), 'Hinder ' || n, org, unit, 'PUBLIC', 'WORLD', state, 'bench', at, at, at from made`);
  await q(`insert into barrier (id, entry_id, kind, owner_unit_id, visibility, ref_number, summary, barrier_kind, measure_ids, search_text)
    select id, id, 'BARRIER', unit, 'WORLD', 1000 + n, 'Sammanfattning', 'OBSTACLE', array[measure], 'hinder ' || n from made`);
  for (const [from, to, days] of [
    ['REPORTED', 'CONFIRMED', 0],
    ['CONFIRMED', 'PURSUED', 60],
    ['PURSUED', 'RESOLVED', 200],
  ])
    await q(
      `select count(audit_append(id, 'barrier.moved', 'bench', null, org, 'SHARED', at + $3 * interval '1 day', null,
         jsonb_build_object('from', $1::text, 'to', $2::text), '{}')) from made
        where state = any(case $2 when 'CONFIRMED' then array['CONFIRMED','PURSUED','RESOLVED'] when 'PURSUED' then array['PURSUED','RESOLVED'] else array['RESOLVED'] end)`,
      [from, to, days],
    );
  await q(`insert into barrier_sign_on (id, entry_id, kind, owner_unit_id, visibility, org_id, unit_id, signed_by_id, signed_at)
    select distinct on (m.id, a.unit) pg_temp.typed_id(18, m.at, 'sign' || s), m.id, 'BARRIER', m.unit, 'WORLD', a.org, a.unit, a.asker, m.at + interval '30 days'
      from generate_series(1, ${Math.round(SIGN_ONS * 1.3)}) as s
      join made m on m.n = 1 + floor((pg_temp.draw(s, 43, 1000000) / 1000000.0) ^ 2 * ${BARRIERS})
      join asking a on a.nth = pg_temp.draw(s, 44, (select count(*) from asking)::int) limit ${SIGN_ONS}`);
  await q(`create temp table goals as
    select n, pg_temp.typed_id(36, '2021-01-04Z', 'goal' || n) as id, s.org, s.unit from generate_series(1, ${GOALS}) as n cross join (select * from staff limit 1) s`);
  await q(`insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, published_at)
    select id, 'GOAL', 'P-' || (1000 + n), 'Mål ' || n, org, unit, 'PUBLIC', 'WORLD', 'ACTIVE', 'bench', '2021-01-05Z' from goals`);
  await q(
    `insert into goal (id, entry_id, kind, owner_unit_id, visibility) select id, id, 'GOAL', unit, 'WORLD' from goals`,
  );
  await q(`insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
    select pg_temp.typed_id(18, '2021-01-05Z', 'part' || g.n), 'PART_OF', g.id, 'GOAL', g.unit, 'WORLD', m.entry, 'MEASURE', m.unit, m.visibility, 'bench'
      from goals g join measures m on m.n = 1 + g.n % 28`);
  await q(`create temp table claims as
    select g.*, c, pg_temp.typed_id(100, '2021-01-05Z', 'claim' || n || '.' || c) as claim from goals g cross join generate_series(1, ${CLAIMS}) as c`);
  await q(`insert into claim (id, entry_id, kind, owner_unit_id, visibility, number, title, created_at)
    select claim, id, 'GOAL', unit, 'WORLD', c, 'Yrkande ' || c, '2021-01-05Z' from claims`);
  await q(`insert into claim_grading (id, entry_id, kind, owner_unit_id, visibility, claim_id, grade, certainty, at)
    select pg_temp.typed_id(101, '2021-01-05Z', 'grading' || n || '.' || c || '.' || k), id, 'GOAL', unit, 'WORLD', claim,
      (array['PENDING','REJECTED','PARTLY_MET','LARGELY_MET','MET'])[1 + least(4, pg_temp.draw(n * 7 + c, 50 + k, k + 2))], 'MEDIUM', ${at(`(n * ${CLAIMS} + c) % 600 + k * 600`, 3000)}
      from claims cross join generate_series(0, ${GRADINGS - 1}) as k`);
  await q(`create temp table acts as
    select n, pg_temp.typed_id(37, ${at('n', ACTIONS)}, 'action' || n) as id, s.org, s.unit, ${at('n', ACTIONS)} as at from generate_series(1, ${ACTIONS}) as n cross join (select * from staff limit 1) s`);
  await q(`insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, published_at)
    select id, 'ACTION', 'A-' || extract(year from at) || '-' || (1000 + n), 'Skrivelse ' || n, org, unit, 'PUBLIC', 'WORLD', 'SENT', 'bench', at from acts`);
  await q(
    `insert into action (id, entry_id, kind, owner_unit_id, visibility, action_kind, done_on) select id, id, 'ACTION', unit, 'WORLD', 'LETTER', at::date from acts`,
  );
  await q(`insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
    select pg_temp.typed_id(18, at, 'act' || a.n), 'PART_OF', a.id, 'ACTION', a.unit, 'WORLD', g.id, 'GOAL', g.unit, 'WORLD', 'bench' from acts a join goals g on g.n = 1 + a.n % ${GOALS}`);
  await generator.growTo(QUESTIONS);
  await q(`with numbered as (select id, row_number() over (order by id) as n from question)
    update question q set submitted_at = ${at('n', QUESTIONS)}, answered_at = ${at('n', QUESTIONS)} + (1 + n % 40) * interval '1 day' from numbered where numbered.id = q.id`);
  await q(`with numbered as (select q.id, q.owner_unit_id as unit, q.visibility, row_number() over (order by q.id) as n from question q)
    insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
    select pg_temp.typed_id(18, m.at, 'concerns' || m.n), 'CONCERNS', q.id, 'QUESTION', q.unit, q.visibility, m.id, 'BARRIER', m.unit, 'WORLD', 'bench'
      from numbered q join made m on m.n = q.n where q.n <= ${QUESTIONS}`);
  await q('vacuum analyze');
}
