import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Call, StepName, STEPS, Trip } from './workload.js';

/**
 * Looks at the tables as they stand after a fault, past row security and without the program's help:
 * - acknowledged ⇒ the call, its row, version, audit and outbox are there; not acknowledged ⇒ all of it or none;
 * - nothing is there twice, no number is missing, every chain holds;
 * - once the jobs have run: every row finished, one receipt for each effect, each task and notification once.
 * What ought to be there is written down here by hand, so that the program cannot be wrong in the same way.
 */

export type Rule =
  'LOST' | 'HALF' | 'UNCALLED' | 'TWICE' | 'VERSION' | 'CHAIN' | 'STUCK' | 'RECEIPT' | 'TASK' | 'NOTICE';

export interface Fault {
  rule: Rule;
  /** Title of the question; null for what belongs to none. */
  question: string | null;
  note: string;
}

interface Traces {
  audit: string[];
  /** Event → job kinds that hear of it. */
  events: Record<string, string[]>;
  /** Version and state once this step is the last. */
  question: [number, string];
  revision: [number, string] | null;
  /** Tasks that are then open. */
  open: string[];
}

const QUESTION = ['question.tasks', 'question.tell'];
const REVISION = ['inbox.follow-revision'];

const TRACES: Record<StepName, Traces> = {
  draft: { audit: ['question.created'], events: {}, question: [1, 'DRAFT'], revision: null, open: [] },
  submit: {
    audit: ['question.submitted'],
    events: { 'question.submitted': QUESTION },
    question: [2, 'SUBMITTED'],
    revision: null,
    open: ['TRIAGE'],
  },
  accept: {
    audit: ['question.accepted'],
    events: { 'question.accepted': QUESTION },
    question: [3, 'IN_PROGRESS'],
    revision: null,
    open: ['ANSWER'],
  },
  write: {
    audit: ['revision.drafted'],
    events: {},
    question: [3, 'IN_PROGRESS'],
    revision: [1, 'DRAFT'],
    open: ['ANSWER'],
  },
  send: {
    audit: ['revision.submitted'],
    events: { 'revision.submitted': REVISION },
    question: [3, 'IN_PROGRESS'],
    revision: [2, 'IN_REVIEW'],
    open: ['ANSWER', 'REVIEW'],
  },
  approve: {
    audit: ['revision.approved'],
    events: { 'revision.approved': REVISION },
    question: [3, 'IN_PROGRESS'],
    revision: [3, 'APPROVED'],
    open: ['ANSWER', 'PUBLISH'],
  },
  publish: {
    audit: ['question.answered', 'revision.published'],
    events: { 'question.answered': QUESTION, 'revision.published': [...REVISION, 'notification.watchers'] },
    question: [4, 'ANSWERED'],
    revision: [4, 'PUBLISHED'],
    open: [],
  },
};

/** The one effect that a finished job of this kind leaves a receipt of. */
const EFFECT: Record<string, string> = {
  'question.tasks': 'settle',
  'question.tell': 'tell',
  'inbox.follow-revision': 'settle',
  'notification.watchers': 'tell',
};

/** What is always told, whenever the job comes to it. */
const TOLD: Partial<Record<StepName, string>> = { accept: 'question.accepted', publish: 'question.answered' };

interface Row {
  [column: string]: unknown;
}

class Tables {
  constructor(private readonly client: pg.Client) {}

  async all<T extends Row>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query<T>(sql, values)).rows;
  }
}

export interface CheckOptions {
  /** The jobs have had their time: what follows from the calls must be done too. */
  settled: boolean;
}

/** One snapshot, so that work going on does not disturb. */
export async function check(client: pg.Client, trips: Trip[], { settled }: CheckOptions): Promise<Fault[]> {
  const faults: Fault[] = [];
  await client.query('begin isolation level repeatable read read only');
  try {
    const tables = new Tables(client);
    await checkTrips(tables, trips, faults, settled);
    await checkChains(tables, faults);
    if (settled) await checkJobs(tables, faults);
  } finally {
    await client.query('rollback');
  }
  return faults;
}

