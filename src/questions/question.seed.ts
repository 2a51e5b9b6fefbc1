import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { unitKeys } from '../access/organisation.seed.js';
import { personIdOf } from '../access/person.seed.js';
import { WorkingDays } from '../calendar/working-days.js';
import { ChangeWeight, Conclusion } from '../catalogue/revision.entity.js';
import { LanguageCode } from '../platform/graphql/language.js';
import { RevisionReviewService } from '../catalogue/revision-review.service.js';
import { RevisionService } from '../catalogue/revisions.service.js';
import { subjectAreaKeys } from '../catalogue/subject-area.seed.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Day, keysOf, SeedError, SeedFiles, SeedLog } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { JobService } from '../platform/jobs/jobs.module.js';
import { systemPrincipal } from '../platform/principal.js';
import { QuestionState, Urgency } from './question.entity.js';
import { QuestionHandlingService } from './question-handling.service.js';
import { QuestionAccess, QuestionDraftInput } from './question.inputs.js';
import { QuestionIntakeService } from './question-intake.service.js';

const QUESTIONS = 'demo/questions.json';

// prettier-ignore
const StepSeed = z.object({
  action: z.enum([
    'questionSubmit', 'questionAccept', 'questionRequestInformation', 'questionProvideInformation', 'questionReject',
    'questionMarkDuplicate', 'questionWithdraw', 'questionClose', 'revisionDraft', 'revisionEdit', 'revisionSubmit',
    'revisionApprove', 'revisionRequestChanges', 'revisionPublish', 'guidanceLift',
  ]),
  by: z.string(),
  text: z.string().optional(),
  comment: z.string().optional(),
  reason: z.string().optional(),
  assignee: z.string().optional(),
  subjectAreas: z.array(z.string()).optional(),
  slot: z.string().optional(),
  conclusion: z.enum(Conclusion).optional(),
  duplicateOf: z.string().optional(),
  changeNote: z.string().optional(),
  change: z.enum(ChangeWeight).optional(),
});

const QuestionSeed = z.object({
  key: z.string(),
  asker: z.string(),
  unit: z.string(),
  title: z.string().min(1).max(300),
  text: z.string().min(1),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  subjectAreas: z.array(z.string()).min(1),
  wishedDateOffsetWorkingDays: z.number().int().min(1).max(250),
  urgency: z.enum(Urgency),
  // The walk knows a question again by its diary number when its idempotency keys have been cleared away.
  diaryNumber: z.string().min(1),
  service: z.string().nullable(),
  access: z.enum(QuestionAccess),
  secrecyGround: z.string().nullable(),
  disclosure: z.object({
    deIdentified: z.boolean(),
    ground: z.string().nullable(),
    provision: z.string().nullable(),
    text: z.string().nullable(),
  }),
  state: z.enum(QuestionState),
  steps: z.array(StepSeed),
  guidance: z
    .object({
      key: z.string(),
      title: z.string().min(1).max(300),
      conclusion: z.enum(Conclusion),
      forWhom: z.string(),
      asOf: Day,
      reviewBy: Day,
      text: z.string().min(1),
      subjectAreas: z.array(z.string()).min(1),
      access: z.enum(['PUBLIC', 'MEMBERS']),
      creditOrganisation: z.boolean(),
      steps: z.array(StepSeed),
    })
    .nullable(),
});

export type DemoQuestion = z.infer<typeof QuestionSeed>;
export type DemoStep = z.infer<typeof StepSeed>;

/** The demo questions, checked against people, units and subject areas. */
export function readQuestions(files: SeedFiles): DemoQuestion[] {
  const rows = files.json(QUESTIONS, z.array(QuestionSeed));
  keysOf(QUESTIONS, [...rows, ...rows.flatMap((row) => row.guidance ?? [])]);
  const unit = unitKeys(files);
  const area = subjectAreaKeys(files);
  const diaryNumbers = new Set<string>();
  for (const row of rows) {
    unit(row.unit, QUESTIONS);
    for (const email of [row.asker, ...[...row.steps, ...(row.guidance?.steps ?? [])].map((step) => step.by)])
      personIdOf(files, email, QUESTIONS);
    for (const key of [...row.subjectAreas, ...(row.guidance?.subjectAreas ?? [])]) area(key, QUESTIONS);
    const number = `${row.unit} ${row.diaryNumber}`;
    if (diaryNumbers.has(number)) throw new SeedError(QUESTIONS, row.key, 'the diary number occurs twice in the unit');
    diaryNumbers.add(number);
  }
  return rows;
}

