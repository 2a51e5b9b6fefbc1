/** The result as a page: figures with what they were taken on, ratios from interleaved rounds. */

const n = (value, digits = 0) => Number(value).toFixed(digits);
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, i) => (i ? '---:' : '---')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

const TITLES = {
  municipal: 'Dossier, signed in as a municipal officer (sees the questions of one unit)',
  lawyer: "Dossier, signed in as the association's lawyer (sees every municipality's)",
  anonymous: 'Public guidance, nobody signed in',
};

export function report({
  commit,
  date,
  machine,
  node22,
  postgraphile,
  plan,
  short,
  data,
  reads,
  memory,
  profiles,
  busy,
  actions,
  work,
  growth,
  started,
}) {
  const parts = [
    '# What Lagrum takes, measured',
    `Commit ${commit}, ${date}, ${short ? 'short' : 'full'} form. ${machine.cores} cores (${machine.model.trim()}), Node ${machine.node} for Lagrum and Fastify, ` +
      `Node ${node22} for PostGraphile ${postgraphile}, PostgreSQL ${machine.postgres} (embedded, fsync on). ` +
      `${data.questions} questions and ${data.guidance} public guidances over ${data.organisations} organisations, ${data.events} audit events, ${data.size}. ` +
      `10 connections, pools of 10, ${plan.rounds} interleaved rounds of ${plan.duration} s each. ` +
      (machine.canPin
        ? 'The server under test is pinned to core 0, PostgreSQL and the asking program to the others; nothing keeps other programs off them.'
        : 'Nothing is pinned (no taskset here).'),
    `The load average was ${n(busy[0], 1)} before and ${n(busy[1], 1)} at the end: above the number of cores, others were working too.`,
    'Ratios are medians of ratios within a round. Where others compete for the cores, requests a second and latencies say as much ' +
      'about them as about the contestants: then read the columns per CPU second (Node and PostgreSQL together). The answers of all ' +
      'were compared, value by value, before and after the timing.',
    '## Reads',
  ];
  for (const [key, rows] of Object.entries(reads)) {
    parts.push(
      `### ${TITLES[key]}`,
      table(
        [
          'Way',
          'req/s',
          'lowest–highest',
          'req per CPU s',
          'Node / PG ms CPU a request',
          'p50 ms',
          'p99 ms',
          'kB',
          'to PostGraphile',
          'per CPU s',
          'to the limit',
          'per CPU s',
        ],
        rows.map((row) => [
          row.name,
          n(row.rate),
          `${n(row.spread[0])}–${n(row.spread[1])}`,
          n(row.perCpuSecond),
          `${n(row.node, 2)} / ${n(row.postgres, 2)}`,
          n(row.p50),
          n(row.p99),
          n(row.kilobytes, 1),
          n(row.toPeer, 2),
          n(row.toPeerPerCpu, 2),
          n(row.toLimit, 2),
          n(row.toLimitPerCpu, 2),
        ]),
      ),
    );
  }
  parts.push(
    'Goals of a later issue: ≥ 2 times PostGraphile, ≥ 1.7 per CPU second, ≥ 0.6 of the limit.',
    '## Actions and jobs',
    table(
      ['What', 'Figure', 'Goal'],
      [
        [
          'Actions through GraphQL, 10 at once',
          `${n(actions.rate)}/s; p50 ${n(actions.p50)} ms, p99 ${n(actions.p99)} ms; Node / PG ${n(actions.node, 2)} / ${n(actions.postgres, 2)} ms CPU each`,
          '≥ 150/s',
        ],
        [
          `Jobs, one worker, a backlog of ${work.backlog}`,
          `${n(work.rate)}/s (${work.n} in ${n(work.seconds, 1)} s, ${work.dead} dead); ${work.typical} in the median second, ${work.busiest} in the busiest`,
          '≥ 400/s',
        ],
        [
          `Pickup of ${work.pickup.n} single jobs: committed → effect`,
          `p50 ${n(work.pickup.p50)} ms, p99 ${n(work.pickup.p99)} ms`,
          'p99 ≤ 50 ms',
        ],
        ['… → finished', `p50 ${n(work.pickup.f50)} ms, p99 ${n(work.pickup.f99)} ms`, ''],
      ],
    ),
    '## Start and memory',
    table(
      ['What', 'Figure', 'Goal'],
      [
        ['From an empty folder to ready', started.cold.map((ms) => `${n(ms / 1000, 1)} s`).join(', '), '≤ 10 s'],
        ['Second start', started.warm.map((ms) => `${n(ms / 1000, 1)} s`).join(', '), '≤ 3 s'],
        [
          `\`lagrum start\` (API and worker), 200 requests later (${started.memory.rows} questions in each answer)`,
          `${n(started.memory.before)} → ${n(started.memory.after)} MB`,
          '≤ 250 MB',
        ],
        [
          'API alone, 20,000 questions: started → 200 dossiers → all rounds above',
          `${n(memory.idle)} → ${n(memory.some)} → ${n(memory.after)} MB`,
          '≤ 250 MB',
        ],
      ],
    ),
    '## Growth: the dossier over more rows, one request at a time, sizes in turns',
    table(
      [
        'Questions (entries)',
        'Reader',
        'Rows answered',
        'mean ms',
        'Node / PG ms CPU a request',
        'CPU against the smallest full page',
      ],
      growth.map((row) => [
        `${row.questions} (${row.entries})`,
        row.reader,
        row.rows,
        n(row.mean, 1),
        `${n(row.node, 2)} / ${n(row.postgres, 2)}`,
        `${n(row.toBase, 2)} (${row.from})`,
      ]),
    ),
    'A size with fewer than 20 rows for its reader does less work and is no base. ' + 'Goal: ≤ 2 times apart.',
  );
  for (const [reader, { parts: costs, areas, functions }] of Object.entries(profiles)) {
    parts.push(
      `## Where the time goes (${reader})`,
      'The same list with one relation at a time, CPU ms a request.',
      table(
        ['Asked for', 'Node', 'PostgreSQL'],
        costs.map((row) => [row.name, n(row.node, 2), n(row.postgres, 2)]),
      ),
      'Samples of the whole dossier in Node.',
      table(
        ['Part', 'Share of busy time'],
        areas.map(({ name, share }) => [name, `${n(share * 100, 1)} %`]),
      ),
      table(
        ['Function (self)', 'Share'],
        functions.map(({ name, share }) => [name, `${n(share * 100, 1)} %`]),
      ),
    );
  }
  return parts.join('\n\n') + '\n';
}
