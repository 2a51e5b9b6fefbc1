import { startLagrum } from './contestants.js';
import { cpuOf, cpuOfPostgres } from './processes.js';
import { headersFor } from './reads.js';

/** Actions through GraphQL, and the jobs that follow from them. */

const SHOWN = '{ question { id version state } userErrors { code path message } }';
const steps = [
  {
    by: 'municipal',
    name: 'questionDraft',
    input: (_, n) => ({
      title: `Får vi dela uppgifter om bygglov? (${n})`,
      text: 'Nämnden undrar vad som gäller.',
      facts: null,
      deIdentified: true,
    }),
  },
  { by: 'municipal', name: 'questionSubmit' },
  { by: 'lawyer', name: 'questionAccept' },
  { by: 'lawyer', name: 'questionRequestInformation', input: () => ({ message: 'Vilket system gäller det?' }) },
  { by: 'municipal', name: 'questionProvideInformation', input: () => ({ message: 'Ärendehanteringen.' }) },
  { by: 'municipal', name: 'questionWithdraw' },
];

async function act(server, step, question, n) {
  const type = step.name[0].toUpperCase() + step.name.slice(1);
  const input = {
    ...(question ? { id: question.id, expectedVersion: question.version } : {}),
    ...step.input?.(question, n),
  };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: headersFor(step.by),
    body: JSON.stringify({
      query: `mutation A($input: ${INPUTS[step.name] ?? `${type}Input`}!) { ${step.name}(input: $input) ${SHOWN} }`,
      variables: { input },
    }),
  });
  const answer = await response.json();
  const payload = answer.data?.[step.name];
  if (!payload || payload.userErrors?.length) throw new Error(`${step.name}: ${JSON.stringify(answer).slice(0, 600)}`);
  return payload.question;
}

const INPUTS = {
  questionRequestInformation: 'QuestionMessageInput',
  questionProvideInformation: 'QuestionMessageInput',
  questionWithdraw: 'QuestionNoteInput',
};

const quantile = (values, share) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Ten people at once, each taking question after question through six actions; every one is committed and answered. */
export async function transitions(bed, server, { seconds }) {
  const times = [];
  let n = 0;
  let until = performance.now() + 2_000;
  const person = async () => {
    while (performance.now() < until) {
      let question = null;
      for (const step of steps) {
        const began = performance.now();
        question = await act(server, step, question, ++n);
        times.push(performance.now() - began);
        if (performance.now() >= until) break;
      }
    }
  };
  const crowd = () => Promise.all(Array.from({ length: 10 }, person));
  await crowd();
  times.length = 0;
  const before = { node: cpuOf(server.pid), postgres: cpuOfPostgres(bed.postmaster) };
  const began = performance.now();
  until = began + seconds * 1000;
  await crowd();
  const took = (performance.now() - began) / 1000;
  return {
    rate: times.length / took,
    node: ((cpuOf(server.pid) - before.node) / times.length) * 1000,
    postgres: ((cpuOfPostgres(bed.postmaster) - before.postgres) / times.length) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

const waiting = async (bed) =>
  (
    await bed.generator.query(
      `select count(*)::int as n from outbox where finished_at is null and failed_at is null and due_at <= now()`,
    )
  ).rows[0].n;

async function settled(bed, patience = 180_000) {
  const until = performance.now() + patience;
  while ((await waiting(bed)) > 0) {
    if (performance.now() > until) throw new Error(`${await waiting(bed)} jobs were left after ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What the actions above left in the outbox, worked off by one worker process; then single actions, to time the pickup. */
export async function jobs(bed, { singles }) {
  const backlog = await waiting(bed);
  const { rows: since } = await bed.generator.query('select now() as at');
  const worker = await startLagrum(bed, { entrance: 'worker', env: { WORKER: 'true' }, cores: null });
  const server = await startLagrum(bed, { cores: null });
  await settled(bed);
  const { rows: drained } = await bed.generator.query(
    `select count(*)::int as n, extract(epoch from max(finished_at) - min(finished_at))::float as seconds
       from outbox where finished_at >= $1`,
    [since[0].at],
  );
  // Whether a rate is the worker's or a straggler's shows in the seconds.
  const { rows: seconds } = await bed.generator.query(
    `select count(*)::int as n from outbox where finished_at >= $1 group by date_trunc('second', finished_at) order by n`,
    [since[0].at],
  );
  const { rows: from } = await bed.generator.query('select now() as at');
  for (let n = 0; n < singles; n++) {
    const question = await act(server, steps[0], null, n);
    await act(server, steps[1], question, n);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await settled(bed);
  const { rows: picked } = await bed.generator.query(
    `select count(effect)::int as n,
        percentile_cont(0.5) within group (order by effect) as p50, percentile_cont(0.99) within group (order by effect) as p99,
        percentile_cont(0.5) within group (order by finished) as f50, percentile_cont(0.99) within group (order by finished) as f99
       from (select extract(epoch from (select min(r.done_at) from job_receipt r where r.outbox_id = o.id) - o.created_at) * 1000 as effect,
               extract(epoch from o.finished_at - o.created_at) * 1000 as finished
             from outbox o where o.created_at >= $1 and o.due_at <= o.created_at + interval '1 millisecond'
               and o.kind like 'question.%') t`,
    [from[0].at],
  );
  const { rows: dead } = await bed.generator.query('select count(*)::int as n from dead_letter');
  await server.stop();
  await worker.stop();
  return {
    backlog,
    ...drained[0],
    rate: drained[0].n / drained[0].seconds,
    typical: seconds[seconds.length >> 1].n,
    busiest: seconds.at(-1).n,
    pickup: picked[0],
    dead: dead[0].n,
  };
}