/** One thing on its way through the real services. */
export interface Journey {
  question: DemoQuestion;
  /** The entry that the steps act on: the question, then the guidance lifted from it. */
  entryId: string;
  questionId: string;
}
export type StepHandler = (walk: DemoWalk, actor: Actor, journey: Journey, step: DemoStep) => Promise<{ id: string }>;

interface Done {
  id: string;
  inputHash: string;
}

/**
 * Takes the demo questions through the same services as everybody, as the demo people, so that tasks, notifications and
 * the audit trail are real. Every step carries an idempotency key: a second run, or one after a kill in the middle, goes
 * on where the first one stopped.
 */
export class DemoWalk {
  private readonly actors = new Map<string, Actor>();
  private done = new Map<string, Done>();
  /** Guidance by its key in the file, for what points to it later. */
  readonly guidance = new Map<string, string>();
  /** Steps taken in this run. */
  taken = 0;
  /** What differs from the file and was left: somebody is working on it. */
  readonly left: string[] = [];

  constructor(
    readonly app: INestApplicationContext,
    readonly files: SeedFiles,
    private readonly log: SeedLog,
    private readonly handlers: Partial<Record<DemoStep['action'], StepHandler>>,
  ) {}

  get<T>(service: new (...args: never[]) => T): T {
    return this.app.get<T>(service as never, { strict: false });
  }

  async run(questions: DemoQuestion[]): Promise<void> {
    await this.remember();
    for (const question of questions) {
      const before = this.taken;
      try {
        await this.walk(question);
        if (this.taken > before) this.log(`${question.key}: ${question.state}`);
      } catch (error) {
        const code = (error as { code?: string }).code;
        // Somebody acted on it between two runs; it is theirs now.
        if (code !== 'WRONG_STATE' && code !== 'CONFLICT') throw error;
        this.leave(question, code);
      }
    }
  }

  private async walk(question: DemoQuestion): Promise<void> {
    const base = `seed-${question.key.replace(/[^A-Za-z0-9_-]/g, '-')}`;
    const entryId = await this.begin(base, question);
    if (entryId === null) return;
    const journey: Journey = { question, entryId, questionId: entryId };
    for (const [index, step] of question.steps.entries())
      await this.step(`${base}-${index}-${step.action}`, journey, step);
    for (const [index, step] of (question.guidance?.steps ?? []).entries()) {
      const { id } = await this.step(`${base}-guidance-${index}-${step.action}`, journey, step);
      if (step.action !== 'guidanceLift') continue;
      journey.entryId = id;
      this.guidance.set(question.guidance!.key, id);
    }
  }

  /** The draft; null when it was seeded so long ago that its keys are gone. */
  private async begin(base: string, question: DemoQuestion): Promise<string | null> {
    const key = `${base}-draft`;
    const inputHash = createHash('sha256').update(JSON.stringify(question)).digest('hex');
    const actor = await this.actor(question.asker);
    const before = this.done.get(key);
    if (before) {
      if (before.inputHash !== inputHash) await this.changed(base, question, before.id, inputHash);
      return before.id;
    }
    const known = await this.reads.one(
      actor,
      'seed_question_by_diary_number',
      'select q.id from question q where q.owner_unit_id = $1 and q.diary_number = $2',
      [seedId('Unit', question.unit), question.diaryNumber],
    );
    if (known) return null;
    const call = { key, path: 'questionDraft', inputHash };
    const { id } = await this.get(QuestionIntakeService).draft(actor.calling(call), this.draftInput(question));
    await this.taking();
    return id;
  }

