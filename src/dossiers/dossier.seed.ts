import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ActorService } from '../access/actor.service.js';
import { organisationKeys, unitKeys } from '../access/organisation.seed.js';
import { personIdOf } from '../access/person.seed.js';
import { WorkingDays } from '../calendar/working-days.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { EntrySubjectArea } from '../catalogue/subject-area.entity.js';
import { subjectAreaKeys } from '../catalogue/subject-area.seed.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Day, keysOf, SeedError, SeedFile, SeedFiles, SeedLog, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { JobService } from '../platform/jobs/jobs.module.js';
import { familiesOf, familyOf, isDocumentId, isProvisionId } from './document-id.js';
import { Dossier, DossierStage, DossierStageKind, DossierState, DossierType, StageState } from './dossier.entity.js';
import { DossierService } from './dossier.service.js';
import { DossierStagesService } from './dossier-stages.service.js';
import { furthest, requireOrder, requireParent, Stage } from './dossier-stages.js';

const DOSSIERS = 'reference/dossiers.json';
const OWNER = { organisation: 'skr', unit: 'skr/avdelningen-for-digitalisering' };
const ENDED: readonly DossierState[] = [
  DossierState.IN_FORCE,
  DossierState.REJECTED,
  DossierState.RECALLED,
  DossierState.LAPSED,
];

const DossierSeed = z.object({
  key: z.string().regex(/^arende\/[a-z0-9-]+$/),
  title: z.string().min(1).max(300),
  type: z.enum(DossierType),
  summary: z.string().min(1),
  state: z.enum(DossierState),
  /** Why it rests, or ended as it did; a law in force needs none. */
  reason: z.string().nullable(),
  subjectAreas: z.array(z.string()).min(1),
  /** False when some stage of it is only indirectly known: somebody is asked to look. */
  verified: z.boolean(),
  note: z.string().nullable(),
  stages: z
    .array(
      z.object({
        key: z.string().regex(/^[a-z0-9]+$/),
        stage: z.enum(DossierStageKind),
        document: z.string(),
        date: Day.nullable(),
        parent: z.string().nullable(),
        note: z.string().nullable(),
        provisions: z.array(z.string()),
        verified: z.boolean(),
      }),
    )
    .min(1),
});
export type DossierSeedRow = z.infer<typeof DossierSeed>;

/** The dossiers of the file, held to the same rules as those that people open. */
export function readDossiers(files: SeedFiles): DossierSeedRow[] {
  const rows = files.json(DOSSIERS, z.array(DossierSeed));
  keysOf(DOSSIERS, rows);
  const area = subjectAreaKeys(files);
  for (const row of rows) {
    for (const key of row.subjectAreas) area(key, DOSSIERS);
    check(row);
  }
  return rows;
}

function check(row: DossierSeedRow): void {
  const wrong = (problem: string): SeedError => new SeedError(DOSSIERS, row.key, problem);
  const stages = stagesOf(row);
  if (row.verified && row.stages.some((one) => !one.verified)) throw wrong('verified, with a stage that is not');
  if (
    row.state === DossierState.IN_FORCE &&
    !row.stages.some((one) => one.stage === DossierStageKind.IN_FORCE && one.date)
  )
    throw wrong('in force without a commencement');
  if (row.state !== DossierState.OPEN && row.state !== DossierState.IN_FORCE && !row.reason)
    throw wrong('ended without a reason');
  for (const [i, one] of row.stages.entries()) {
    const families = familiesOf(one.stage);
    if (!isDocumentId(one.document) || (families && !families.includes(familyOf(one.document))))
      throw wrong(`${one.document} is no document of ${one.stage}`);
    const odd = one.provisions.find((id) => !isProvisionId(id));
    if (odd) throw wrong(`${odd} is no provision`);
    try {
      if (one.parent) requireParent(stageId(row, one.parent), one.stage, stages);
      requireOrder(stages[i]!, stages);
    } catch (error) {
      throw wrong(`${one.key}: ${(error as Error).message}`);
    }
  }
}

const stageId = (row: DossierSeedRow, key: string): string => seedId('DossierStage', `${row.key}/${key}`);

const stagesOf = (row: DossierSeedRow): Stage[] =>
  row.stages.map((one) => ({
    id: stageId(row, one.key),
    stage: one.stage,
    state: StageState.CONFIRMED,
    parentId: one.parent ? stageId(row, one.parent) : null,
    date: one.date,
    documentId: one.document,
  }));

/**
 * Dossiers whose documents are public records. They come without a number: a job gives it, with their trail, as to those
 * that people open (`dossier.jobs.ts`), so that numbers never collide.
 */
