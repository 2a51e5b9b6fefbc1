import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { personIdOf } from '../access/person.seed.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { subjectAreaKeys } from '../catalogue/subject-area.seed.js';
import { actKeys } from '../law/act.seed.js';
import { Database } from '../platform/database/database.js';
import { Day, keysOf, SeedError, SeedFile, SeedFiles, SeedLog, seedTable } from '../platform/database/seeding.js';
import { stepOf, stepsTaken, walkOf } from '../platform/database/seed-walk.js';
import { seedId } from '../platform/ids.js';
import { JobService } from '../platform/jobs/jobs.module.js';
import { BarrierCourseService } from './barrier-course.service.js';
import { BarrierIntakeService } from './barrier-intake.service.js';
import { citedByHand } from './barrier-citations.js';
import { BarrierEvidence, EvidenceKind } from './barrier-parts.entity.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import {
  Barrier,
  BarrierKind,
  BarrierLayer,
  BarrierSeverity,
  BarrierState,
  ResolutionExtent,
  ResolutionWay,
  SEVERITY_POINTS,
} from './barrier.entity.js';
import { searchText } from './barrier.service.js';

const BARRIERS = 'reference/barriers-2011.json';
const OUTCOMES = 'reference/barrier-outcomes-2011.json';
const DEMO = 'demo/barriers.json';

const BarrierSeed = z.object({
  key: z.string(),
  title: z.object({ sv: z.string().min(1) }),
  description: z.object({ sv: z.string().min(1) }),
  kind: z.enum(['OBSTACLE', 'UNCERTAINTY']),
  layer: z.enum(['LEGAL', 'ORGANISATIONAL', 'SEMANTIC', 'TECHNICAL']),
  touches: z.array(z.string()),
  measure: z.string(),
  asOf: Day,
  source: z.string(),
  note: z.string().nullable(),
});

const Cited = z.string().refine((id) => citedByHand(id) !== null, 'no canonical id');
const OutcomeSeed = z.object({
  key: z.string(),
  state: z.enum(BarrierState),
  subjectAreas: z.array(z.string()).min(1),
  severity: z.enum(BarrierSeverity),
  resolution: z
    .object({
      way: z.enum(ResolutionWay),
      extent: z.enum(ResolutionExtent),
      law: z.array(Cited),
      from: Day,
      note: z.string().min(1),
    })
    .nullable(),
  verified: z.boolean(),
  note: z.string().nullable(),
});

const EvidenceSeed = z.object({
  kind: z.enum(EvidenceKind),
  target: Cited.optional(),
  explanation: z.string().optional(),
});
const SignOnSeed = z.object({
  process: z.string().optional(),
  volumePerYear: z.number().int().min(0).optional(),
  costSek: z.number().int().min(0).optional(),
  words: z.string().optional(),
  showName: z.boolean(),
});
const StepSeed = z.object({
  action: z.enum(['barrierClassify', 'barrierConfirm', 'barrierSignOn', 'barrierPursue']),
  by: z.string(),
  kind: z.enum(BarrierKind).optional(),
  severity: z.enum(BarrierSeverity).optional(),
  evidence: z.array(EvidenceSeed).optional(),
  unit: z.string().nullish(),
  signOn: SignOnSeed.optional(),
});
const DemoSeed = z.object({
  key: z.string(),
  reporter: z.string(),
  unit: z.string().nullable(),
  title: z.string().min(1).max(300),
  summary: z.string().min(1),
  subjectAreas: z.array(z.string()).min(1),
  layer: z.enum(BarrierLayer),
  services: z.array(z.string()),
  signOn: SignOnSeed,
  steps: z.array(StepSeed),
});
type DemoBarrier = z.infer<typeof DemoSeed>;
type DemoStep = z.infer<typeof StepSeed>;

const OWNER = { ownerOrgId: seedId('Organisation', 'skr'), ownerUnitId: seedId('Unit', 'skr/avdelningen-for-juridik') };
const SEEDER = 'system:seed';

/**
 * The thirteen problems that chapter 7 of the strategy of 2011 describes, H-1 to H-13, and what became of them. They stand
 * in the catalogue as if confirmed in 2011. What is not certain is unverified, with a task to check it: barrierVerify.
 */