  /** The file says something new: a draft that nobody has touched follows it, all else is left. */
  private async changed(base: string, question: DemoQuestion, id: string, inputHash: string): Promise<void> {
    const updates = [...this.done.keys()].filter((key) => key.startsWith(`${base}-update-`));
    const key = `${base}-update-${inputHash.slice(0, 16)}`;
    if (updates.includes(key)) return;
    const actor = await this.actor(question.asker);
    const entry = await this.reads.one<{ state: string; version: number }>(
      actor,
      'seed_entry',
      'select state, version from entry where id = $1',
      [id],
    );
    if (entry?.state !== QuestionState.DRAFT || entry.version !== 1 + updates.length) {
      return this.leave(question, entry?.state ?? 'NOT_FOUND');
    }
    const { unitId: _, ...input } = this.draftInput(question);
    await this.get(QuestionIntakeService).update(actor.calling({ key, path: 'questionUpdate', inputHash }), {
      ...input,
      id,
      expectedVersion: entry.version,
    });
    await this.taking();
  }

  private leave(question: DemoQuestion, why: string): void {
    const line = `${question.key}: filen och databasen skiljer sig åt; lämnas som den är (${why})`;
    this.left.push(line);
    this.log(line);
  }

  private draftInput(question: DemoQuestion): QuestionDraftInput {
    const { deIdentified, ground, provision, text } = question.disclosure;
    const days = this.get(WorkingDays);
    return {
      unitId: seedId('Unit', question.unit),
      title: question.title,
      text: question.text,
      facts: question.facts.map(({ label, value }) => `- **${label}:** ${value}`).join('\n') || null,
      subjectAreas: question.subjectAreas.map((key) => seedId('SubjectArea', key)),
      urgency: question.urgency,
      wishedDate: days.addWorkingDays(this.get(Clock).today(), question.wishedDateOffsetWorkingDays),
      diaryNumber: question.diaryNumber,
      service: question.service,
      access: question.access,
      deIdentified,
      disclosureGround: [ground, provision, text].filter(Boolean).join('. ') || null,
      secrecyGround: question.secrecyGround,
      creditConsent: question.guidance?.creditOrganisation ?? false,
    };
  }

  private async step(key: string, journey: Journey, step: DemoStep): Promise<{ id: string }> {
    const before = this.done.get(key);
    if (before) return before;
    const handler = this.handlers[step.action];
    if (!handler) throw new SeedError(QUESTIONS, journey.question.key, `nothing takes the step ${step.action}`);
    const actor = await this.actor(step.by);
    const call = { key, path: step.action, inputHash: createHash('sha256').update(key).digest('hex') };
    const outcome = await handler(this, actor.calling(call), journey, step);
    await this.taking();
    return outcome;
  }

  /** What follows from a step is there before the next one, as it would be had people taken them. */
  private async taking(): Promise<void> {
    this.taken++;
    await this.get(JobService).drain();
  }

  get reads() {
    return this.get(Database).reads;
  }

  async actor(email: string): Promise<Actor> {
    let actor = this.actors.get(email);
    if (!actor) {
      const found = await this.get(ActorService).ofPerson(personIdOf(this.files, email, QUESTIONS));
      if (!found) throw new SeedError(QUESTIONS, email, 'is not in the database: seed the demo people first');
      this.actors.set(email, (actor = found));
    }
    return actor;
  }

  async versionOf(actor: Actor, entryId: string): Promise<{ id: string; expectedVersion: number }> {
    const row = await this.reads.one<{ version: number }>(
      actor,
      'seed_entry_version',
      'select version from entry where id = $1',
      [entryId],
    );
    return { id: entryId, expectedVersion: row?.version ?? 0 };
  }

  /** The open text of the entry. */
  async revisionOf(actor: Actor, entryId: string): Promise<{ id: string; expectedVersion: number }> {
    const row = await this.reads.one<{ id: string; version: number }>(
      actor,
      'seed_open_revision',
      `select id, version from revision
       where entry_id = $1 and state in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED')
       order by number desc limit 1`,
      [entryId],
    );
    return { id: row?.id ?? '', expectedVersion: row?.version ?? 0 };
  }

