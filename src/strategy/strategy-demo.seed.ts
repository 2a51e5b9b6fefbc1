import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { personIdOf } from '../access/person.seed.js';
import { RevisionReviewService } from '../catalogue/revision-review.service.js';
import { RevisionService } from '../catalogue/revisions.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { keysOf, SeedError, SeedFiles, SeedLog } from '../platform/database/seeding.js';
import { JobService } from '../platform/jobs/jobs.module.js';
import { systemPrincipal } from '../platform/principal.js';
import { ReviewRequests } from '../review/review.service.js';
import { MeasurePriority, MeasureResult } from './measure.entity.js';
import { MeasureService } from './measure.service.js';
import { ReportService, TEXT_SLOT } from './report.service.js';

const DEMO = 'demo/strategy.json';
const ADVOCATE = 'paverkan@skr.demo';
const REVIEWER = 'granskare@skr.demo';
const MonthDay = z.string().regex(/^\d\d-\d\d$/);

const PlanSeed = z.object({
  key: z.string(),
  measure: z.string(),
  /** null = the year of the first seeding. */
  year: z.number().int().nullable(),
  priority: z.enum(MeasurePriority),
  goal: z.string().min(1),
  organisation: z.string().nullable(),
  from: MonthDay,
  to: MonthDay,
  budgetSek: z.number().int().nullable(),
  financing: z.string().nullable(),
  agreements: z.string().nullable(),
  outcome: z
    .object({ result: z.enum(MeasureResult), account: z.string().min(1), spentSek: z.number().int().nullable() })
    .nullable(),
});
const ReportSeed = z.object({ key: z.string(), year: z.number().int(), comment: z.string().min(1) });
const DemoStrategy = z.object({ plans: z.array(PlanSeed), reports: z.array(ReportSeed) });

type Get = <T>(service: new (...args: never[]) => T) => T;
type Version = { id: string; version: number };

/**
 * Plans, outcomes and approved follow-ups of the demo, taken through the same services as everybody. The years after
 * those reports are left for whoever tries. After the barriers and dossiers.
 */