export const barrierSeeds: SeedFile[] = [
  {
    file: BARRIERS,
    tables: (files) => {
      const barriers = files.json(BARRIERS, z.array(BarrierSeed));
      const outcomes = files.json(OUTCOMES, z.array(OutcomeSeed));
      const known = keysOf(BARRIERS, barriers);
      const act = actKeys(files);
      const area = subjectAreaKeys(files);
      keysOf(OUTCOMES, outcomes);
      for (const outcome of outcomes) {
        known(outcome.key, OUTCOMES);
        if ((outcome.state === 'RESOLVED') !== (outcome.resolution !== null))
          throw new SeedError(OUTCOMES, outcome.key, 'resolved without a resolution, or the other way round');
      }
      const rows = barriers.map((barrier, index) => {
        const outcome = outcomes.find((one) => one.key === barrier.key);
        if (!outcome) throw new SeedError(OUTCOMES, barrier.key, 'what became of it is missing');
        for (const key of barrier.touches) act(key, BARRIERS);
        for (const key of outcome.subjectAreas) area(key, OUTCOMES);
        const id = seedId('Barrier', barrier.key);
        return { barrier, outcome, id, number: index + 1, ref: `H-${index + 1}` };
      });
      const under = (id: string) => ({
        entryId: id,
        kind: 'BARRIER',
        ownerUnitId: OWNER.ownerUnitId,
        visibility: 'WORLD',
      });
      return [
        seedTable<EntryRow>(
          'entry',
          'Barrier',
          rows.map(({ barrier, outcome, ref }) => ({
            key: barrier.key,
            values: {
              kind: 'BARRIER' as never,
              ref,
              title: barrier.title.sv,
              ...OWNER,
              access: 'PUBLIC' as never,
              visibility: 'WORLD',
              state: outcome.state,
              createdBy: SEEDER,
              publishedAt: moment(barrier.asOf),
            },
          })),
        ),
        seedTable<Barrier>(
          'barrier',
          'Barrier',
          rows.map(({ barrier, outcome, id, number, ref }) => ({
            key: barrier.key,
            values: {
              ...under(id),
              refNumber: number,
              summary: barrier.description.sv,
              barrierKind: barrier.kind as BarrierKind,
              layer: barrier.layer as BarrierLayer,
              severity: outcome.severity,
              measureIds: [seedId('StrategyMeasure', barrier.measure)],
              searchText: searchText({
                ref,
                title: barrier.title.sv,
                summary: barrier.description.sv,
                services: [],
              }),
              publicWeight: SEVERITY_POINTS[outcome.severity],
              resolutionWay: outcome.resolution?.way ?? null,
              resolutionExtent: outcome.resolution?.extent ?? null,
              resolutionNote: outcome.resolution?.note ?? null,
              resolutionLaw: outcome.resolution?.law ?? [],
              resolvedFrom: outcome.resolution?.from ?? null,
              verified: outcome.verified,
            },
          })),
        ),
        seedTable(
          'barrier_tally',
          'Barrier',
          rows.map(({ barrier, id }) => ({ key: barrier.key, values: under(id) })),
        ),
        seedTable<BarrierEvidence>(
          'barrier_evidence',
          'Link',
          rows.flatMap(({ barrier, id }) =>
            evidenceOf(barrier).map(({ key, ...evidence }) => ({
              key,
              values: { ...under(id), ...evidence, addedBy: SEEDER, addedAt: moment(barrier.asOf) },
            })),
          ),
        ),
        seedTable(
          'entry_subject_area',
          'Link',
          rows.flatMap(({ barrier, outcome, id }) =>
            outcome.subjectAreas.map((key) => ({
              key: `${barrier.key}/${key}`,
              values: { ...under(id), subjectAreaId: seedId('SubjectArea', key) },
            })),
          ),
        ),
        seedTable(
          'task',
          'Task',
          rows
            .filter(({ outcome }) => !outcome.verified)
            .map(({ barrier, outcome, id }) => ({
              key: barrier.key,
              values: {
                ...under(id),
                taskKind: 'VERIFY_SEED',
                note: outcome.note,
                orgId: OWNER.ownerOrgId,
                role: 'LAWYER',
              },
            })),
        ),
      ];
    },
  },
];

/** As the table shows it again, so that a second seeding finds nothing new. */
const moment = (day: string): Date => `${day}T00:00:00+00:00` as unknown as Date;

