import type { INestApplicationContext } from '@nestjs/common';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { unitKeys } from '../access/organisation.seed.js';
import { personIdOf } from '../access/person.seed.js';
import { WorkingDays } from '../calendar/working-days.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { FileStore } from '../catalogue/file-store.service.js';
import { FileService } from '../catalogue/file.service.js';
import { EntryParts } from '../catalogue/parts.service.js';
import { subjectAreaKeys } from '../catalogue/subject-area.seed.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { stepOf, stepsTaken, walkOf } from '../platform/database/seed-walk.js';
import { keysOf, SeedError, SeedFiles, SeedLog } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { JobService } from '../platform/jobs/jobs.module.js';
import { CaseLog } from './case-log.service.js';
import { DecisionAppeal, DocumentKind, PartyRole } from './case-parts.entity.js';
import { CaseRegister } from './case-register.service.js';
import { Retention } from './case.entity.js';
import { CaseService } from './case.service.js';
import { DiaryNumbers } from './diary-numbers.service.js';

const DEMO = 'demo/cases.json';

const daysAgo = z.number().int().min(0).max(1_000);
const StepSeed = z.discriminatedUnion('action', [
  z.object({ action: z.literal('addParty'), name: z.string().min(1), role: z.enum(PartyRole) }),
  z.object({
    action: z.literal('registerDocument'),
    kind: z.enum(DocumentKind),
    title: z.string().min(1),
    correspondent: z.string().optional(),
    ground: z.string().optional(),
    file: z.object({ name: z.string(), text: z.string().min(1) }).optional(),
    daysAgo,
  }),
  z.object({ action: z.literal('addNote'), text: z.string().min(1) }),
  z.object({ action: z.literal('markSecrecy'), ground: z.string().min(1) }),
  z.object({
    action: z.literal('decide'),
    decidedBy: z.string().min(1),
    delegation: z.string().optional(),
    text: z.string().min(1),
    /** Number of the document that holds it. */
    document: z.number().int().min(1),
    appeal: z.enum(DecisionAppeal),
    daysAgo,
  }),
  z.object({ action: z.literal('expedite'), to: z.string().min(1), daysAgo }),
  z.object({ action: z.literal('logRelease'), text: z.string().min(1), daysAgo }),
  z.object({ action: z.literal('linkQuestion'), diaryNumber: z.string() }),
  z.object({ action: z.literal('linkBarrier'), title: z.string() }),
  z.object({ action: z.literal('due'), workingDaysAhead: z.number().int().min(0).max(250), text: z.string() }),
  z.object({ action: z.literal('retention'), retention: z.enum(Retention) }),
  z.object({ action: z.literal('close') }),
]);
type Step = z.infer<typeof StepSeed>;

const CaseSeed = z.object({
  key: z.string(),
  by: z.string(),
  unit: z.string(),
  title: z.string().min(1).max(300),
  summary: z.string().min(1),
  /** The walk knows a case again by it when its idempotency keys have been cleared away. */
  diaryNumber: z.string().min(1),
  foreignReference: z.string().nullable(),
  classCode: z.string(),
  subjectAreas: z.array(z.string()).min(1),
  openedDaysAgo: daysAgo,
  steps: z.array(StepSeed),
});
type DemoCase = z.infer<typeof CaseSeed>;

const DemoSeed = z.object({
  formats: z.array(z.object({ unit: z.string(), by: z.string(), pattern: z.string() })),
  cases: z.array(CaseSeed),
});

/**
 * The demo cases, taken through the same services as everybody, as the demo people. Every step carries an idempotency key:
 * a second run takes none again. After the demo questions and barriers, which they are linked to; answers with the steps
 * taken.
 */
