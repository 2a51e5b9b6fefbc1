#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `node bench/dossiers.js [--ask 300]`: the board of dossiers as its page asks for it, over 5,000 dossiers with 30,000
 * stages, 2,000 goals tracked in them and 10,000 barriers that they would resolve, through the program as it runs in
 * production, row security on. One request at a time, so that what is measured is the answer and not a queue.
 */

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const DOSSIERS = 5_000;
const BARRIERS = 10_000;
const GOALS = 2_000;
const ASKED = Number(process.argv[process.argv.indexOf('--ask') + 1]) || 300;
const say = (line) => process.stderr.write(`${line}\n`);

execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { rolePasswords } = await compiled('src/platform/database/roles.js');
const { seedReference, seedDemoPeople } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const { makeGenerator } = await import('./generate.js');
const { stopAll } = await import('./processes.js');
const { SECRET, signIn, startLagrum } = await import('./contestants.js');
const { headersFor } = await import('./reads.js');

const CARD = `id ref title type state currentStage currentStageOn verified barrierCount
  barriers(first: 1) { id ref title weight { value } } datesAhead(first: 1) { id kind on milestone { id kind } }`;
const BOARD = `query ($filter: DossierFilter) { dossierBoard(filter: $filter) { total columns { stage count cards(first: 5) { ${CARD} } } } }`;
const LIST = `query ($filter: DossierFilter) { dossiers(first: 20, filter: $filter) { totalCount pageInfo { endCursor } nodes { ${CARD} } } }`;
const DATES = `query { deadlines(first: 50) { nodes { id kind on dossier { id ref title } milestone { id kind } } } }`;
const CASES = {
  'the board': { query: BOARD },
  'the board, words that many have': { query: BOARD, variables: { filter: { query: 'skola' } } },
  'the board, words that none has': { query: BOARD, variables: { filter: { query: 'finnsinte' } } },
  'the board of what is in force': { query: BOARD, variables: { filter: { states: ['IN_FORCE'] } } },
  'one column, 20 cards': { query: LIST, variables: { filter: { states: ['OPEN', 'RESTING'], stages: ['REFERRAL'] } } },
  'dates ahead': { query: DATES },
};

const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded = null;
let generator = null;
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
  const bed = { root, bench, folder, url: embedded.url, generator };
  await signIn(bed);
  say(`${DOSSIERS} dossiers …`);
  await fill();
  const server = await startLagrum(bed);
  const table = [];
  for (const [name, asked] of Object.entries(CASES))
    for (const reader of asked.query === DATES ? ['lawyer', 'municipal'] : ['lawyer', 'municipal', null])
      table.push({ name, ...(await measure(server, reader, asked)) });
  await server.stop();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  process.stdout.write(
    [
      `Dossiers: ${DOSSIERS}, ${GOALS} goals, ${BARRIERS} barriers; commit ${commit}, Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; ${ASKED} requests of each, one at a time.`,
      '',
      '| What | Reader | median ms | p99 ms |',
      '|---|---|---|---|',
      ...table.map(
        ({ name, reader, median, p99 }) => `| ${name} | ${reader} | ${median.toFixed(1)} | ${p99.toFixed(1)} |`,
      ),
      '',
    ].join('\n'),
  );
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await stopAll();
  await generator?.end().catch(() => undefined);
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(server, reader, { query, variables = {} }) {
  const ask = async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: headersFor(reader),
      body: JSON.stringify({ query, variables }),
    });
    const answer = await response.json();
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
  for (let i = 0; i < 20; i++) await ask();
  const times = [];
  for (let i = 0; i < ASKED; i++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return {
    reader: reader ?? 'nobody signed in',
    median: times[Math.floor(times.length / 2)],
    p99: times[Math.ceil(times.length * 0.99) - 1],
  };
}

