import type { Command } from 'commander';
import { CommandFailure, type CommandLine } from '../command-line.js';
import { isId } from '../ids.js';
import { JobQueries, JobRow, JobState } from './queries.js';

const STATES: readonly JobState[] = ['PENDING', 'FINISHED', 'DEAD'];

/** What operators do with jobs: look, and let a dead one try again. */
export function jobsCommand(program: Command, cli: CommandLine): void {
  const jobs = program
    .command('jobs')
    .description('Jobb: visa, och låt ett som gett upp försöka igen. (Jobs: list, retry.)');
  cli
    .add(jobs, 'list', 'Visar jobben, de nyaste först. (Lists jobs, newest first.)', async (_, options) => {
      const state = String(options.state).toUpperCase() as JobState;
      if (!STATES.includes(state)) throw new CommandFailure(`--state är ${STATES.join(', ')}. (One of these.)`, 2);
      const first = Number(options.first);
      if (!Number.isInteger(first) || first < 1 || first > 500)
        throw new CommandFailure('--first är 1–500. (1–500.)', 2);
      const kind = options.kind as string | undefined;
      return cli.withApp(async (app) => {
        const queries = app.get(JobQueries, { strict: false });
        const [rows, total] = await Promise.all([queries.page({ state, kind, first }), queries.count(state, kind)]);
        return {
          text: rows.length ? `${rows.map(line).join('\n')}\n${rows.length} av ${total}.` : 'Inga jobb. (No jobs.)',
          json: { total, jobs: rows },
        };
      });
    })
    .option('--state <state>', `${STATES.join(', ')}`, 'DEAD')
    .option('--kind <kind>', 'bara ett slag (one kind only)')
    .option('--first <n>', 'hur många (how many)', '50');
  cli.add(
    jobs,
    'retry <id>',
    'Låter ett jobb som gett upp försöka igen. (Lets a dead job try again.)',
    async ([id = '']) => {
      if (!isId(id, 'Job'))
        throw new CommandFailure('Det är inget jobb-id; se npx lagrum jobs list. (Not the id of a job.)', 2);
      const done = await cli.withApp((app) => app.get(JobQueries, { strict: false }).redrive(id, 'command-line'));
      if (!done) throw new CommandFailure('Inget jobb som gett upp har det id:t. (No dead job has that id.)');
      return {
        text: `Jobbet ${id} försöker igen när en arbetare är igång. (It will be tried again.)`,
        json: { id, redriven: true },
      };
    },
  );
}

function line(row: JobRow): string {
  return [row.id, row.createdAt.toISOString(), row.kind, row.state, `${row.attempts} försök`, row.failure ?? '']
    .join('  ')
    .trimEnd();
}