/** The strategy says which acts each problem touched; which kind of evidence that is follows from what it calls it. */
function evidenceOf(
  barrier: z.infer<typeof BarrierSeed>,
): { key: string; evidenceKind: EvidenceKind; target: string | null; act: string | null; explanation: string }[] {
  const explanation = `${barrier.source}: ${barrier.description.sv}${barrier.note ? ` ${barrier.note}` : ''}`;
  if (barrier.touches.length === 0) {
    const evidenceKind = EvidenceKind.SUPPORT_MISSING;
    return [{ key: `${barrier.key}/belagg`, evidenceKind, target: null, act: null, explanation }];
  }
  const evidenceKind = barrier.kind === 'OBSTACLE' ? EvidenceKind.FORBIDS : EvidenceKind.AUTHORITY_MISSING;
  return barrier.touches.map((act) => ({ key: `${barrier.key}/${act}`, evidenceKind, target: act, act, explanation }));
}

/**
 * The demo barriers, taken through the same services as everybody, as the demo people. Every step carries an idempotency
 * key: a second run takes none again. After the demo people; answers with the steps taken.
 */
export async function seedDemoBarriers(
  app: INestApplicationContext,
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<number> {
  const get = <T>(service: new (...args: never[]) => T): T => app.get<T>(service as never, { strict: false });
  const demo = files.json(DEMO, z.array(DemoSeed));
  keysOf(DEMO, demo);
  const area = subjectAreaKeys(files);
  for (const barrier of demo) for (const key of barrier.subjectAreas) area(key, DEMO);
  const actor = async (email: string): Promise<Actor> => {
    const found = await get(ActorService).ofPerson(personIdOf(files, email, DEMO));
    if (!found) throw new SeedError(DEMO, email, 'is not in the database: seed the demo people first');
    return found;
  };
  let taken = 0;
  for (const barrier of demo) {
    const reporter = await actor(barrier.reporter);
    const there = await get(Database).reads.one(
      reporter,
      'seed_demo_barrier',
      'select 1 from barrier b join entry e on e.id = b.id where e.title = $1 and b.reporter_id = $2',
      [barrier.title, reporter.personId],
    );
    const done = await stepsTaken(get(Database), baseOf(barrier));
    // It was walked so long ago that its keys are gone: theirs who work with it.
    if (there && done.size === 0) continue;
    if (done.size === barrier.steps.length + 1) continue;
    const id = await report(get(BarrierIntakeService), reporter, barrier);
    for (const [index, step] of barrier.steps.entries()) {
      const key = `${baseOf(barrier)}-${index}`;
      if (!done.has(key)) await take(get, await actor(step.by), stepOf(key, step.action), id, step);
    }
    taken += barrier.steps.length + 1 - done.size;
    await get(JobService).drain();
    log(`${barrier.key}: ${barrier.steps.length + 1} steg`);
  }
  return taken;
}

const baseOf = (barrier: DemoBarrier): string => walkOf(barrier.key);

async function report(intake: BarrierIntakeService, reporter: Actor, barrier: DemoBarrier): Promise<string> {
  const { title, summary, layer, services, signOn, unit, subjectAreas } = barrier;
  const { id } = await intake.report(reporter.calling(stepOf(`${baseOf(barrier)}-report`, 'barrierReport')), {
    title,
    summary,
    layer,
    services,
    signOn,
    unitId: unit ? seedId('Unit', unit) : null,
    subjectAreas: subjectAreas.map((key) => seedId('SubjectArea', key)),
  });
  return id;
}

async function take(
  get: <T>(service: new (...args: never[]) => T) => T,
  actor: Actor,
  call: { key: string; path: string; inputHash: string },
  id: string,
  step: DemoStep,
): Promise<void> {
  const calling = actor.calling(call);
  const entry = await get(Database).reads.one<{ version: number }>(
    actor,
    'seed_entry_version',
    'select version from entry where id = $1',
    [id],
  );
  const at = { id, expectedVersion: entry?.version ?? 0 };
  if (step.action === 'barrierClassify')
    await get(BarrierIntakeService).classify(calling, {
      ...at,
      kind: step.kind!,
      severity: step.severity,
      evidence: step.evidence,
    });
  if (step.action === 'barrierConfirm') await get(BarrierCourseService).confirm(calling, at);
  if (step.action === 'barrierPursue') await get(BarrierCourseService).pursue(calling, at);
  if (step.action === 'barrierSignOn')
    await get(BarrierSignOns).signOn(calling, {
      id,
      unitId: step.unit ? seedId('Unit', step.unit) : null,
      ...step.signOn,
    });
}