export async function seedDemoCases(
  app: INestApplicationContext,
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<number> {
  const walk = new CaseWalk(app, files);
  const { formats, cases } = files.json(DEMO, DemoSeed);
  keysOf(DEMO, cases);
  const unit = unitKeys(files);
  const area = subjectAreaKeys(files);
  for (const one of [...formats, ...cases]) unit(one.unit, DEMO);
  for (const one of cases) for (const key of one.subjectAreas) area(key, DEMO);
  let taken = 0;
  for (const format of formats) taken += await walk.setFormat(format);
  for (const one of cases) {
    const steps = await walk.take(one);
    if (steps > 0) log(`${one.key}: ${steps} steg`);
    taken += steps;
  }
  return taken;
}

class CaseWalk {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly files: SeedFiles,
  ) {}

  async setFormat({ unit, by, pattern }: { unit: string; by: string; pattern: string }): Promise<number> {
    const there = await this.db.reads.plain('seed_diary_format', 'select 1 from diary_format where unit_id = $1', [
      seedId('Unit', unit),
    ]);
    if (there.length > 0) return 0;
    const call = stepOf(`${walkOf(unit)}-diary-format`, 'diaryFormatSet');
    const actor = await this.actor(by);
    await this.get(DiaryNumbers).setFormat(actor.calling(call), { unit: seedId('Unit', unit), pattern });
    return 1;
  }

  async take(demo: DemoCase): Promise<number> {
    const walk = walkOf(demo.key);
    const actor = await this.actor(demo.by);
    const there = await this.db.reads.one(
      actor,
      'seed_demo_case',
      'select 1 from case_file where owner_unit_id = $1 and diary_number = $2',
      [seedId('Unit', demo.unit), demo.diaryNumber],
    );
    const done = await stepsTaken(this.db, walk);
    // It was walked so long ago that its keys are gone, or somebody has the number: theirs who work with it.
    if (there && done.size === 0) return 0;
    if (done.size === demo.steps.length + 1) return 0;
    const { id } = await this.get(CaseService).open(actor.calling(stepOf(`${walk}-open`, 'caseOpen')), {
      title: demo.title,
      summary: demo.summary,
      unitId: seedId('Unit', demo.unit),
      diaryNumber: demo.diaryNumber,
      foreignReference: demo.foreignReference,
      classCode: demo.classCode,
      openedOn: this.ago(demo.openedDaysAgo),
      subjectAreas: demo.subjectAreas.map((key) => seedId('SubjectArea', key)),
    });
    for (const [index, step] of demo.steps.entries()) {
      const key = `${walk}-${index}-${step.action}`;
      if (!done.has(key)) await this.step(actor, stepOf(key, step.action), id, demo, step);
    }
    await this.get(JobService).drain();
    return demo.steps.length + 1 - done.size;
  }

  private async step(
    actor: Actor,
    call: ReturnType<typeof stepOf>,
    id: string,
    demo: DemoCase,
    step: Step,
  ): Promise<unknown> {
    const by = actor.calling(call);
    const register = this.get(CaseRegister);
    switch (step.action) {
      case 'addParty':
        return register.addParty(by, { case: id, name: step.name, role: step.role });
      case 'addNote':
        return register.addNote(by, { case: id, body: step.text });
      case 'markSecrecy':
        return register.markSecrecy(by, { case: id, ground: step.ground });
      case 'registerDocument':
        return register.registerDocument(by, {
          case: id,
          kind: step.kind,
          title: step.title,
          correspondent: step.correspondent,
          secrecyGround: step.ground,
          date: this.ago(step.daysAgo),
          ...(step.file ? { upload: await this.upload(actor, step.file.text), fileName: step.file.name } : {}),
        });
      case 'decide':
        return register.decide(by, {
          ...(await this.version(actor, id)),
          decidedBy: step.decidedBy,
          delegation: step.delegation,
          outcome: step.text,
          decidedOn: this.ago(step.daysAgo),
          document: await this.part(actor, 'document', id, step.document),
          appeal: step.appeal,
        });
      case 'expedite':
        return register.expedite(by, {
          case: id,
          decision: await this.part(actor, 'decision', id, 1),
          to: step.to,
          date: this.ago(step.daysAgo),
        });
      case 'logRelease':
        return this.get(CaseLog).logRelease(by, { case: id, body: step.text, date: this.ago(step.daysAgo) });
      case 'linkQuestion': {
        const from = await this.entry(actor, demo, 'question', step.diaryNumber);
        return this.get(EntryParts).addLink(by, { from, type: LinkType.ASKS_IN, to: id });
      }
      case 'linkBarrier': {
        const to = await this.entry(actor, demo, 'barrier', step.title);
        return this.get(EntryParts).addLink(by, { from: id, type: LinkType.CONCERNS, to });
      }
      case 'due':
        return this.get(CaseService).update(by, {
          ...(await this.version(actor, id)),
          dueOn: this.get(WorkingDays).addWorkingDays(this.today, step.workingDaysAhead),
          dueWhat: step.text,
        });
      case 'retention':
        return this.get(CaseService).update(by, { ...(await this.version(actor, id)), retention: step.retention });
      case 'close':
        return this.get(CaseService).close(by, await this.version(actor, id));
    }
  }

  private get db(): Database {
    return this.get(Database);
  }

  private get today(): string {
    return this.get(Clock).today();
  }

  private get<T>(service: new (...args: never[]) => T): T {
    return this.app.get<T>(service as never, { strict: false });
  }

  private async actor(email: string): Promise<Actor> {
    const found = await this.get(ActorService).ofPerson(personIdOf(this.files, email, DEMO));
    if (!found) throw new SeedError(DEMO, email, 'is not in the database: seed the demo people first');
    return found;
  }

  private ago(days: number): string {
    return new Date(Date.parse(`${this.today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  }

  private async upload(actor: Actor, text: string): Promise<string> {
    const stored = await this.get(FileStore).receive(Readable.from([Buffer.from(`${text}\n`)]));
    return this.get(FileService).ticket(actor, stored);
  }

  private async version(actor: Actor, id: string): Promise<{ id: string; expectedVersion: number }> {
    const row = await this.db.reads.one<{ version: number }>(
      actor,
      'seed_case_version',
      'select version from entry where id = $1',
      [id],
    );
    return { id, expectedVersion: row?.version ?? 0 };
  }

  private async part(actor: Actor, what: 'document' | 'decision', id: string, number: number): Promise<string> {
    const order = what === 'document' ? 'number' : 'decided_on';
    const row = await this.db.reads.one<{ id: string }>(
      actor,
      `seed_case_${what}`,
      `select id from case_${what} where entry_id = $1 order by ${order}, id offset $2 limit 1`,
      [id, number - 1],
    );
    return row?.id ?? '';
  }

  /** What a case is linked to, as its reader finds it. */
  private async entry(actor: Actor, demo: DemoCase, kind: 'question' | 'barrier', key: string): Promise<string> {
    const row = await this.db.reads.one<{ id: string }>(
      actor,
      `seed_${kind}_of_case`,
      kind === 'question'
        ? 'select id from question where diary_number = $1 order by id limit 1'
        : `select id from entry where kind = 'BARRIER' and title = $1 order by id limit 1`,
      [key],
    );
    if (!row) throw new SeedError(DEMO, demo.key, `there is no ${kind} ${key}`);
    return row.id;
  }
}