  private async remember(): Promise<void> {
    await this.get(Database).transact(systemPrincipal('seed', [], 'system:seed'), async (tx) => {
      const rows = await tx.query<{ key: string; id: string; inputHash: string }>(
        `select key, outcome->>'id' as id, input_hash as "inputHash" from idempotency
         where key like 'seed-%' and outcome is not null`,
      );
      this.done = new Map(rows.map(({ key, id, inputHash }) => [key, { id, inputHash }]));
    });
  }
}

/** The first publication that follows says what changed; it is written with the text. */
export function changeOf(
  steps: readonly DemoStep[],
  from: DemoStep,
): { changeNote?: string; changeWeight?: ChangeWeight } {
  const published = steps.slice(steps.indexOf(from)).find((step) => step.action === 'revisionPublish');
  return { changeNote: published?.changeNote, changeWeight: published?.change };
}

/** Every step of questions and of texts, as the mutation of its name. */
export const questionSteps: Partial<Record<DemoStep['action'], StepHandler>> = {
  questionSubmit: async (walk, actor, { entryId }) =>
    walk.get(QuestionIntakeService).submit(actor, await walk.versionOf(actor, entryId)),
  questionAccept: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).accept(actor, {
      ...(await walk.versionOf(actor, entryId)),
      subjectAreas: step.subjectAreas?.map((key) => seedId('SubjectArea', key)),
      assignee: step.assignee ? personIdOf(walk.files, step.assignee, QUESTIONS) : undefined,
    }),
  questionRequestInformation: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).requestInformation(actor, {
      ...(await walk.versionOf(actor, entryId)),
      message: step.text ?? '',
    }),
  questionProvideInformation: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).provideInformation(actor, {
      ...(await walk.versionOf(actor, entryId)),
      message: step.text ?? '',
    }),
  questionReject: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).reject(actor, {
      ...(await walk.versionOf(actor, entryId)),
      reason: step.reason ?? '',
    }),
  questionWithdraw: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).withdraw(actor, {
      ...(await walk.versionOf(actor, entryId)),
      reason: step.reason,
    }),
  questionMarkDuplicate: async (walk, actor, { entryId, question }, step) => {
    const duplicateOf = walk.guidance.get(step.duplicateOf ?? '');
    if (!duplicateOf) throw new SeedError(QUESTIONS, question.key, `${step.duplicateOf} does not stand before it`);
    return walk
      .get(QuestionHandlingService)
      .markDuplicate(actor, { ...(await walk.versionOf(actor, entryId)), duplicateOf, reason: step.comment });
  },
  questionClose: async (walk, actor, { entryId }, step) =>
    walk.get(QuestionHandlingService).close(actor, { ...(await walk.versionOf(actor, entryId)), reason: step.reason }),
  revisionDraft: (walk, actor, { entryId, question }, step) =>
    walk.get(RevisionService).draft(actor, {
      entry: entryId,
      slot: step.slot,
      language: LanguageCode.sv,
      body: step.text ?? '',
      conclusion: step.conclusion,
      ...changeOf(question.steps, step),
    }),
  revisionEdit: async (walk, actor, { entryId }, step) =>
    walk.get(RevisionService).edit(actor, { ...(await walk.revisionOf(actor, entryId)), body: step.text }),
  revisionSubmit: async (walk, actor, { entryId }) =>
    walk.get(RevisionService).submit(actor, await walk.revisionOf(actor, entryId)),
  revisionApprove: async (walk, actor, { entryId }, step) =>
    walk.get(RevisionReviewService).approve(actor, { ...(await walk.revisionOf(actor, entryId)), note: step.comment }),
  revisionRequestChanges: async (walk, actor, { entryId }, step) =>
    walk
      .get(RevisionReviewService)
      .requestChanges(actor, { ...(await walk.revisionOf(actor, entryId)), reason: step.comment ?? '' }),
  revisionPublish: async (walk, actor, { entryId }) =>
    walk.get(RevisionReviewService).publish(actor, await walk.revisionOf(actor, entryId)),
};