/** Dossiers, goals and barriers by number, linked as in life: most dossiers would resolve a few, some very many. */
async function fill() {
  const q = (text, values) => generator.query(text, values);
  const things = async (table, kind, type, ref, count, state) => {
    await q(`create temp table ${table} as
      select n, pg_temp.typed_id(${type}, '2020-01-01Z'::timestamptz + n * interval '1 hour', '${table}' || n) as id,
        s.org, s.unit, s.lawyer, '2020-01-01Z'::timestamptz + n * interval '1 hour' as at, ${state} as state
      from generate_series(1, ${count}) as n cross join (select * from staff limit 1) s`);
    await q(`insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, created_at, updated_at, published_at)
      select id, '${kind}', '${ref}-' || (1000 + n), 'Nummer ' || n || ' om ' || (array['skola','vård','socialtjänst','arkiv','upphandling'])[1 + n % 5],
        org, unit, 'PUBLIC', 'WORLD', state, 'bench', at, at, at from ${table}`);
  };
  await things(
    'made_dossier',
    'DOSSIER',
    0x26,
    'L',
    DOSSIERS,
    `case when n % 10 < 6 then 'OPEN' when n % 10 = 6 then 'RESTING' when n % 10 < 9 then 'IN_FORCE' else 'LAPSED' end`,
  );
  await things('made_goal', 'GOAL', 0x24, 'P', GOALS, `'ACTIVE'`);
  await things(
    'made_barrier',
    'BARRIER',
    0x22,
    'H',
    BARRIERS,
    `case when n % 3 = 0 then 'PURSUED' else 'CONFIRMED' end`,
  );
  const way = `array['DIRECTIVE','INQUIRY','REFERRAL','COUNCIL_ON_LEGISLATION','BILL','COMMITTEE_REPORT','DECISION','ISSUED','IN_FORCE']`;
  await q(`insert into dossier (id, entry_id, kind, owner_unit_id, visibility, type, summary, current_stage, current_stage_on, responsible_id)
    select id, id, 'DOSSIER', unit, 'WORLD', 'STATUTE', repeat('Vad ärendet gäller och varför det spelar roll. ', 10),
      case when state = 'IN_FORCE' then 'IN_FORCE' else (${way})[1 + pg_temp.draw(n, 1, 8)] end, date '2026-01-01' - pg_temp.draw(n, 2, 900), lawyer
      from made_dossier`);
  await q(`insert into dossier_stage (id, entry_id, kind, owner_unit_id, visibility, stage, date, document_id, title, deadline)
    select pg_temp.typed_id(144, m.at, 'stage' || m.n || s), m.id, 'DOSSIER', m.unit, 'WORLD', (${way})[s], date '2026-01-01' - 900 + s * 60,
      case when s = 2 then 'sou/2026:' || m.n end, 'Ett dokument om ' || m.n,
      case when s = 3 then date '2026-06-01' + pg_temp.draw(m.n, 3, 700) end
      from made_dossier m cross join generate_series(1, 6) as s`);
  await q(`insert into dossier_milestone (id, entry_id, kind, owner_unit_id, visibility, stage_id, milestone, working_days_before, due_on)
    select pg_temp.typed_id(146, m.at, 'milestone' || m.n || k), m.id, 'DOSSIER', m.unit, 'WORLD', pg_temp.typed_id(144, m.at, 'stage' || m.n || 3),
      (array['DRAFT','UNITS','BOARD','SEND'])[k], 25 - k * 5, date '2026-06-01' + pg_temp.draw(m.n, 3, 700) - (25 - k * 5)
      from made_dossier m cross join generate_series(1, 4) as k where m.state = 'OPEN' and m.n % 3 = 0`);
  await q(
    `insert into goal (id, entry_id, kind, owner_unit_id, visibility) select id, id, 'GOAL', unit, 'WORLD' from made_goal`,
  );
  await q(`insert into barrier (id, entry_id, kind, owner_unit_id, visibility, ref_number, summary, layer, severity, search_text, public_weight)
    select id, id, 'BARRIER', unit, 'WORLD', 1000 + n, 'Nämnden får inte.', 'LEGAL', 'HIGH', 'hinder', pg_temp.draw(n, 4, 400) from made_barrier`);
  const link = (type, from, to, numbers, where = 'true') =>
    q(`insert into link (id, type, from_id, from_kind, from_unit_id, from_visibility, to_id, to_kind, to_unit_id, to_visibility, created_by)
      select gen_random_uuid(), '${type}', f.id, '${from.toUpperCase()}', f.unit, 'WORLD', o.id, '${to.toUpperCase()}', o.unit, 'WORLD', 'bench'
        from made_${from} f cross join lateral unnest(array[${numbers.join(', ')}]) as chosen(n)
        join made_${to} o on o.n = chosen.n where ${where} on conflict do nothing`);
  await link('TRACKED_IN', 'goal', 'dossier', [
    `1 + pg_temp.draw(f.n, 5, ${DOSSIERS})`,
    '1 + pg_temp.draw(f.n, 6, 200)',
  ]);
  await link('PURSUED_BY', 'barrier', 'goal', [`1 + pg_temp.draw(f.n, 7, ${GOALS})`]);
  await link('RESOLVED_BY', 'barrier', 'dossier', [`1 + pg_temp.draw(f.n, 8, ${DOSSIERS})`], 'f.n % 5 = 0');
  await q('vacuum analyze');
}