export async function seedDemoStrategy(
  app: INestApplicationContext,
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<number> {
  const get: Get = (service) => app.get(service as never, { strict: false });
  const demo = files.json(DEMO, DemoStrategy);
  keysOf(DEMO, [...demo.plans, ...demo.reports]);
  const walk = new StrategyWalk(get, await actorOf(get, files, ADVOCATE), await actorOf(get, files, REVIEWER));
  await walk.begin();
  for (const plan of demo.plans) await walk.plan(plan);
  for (const report of demo.reports) {
    await walk.report(report);
    log(`${report.key}: godkänd`);
  }
  await get(JobService).drain();
  return walk.taken;
}

async function actorOf(get: Get, files: SeedFiles, email: string): Promise<Actor> {
  const found = await get(ActorService).ofPerson(personIdOf(files, email, DEMO));
  if (!found) throw new SeedError(DEMO, email, 'is not in the database: seed the demo people first');
  return found;
}

class StrategyWalk {
  taken = 0;
  private done = new Set<string>();
  private readonly year: number;

  constructor(
    private readonly get: Get,
    private readonly advocate: Actor,
    private readonly reviewer: Actor,
  ) {
    this.year = Number(get(Clock).today().slice(0, 4));
  }

  /** Steps that were taken: a second run, or one after a kill in the middle, goes on where the first stopped. */
  async begin(): Promise<void> {
    await this.get(Database).transact(systemPrincipal('seed', [], 'system:seed'), async (tx) => {
      const rows = await tx.query<{ key: string }>(
        `select key from idempotency where starts_with(key, 'seed-demo-strategy-') and outcome is not null`,
      );
      this.done = new Set(rows.map((row) => row.key));
    });
  }

  async plan(seed: z.infer<typeof PlanSeed>): Promise<void> {
    const { key, measure, from, to, outcome, priority, goal } = seed;
    const year = seed.year ?? this.year;
    const there = await this.get(Database).reads.one(
      this.advocate,
      'seed_demo_plan',
      `select 1 from measure_plan p join entry e on e.id = p.entry_id where e.ref = $1 and p.goal = $2`,
      [measure, goal],
    );
    // Walked so long ago that its key is gone: theirs who work with it.
    if (there && !this.done.has(keyOf(key))) return;
    await this.step(key, 'measurePlanSet', this.advocate, async (actor) => {
      const { id, version } = await this.entry(measure);
      await this.get(MeasureService).setPlan(actor, {
        ...{ id, expectedVersion: version, year, priority, goal },
        organisation: seed.organisation,
        timetableFrom: `${year}-${from}`,
        timetableTo: `${year}-${to}`,
        budgetSek: seed.budgetSek,
        financing: seed.financing,
        agreements: seed.agreements,
      });
    });
    if (!outcome) return;
    await this.step(`${key}/utfall`, 'measureOutcomeReport', this.advocate, async (actor) => {
      const { id, version } = await this.entry(measure);
      await this.get(MeasureService).reportOutcome(actor, { id, expectedVersion: version, year, ...outcome });
    });
  }

  async report({ key, year, comment }: z.infer<typeof ReportSeed>): Promise<void> {
    const there = await this.get(Database).reads.one<{ id: string }>(
      this.advocate,
      'seed_demo_report',
      'select r.id from report r where r.year = $1',
      [year],
    );
    if (there && !this.done.has(keyOf(key))) return;
    await this.step(key, 'followUpDraft', this.advocate, (actor) => this.get(ReportService).draft(actor, { year }));
    await this.get(JobService).drain();
    const ref = `U-${year}-1`;
    const texts = this.get(RevisionService);
    const review = this.get(RevisionReviewService);
    const on = async (): Promise<{ id: string; expectedVersion: number }> => {
      const { id, version } = await this.text(ref);
      return { id, expectedVersion: version };
    };
    await this.step(`${key}/text`, 'revisionDraft', this.advocate, async (actor) => {
      const { id } = await this.entry(ref);
      await texts.draft(actor, { entry: id, slot: TEXT_SLOT, body: comment });
    });
    await this.step(`${key}/granskning`, 'revisionSubmit', this.advocate, async (actor) =>
      texts.submit(actor, await on()),
    );
    await this.step(`${key}/granskad`, 'revisionApprove', this.reviewer, async (actor) =>
      review.approve(actor, await on()),
    );
    await this.step(`${key}/publicerad`, 'revisionPublish', this.advocate, async (actor) =>
      review.publish(actor, await on()),
    );
    await this.step(`${key}/forslag`, 'followUpApprove', this.advocate, async (actor) => {
      const { id, version } = await this.entry(ref);
      await this.get(ReportService).approve(actor, { id, expectedVersion: version });
    });
    await this.step(`${key}/godkand`, 'reviewRequestAccept', this.reviewer, async (actor) => {
      const request = await this.get(Database).reads.one<Version>(
        actor,
        'seed_demo_approval',
        `select q.id, q.version from review_request q join entry e on e.id = q.entry_id where e.ref = $1 and q.state = 'PROPOSED'`,
        [ref],
      );
      if (request) await this.get(ReviewRequests).accept(actor, { id: request.id, expectedVersion: request.version });
    });
  }

  private async step(key: string, path: string, actor: Actor, take: (actor: Actor) => Promise<unknown>): Promise<void> {
    const name = keyOf(key);
    if (this.done.has(name)) return;
    const inputHash = createHash('sha256').update(name).digest('hex');
    await take(actor.calling({ key: name, path, inputHash }));
    this.done.add(name);
    this.taken += 1;
  }

  private async entry(ref: string): Promise<Version> {
    const found = await this.get(Database).reads.one<Version>(
      this.advocate,
      'seed_demo_entry',
      'select id, version from entry where ref = $1',
      [ref],
    );
    if (!found) throw new SeedError(DEMO, ref, 'is not there');
    return found;
  }

  private async text(ref: string): Promise<Version> {
    const found = await this.get(Database).reads.one<Version>(
      this.advocate,
      'seed_demo_text',
      `select r.id, r.version from revision r join entry e on e.id = r.entry_id where e.ref = $1 and r.slot = $2
        order by r.number desc limit 1`,
      [ref, TEXT_SLOT],
    );
    if (!found) throw new SeedError(DEMO, ref, 'has no text');
    return found;
  }
}

const keyOf = (key: string): string => `seed-demo-strategy-${key.replace(/[^A-Za-z0-9_-]/g, '-')}`;