export const dossierSeeds: SeedFile[] = [
  {
    file: DOSSIERS,
    tables: (files) => {
      const rows = readDossiers(files);
      const ownerUnitId = seedId('Unit', unitKeys(files)(OWNER.unit, DOSSIERS));
      const guarded = (key: string) => ({
        entryId: seedId('Dossier', key),
        kind: 'DOSSIER' as const,
        ownerUnitId,
        visibility: 'WORLD' as const,
      });
      return [
        seedTable<EntryRow>(
          'entry',
          'Dossier',
          rows.map(({ key, title, state }) => ({
            key,
            values: {
              kind: 'DOSSIER' as EntryRow['kind'],
              title,
              ownerOrgId: seedId('Organisation', OWNER.organisation),
              ownerUnitId,
              access: 'PUBLIC' as EntryRow['access'],
              visibility: 'WORLD',
              state,
              createdBy: 'system:seed',
            },
          })),
        ),
        seedTable<Dossier>(
          'dossier',
          'Dossier',
          rows.map((row) => {
            const at = furthest(stagesOf(row));
            return {
              key: row.key,
              values: {
                ...guarded(row.key),
                type: row.type,
                summary: row.note ? `${row.summary}\n\n${row.note}` : row.summary,
                currentStage: at.stage,
                currentStageOn: at.date,
                restReason: row.state === DossierState.RESTING ? row.reason : null,
                endReason: ENDED.includes(row.state) ? row.reason : null,
                verified: row.verified,
              },
            };
          }),
        ),
        seedTable<DossierStage>(
          'dossier_stage',
          'DossierStage',
          rows.flatMap((row) =>
            row.stages.map((one) => ({
              key: `${row.key}/${one.key}`,
              values: {
                ...guarded(row.key),
                stage: one.stage,
                state: StageState.CONFIRMED,
                parentId: one.parent ? stageId(row, one.parent) : null,
                date: one.date,
                documentId: one.document,
                note: one.note,
                provisions: one.provisions,
                verified: one.verified,
                // What came into force long ago is no news.
                announcedAt:
                  one.stage === DossierStageKind.IN_FORCE && one.date
                    ? (`${one.date}T00:00:00+00:00` as never as Date)
                    : null,
              },
            })),
          ),
        ),
        seedTable<EntrySubjectArea>(
          'entry_subject_area',
          'Link',
          rows.flatMap((row) =>
            row.subjectAreas.map((area) => ({
              key: `${row.key}/${area}`,
              values: { ...guarded(row.key), subjectAreaId: seedId('SubjectArea', area) },
            })),
          ),
        ),
      ];
    },
  },
];

const DEMO = 'demo/dossiers.json';
const DemoSeed = z.object({
  key: z.string(),
  by: z.string(),
  title: z.string().min(1).max(300),
  summary: z.string().min(1),
  subjectAreas: z.array(z.string()).min(1),
  remiss: z.object({
    title: z.string().min(1),
    ministryReference: z.string().min(1),
    /** Working days from the day of seeding, so that the deadline always lies ahead. */
    deadlineOffsetWorkingDays: z.number().int().min(1).max(250),
    asked: z.array(z.string()).min(1),
  }),
});

/**
 * Dossiers with a remiss whose last day lies ahead, opened by the demo people through the same services as everybody. Each
 * step has an idempotency key, and is known again by its title when those are gone. Answers with the steps taken.
 */
export async function seedDemoDossiers(
  app: INestApplicationContext,
  log: SeedLog = () => undefined,
  files = new SeedFiles(),
): Promise<number> {
  const get = <T>(service: new (...args: never[]) => T): T => app.get<T>(service as never, { strict: false });
  const rows = files.json(DEMO, z.array(DemoSeed));
  keysOf(DEMO, rows);
  const area = subjectAreaKeys(files);
  const organisation = organisationKeys(files);
  let taken = 0;
  for (const row of rows) {
    const actor = await get(ActorService).ofPerson(personIdOf(files, row.by, DEMO));
    if (!actor) throw new SeedError(DEMO, row.by, 'is not in the database: seed the demo people first');
    const there = await get(Database).reads.one<{ id: string; version: number; stages: number }>(
      actor,
      'seed_demo_dossier',
      `select e.id, e.version, (select count(*)::int from dossier_stage s where s.entry_id = e.id) as stages
         from entry e where e.kind = 'DOSSIER' and e.title = $1 and e.created_by = $2`,
      [row.title, actor.id],
    );
    if (there && (there.stages > 0 || there.version > 2)) continue;
    const call = (step: string, path: string) => {
      const key = `seed-${row.key.replace(/[^A-Za-z0-9_-]/g, '-')}-${step}`;
      return actor.calling({ key, path, inputHash: createHash('sha256').update(key).digest('hex') });
    };
    const today = get(Clock).today();
    const { id } =
      there ??
      (await get(DossierService).open(call('open', 'dossierOpen'), {
        title: row.title,
        summary: row.summary,
        subjectAreas: row.subjectAreas.map((key) => seedId('SubjectArea', area(key, DEMO))),
      }));
    await get(DossierStagesService).confirm(call('remiss', 'dossierStageConfirm'), {
      id,
      expectedVersion: there?.version ?? 2,
      stage: DossierStageKind.REFERRAL,
      date: today,
      title: row.remiss.title,
      ministryReference: row.remiss.ministryReference,
      deadline: get(WorkingDays).addWorkingDays(today, row.remiss.deadlineOffsetWorkingDays),
      asked: row.remiss.asked.map((key) => ({ organisation: seedId('Organisation', organisation(key, DEMO)) })),
    });
    taken += there ? 1 : 2;
    await get(JobService).drain();
    log(`${row.key}: remiss`);
  }
  return taken;
}