type Counts = Map<string, number>;
const count = (rows: Row[], ...columns: string[]): Counts => {
  const counts: Counts = new Map();
  for (const row of rows) {
    const key = columns.map((column) => String(row[column])).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const grouped = <T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

interface Belongings {
  entry: Row[];
  revision: Row[];
  audit: Row[];
  outbox: Row[];
  task: Row[];
  notification: Row[];
}

async function checkTrips(tables: Tables, trips: Trip[], faults: Fault[], settled: boolean): Promise<void> {
  const keys = trips.flatMap(({ calls }) => calls.map(({ key }) => key));
  const committed = count(await tables.all('select key from idempotency where key = any($1)', [keys]), 'key');
  const entries = await tables.all<{ id: string; title: string }>(
    'select id, title, state, version, ref from entry where title = any($1)',
    [trips.map(({ title }) => title)],
  );
  const ids = entries.map(({ id }) => id);
  const of = async (sql: string): Promise<Map<string, Row[]>> =>
    grouped(await tables.all<{ entry: string }>(sql, [ids]), ({ entry }) => entry);
  const revisions = await of(
    'select entry_id as entry, id, state, version, number from revision where entry_id = any($1)',
  );
  const audits = await of('select subject_id as entry, action from audit_event where subject_id = any($1)');
  const outboxes = await of(
    `select entry_id as entry, kind, payload ->> 'event' as event, payload ->> 'notificationId' as notification
       from outbox where entry_id = any($1)`,
  );
  const tasks = await of(
    'select entry_id as entry, task_kind as kind, cause, state from task where entry_id = any($1)',
  );
  const notices = await of(
    'select entry_id as entry, id, person_id as person, reason from notification where entry_id = any($1)',
  );
  const byTitle = grouped(entries, ({ title }) => title);
  for (const trip of trips) {
    const entry = byTitle.get(trip.title) ?? [];
    const its = (rows: Map<string, Row[]>): Row[] => entry.flatMap(({ id }) => rows.get(id) ?? []);
    const have: Belongings = {
      entry,
      revision: its(revisions),
      audit: its(audits),
      outbox: its(outboxes),
      task: its(tasks),
      notification: its(notices),
    };
    const fault = (rule: Rule, note: string): void => void faults.push({ rule, question: trip.title, note });
    const done = checkCalls(trip.calls, committed, have, fault);
    checkStanding(done, have, fault);
    if (settled) checkEffects(done, have, fault);
  }
}

type Note = (rule: Rule, note: string) => void;

/** Every call wholly there or wholly not; answers with those that are. */
function checkCalls(calls: Call[], committed: Counts, have: Belongings, fault: Note): StepName[] {
  const actions = count(have.audit, 'action');
  const jobs = count(have.outbox, 'event', 'kind');
  const made = new Map(calls.map((call) => [call.step, call]));
  const done: StepName[] = [];
  for (const { name } of STEPS) {
    const call = made.get(name);
    const isThere = call !== undefined && committed.has(call.key);
    if (isThere) done.push(name);
    else if (call?.acknowledged) fault('LOST', `${name} was acknowledged`);
    const wanted = isThere ? 1 : 0;
    const look = (what: string, found: number): void => {
      if (found > 1) fault('TWICE', `${name}: ${found} of ${what}`);
      else if (found < wanted) fault('HALF', `${name}: no ${what}`);
      else if (found > wanted) fault('UNCALLED', `${name}: ${what}, but no such call was committed`);
    };
    for (const action of TRACES[name].audit) look(`audit ${action}`, actions.get(action) ?? 0);
    for (const [event, kinds] of Object.entries(TRACES[name].events))
      for (const kind of kinds) look(`outbox ${event} ${kind}`, jobs.get(`${event} ${kind}`) ?? 0);
  }
  return done;
}

/** Rows stand where the last committed step left them: one version for each step, no more, no fewer. */
function checkStanding(done: StepName[], have: Belongings, fault: Note): void {
  const last = done.at(-1);
  const standing = last ? TRACES[last] : null;
  const look = (what: string, rows: Row[], wanted: [number, string] | null): void => {
    if (rows.length > 1) fault('TWICE', `${rows.length} ${what}s`);
    const [row] = rows;
    const found = row ? `${String(row.version)} ${String(row.state)}` : 'none';
    const right = wanted ? wanted.join(' ') : 'none';
    if (found !== right) fault('VERSION', `${what} is ${found}, after ${last ?? 'nothing'} it must be ${right}`);
  };
  look('question', have.entry, standing?.question ?? null);
  look('revision', have.revision, standing?.revision ?? null);
  const numbered = have.entry[0] !== undefined && have.entry[0].ref !== null;
  if (numbered !== done.includes('submit'))
    fault('VERSION', numbered ? 'numbered too early' : 'submitted without a number');
}

/** What the jobs made of it, once. */
function checkEffects(done: StepName[], have: Belongings, fault: Note): void {
  for (const [task, times] of count(have.task, 'kind', 'cause')) if (times > 1) fault('TASK', `${times} of ${task}`);
  const open = have.task.filter(({ state }) => state === 'OPEN' || state === 'CLAIMED').map(({ kind }) => String(kind));
  const last = done.at(-1);
  const wanted = last ? TRACES[last].open : [];
  if (open.sort().join() !== [...wanted].sort().join())
    fault(
      'TASK',
      `open: ${open.join(', ') || 'none'}; after ${last ?? 'nothing'} it must be ${wanted.join(', ') || 'none'}`,
    );

  // Each event comes once to a question, so whoever is told twice of the same has been told twice of one event.
  for (const [notice, times] of count(have.notification, 'person', 'reason'))
    if (times > 1) fault('NOTICE', `${times} of ${notice}`);
  const told = count(have.notification, 'reason');
  for (const step of done) {
    const reason = TOLD[step];
    if (reason && !told.has(reason)) fault('NOTICE', `nobody was told ${reason}`);
  }
  const mails = count(
    have.outbox.filter(({ notification }) => notification !== null),
    'notification',
  );
  for (const { id } of have.notification)
    if (mails.get(String(id)) !== 1) fault('NOTICE', `${mails.get(String(id)) ?? 0} mails of one notification`);
}

/** Numbers without a gap, each hash reckoned from the one before, the head where the last event is. */
async function checkChains(tables: Tables, faults: Fault[]): Promise<void> {
  const events = await tables.all<{ subject: string; seq: string; line: string; hash: Buffer }>(
    'select subject_id as subject, seq, line, hash from audit_event order by subject_id, seq',
  );
  const heads = await tables.all<{ subject: string; seq: string; hash: Buffer }>(
    'select subject_id as subject, seq, hash from audit_head where seq > 0',
  );
  const chains = grouped(events, ({ subject }) => subject);
  const fault = (subject: string, note: string): void =>
    void faults.push({ rule: 'CHAIN', question: null, note: `${subject}: ${note}` });
  for (const head of heads) {
    let seq = 0;
    let hash: Buffer = createHash('sha256')
      .update(Buffer.from(head.subject.replaceAll('-', ''), 'hex'))
      .digest();
    for (const event of chains.get(head.subject) ?? []) {
      if (Number(event.seq) !== ++seq) fault(head.subject, `number ${seq} is missing`);
      seq = Number(event.seq);
      hash = createHash('sha256').update(hash).update(event.line).digest();
      if (!hash.equals(event.hash)) fault(head.subject, `number ${seq} does not follow from the one before`);
      hash = event.hash;
    }
    if (Number(head.seq) !== seq || !head.hash.equals(hash))
      fault(head.subject, `the head is at ${head.seq}, not ${seq}`);
    chains.delete(head.subject);
  }
  for (const subject of chains.keys()) fault(subject, 'no head');
}

/** Nothing due is unfinished or given up; a finished job has its receipt and no other. */
async function checkJobs(tables: Tables, faults: Fault[]): Promise<void> {
  for (const row of await tables.all(
    `select kind, id, attempts, failure from outbox where due_at <= now() and (finished_at is null or failed_at is not null)
      union all select kind, outbox_id, attempts, 'dead: ' || error from dead_letter where redriven_at is null`,
  ))
    faults.push({ rule: 'STUCK', question: null, note: JSON.stringify(row) });
  const finished = await tables.all<{ id: string; kind: string; receipts: string[] }>(
    `select o.id, o.kind, array_remove(array_agg(r.effect || case when r.done_at is null then ' undone' else '' end), null) as receipts
       from outbox o left join job_receipt r on r.outbox_id = o.id
      where o.finished_at is not null and o.kind = any($1) group by o.id`,
    [Object.keys(EFFECT)],
  );
  for (const { id, kind, receipts } of finished)
    if (receipts.join() !== EFFECT[kind])
      faults.push({ rule: 'RECEIPT', question: null, note: `${kind} ${id}: ${receipts.join() || 'none'}` });
}
