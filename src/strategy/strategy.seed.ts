import { z } from 'zod';
import { organisationKeys } from '../access/organisation.seed.js';
import { actKeys } from '../law/act.seed.js';
import { Bilingual, Day, keysOf, SeedError, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { measureTables } from './measure.seed.js';
import {
  InteroperabilityLayer,
  MeasureKind,
  MeasureOwner,
  Strategy,
  StrategyArea,
  StrategyGoal,
  StrategyGroup,
  StrategyMeasure,
} from './strategy.entity.js';

const STRATEGY = 'reference/strategy.json';
const BARRIERS = 'reference/barriers-2011.json';
const OUTCOMES = 'reference/strategy-outcomes.json';

const StrategySeed = z.object({
  strategy: z.object({
    key: z.string(),
    code: z.string().regex(/^[a-z0-9-]+$/),
    title: Bilingual,
    adoptedBy: z.string(),
    adoptedUnder: z.string().nullable(),
    adopted: z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/),
    validFrom: Day.nullable(),
    validTo: Day.nullable(),
    recommendedTo: Bilingual.nullable(),
    followUp: z.object({ every: z.literal('YEAR'), planFields: z.array(z.string()) }),
    note: z.string().nullable(),
    verified: z.boolean(),
  }),
  goals: z.array(z.object({ key: z.string(), code: z.string(), source: z.string().nullish(), title: Bilingual })),
  areas: z.array(
    z.object({
      key: z.string(),
      code: z.string(),
      source: z.string().nullish(),
      title: Bilingual,
      objective: Bilingual,
    }),
  ),
  groups: z.array(z.object({ key: z.string(), area: z.string(), title: Bilingual })),
  measures: z.array(
    z.object({
      key: z.string(),
      code: z.string().regex(/^\d+\.\d+$/),
      area: z.string(),
      group: z.string(),
      title: Bilingual,
      owner: z.enum(MeasureOwner),
      kind: z.enum(MeasureKind),
      goals: z.array(z.string()).min(1),
    }),
  ),
  layers: z.array(
    z.object({
      key: z.enum(['LEGAL', 'ORGANISATIONAL', 'SEMANTIC', 'TECHNICAL']),
      label: Bilingual,
      description: Bilingual,
    }),
  ),
});

const readStrategy = (files: SeedFiles) => files.json(STRATEGY, StrategySeed);
const measureKeys = (files: SeedFiles) => keysOf(STRATEGY, readStrategy(files).measures);

const sides = (title: z.infer<typeof Bilingual>) => ({ titleSv: title.sv, titleEn: title.en });

export const strategySeeds: SeedFile[] = [
  {
    file: STRATEGY,
    tables: (files) => {
      const { strategy, goals, areas, groups, measures, layers } = readStrategy(files);
      const strategyId = seedId('Strategy', strategy.key);
      const goal = keysOf(STRATEGY, goals);
      const area = keysOf(STRATEGY, areas);
      const group = keysOf(STRATEGY, groups);
      return [
        seedTable<Strategy>('strategy', 'Strategy', [
          {
            key: strategy.key,
            values: {
              code: strategy.code,
              ...sides(strategy.title),
              adoptedById: seedId('Organisation', organisationKeys(files)(strategy.adoptedBy, STRATEGY)),
              adoptedUnder: strategy.adoptedUnder,
              adopted: strategy.adopted,
              validFrom: strategy.validFrom,
              validTo: strategy.validTo,
              recommendedToSv: strategy.recommendedTo?.sv ?? null,
              recommendedToEn: strategy.recommendedTo?.en ?? null,
              planFields: strategy.followUp.planFields,
              verified: strategy.verified,
              note: strategy.note,
            },
          },
        ]),
        seedTable<StrategyGoal>(
          'strategy_goal',
          'StrategyGoal',
          goals.map(({ key, code, source, title }, position) => ({
            key,
            values: { strategyId, code, ...sides(title), source: source ?? null, position },
          })),
        ),
        seedTable<StrategyArea>(
          'strategy_area',
          'StrategyArea',
          areas.map(({ key, code, source, title, objective }, position) => ({
            key,
            values: {
              strategyId,
              code,
              ...sides(title),
              objectiveSv: objective.sv,
              objectiveEn: objective.en,
              source: source ?? null,
              position,
            },
          })),
        ),
        seedTable<StrategyGroup>(
          'strategy_group',
          'StrategyGroup',
          groups.map((row, position) => ({
            key: row.key,
            values: { areaId: seedId('StrategyArea', area(row.area, STRATEGY)), ...sides(row.title), position },
          })),
        ),
        seedTable<StrategyMeasure>(
          'strategy_measure',
          'StrategyMeasure',
          measures.map((row, position) => {
            if (groups.find((one) => one.key === group(row.group, STRATEGY))?.area !== row.area)
              throw new SeedError(STRATEGY, row.key, `${row.group} lies in another area`);
            return {
              key: row.key,
              values: {
                strategyId,
                groupId: seedId('StrategyGroup', row.group),
                code: row.code,
                ...sides(row.title),
                owner: row.owner,
                kind: row.kind,
                goalIds: row.goals.map((key) => seedId('StrategyGoal', goal(key, STRATEGY))),
                position,
              },
            };
          }),
        ),
        ...measureTables(
          files,
          STRATEGY,
          strategy,
          measures.map(({ key, code, title }) => ({ key, code, title: title.sv })),
        ),
        seedTable<InteroperabilityLayer>(
          'interoperability_layer',
          'InteroperabilityLayer',
          layers.map(({ key, label, description }, position) => ({
            key,
            values: {
              key,
              labelSv: label.sv,
              labelEn: label.en,
              descriptionSv: description.sv,
              descriptionEn: description.en,
              position,
            },
          })),
        ),
      ];
    },
  },
];

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

const Grade = z.enum(['MET', 'LARGELY_MET', 'PARTLY_MET', 'REJECTED', 'OVERTAKEN', 'PENDING', 'UNKNOWN', 'DROPPED']);
/** High = seen in the law's text or register, medium = indirect, low = not found. */
const Certainty = z.enum(['H', 'M', 'L']);
export type Outcome = z.infer<typeof OutcomeSeed>;
const OutcomeSeed = z.object({
  key: z.string(),
  measure: z.string(),
  goal: z.string(),
  grade: Grade,
  certainty: Certainty,
  verified: z.boolean(),
  summary: z.string(),
  chains: z.array(
    z.object({
      key: z.string(),
      claim: z.string(),
      documents: z.array(
        z.object({
          id: z.string().regex(/^[a-z-]+\/\S+$/),
          stage: z
            .enum([
              'DIRECTIVE',
              'INQUIRY',
              'BILL',
              'COMMITTEE_REPORT',
              'PARLIAMENT_DECISION',
              'IN_FORCE',
              'REPEALED',
              'EU_ACT',
            ])
            .nullable(),
          date: Day.nullable(),
          note: z.string().nullable(),
          /** The place in the law in which it shows. */
          provision: z.string().optional(),
        }),
      ),
      result: z.string(),
      /** When it came to this, where no document has the day. */
      on: Day.optional(),
      grade: Grade,
      certainty: Certainty,
      verified: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
});

/** The barriers of 2011, checked against measures and acts. They become entries when barriers exist. */
export function readBarriers2011(files: SeedFiles): z.infer<typeof BarrierSeed>[] {
  const measure = measureKeys(files);
  const act = actKeys(files);
  const rows = files.json(BARRIERS, z.array(BarrierSeed));
  keysOf(BARRIERS, rows);
  for (const row of rows) {
    measure(row.measure, BARRIERS);
    for (const key of row.touches) act(key, BARRIERS);
  }
  return rows;
}

/** What became of the measures on law; only high certainty counts as verified. They become goals and claims. */
export function readOutcomes(files: SeedFiles): z.infer<typeof OutcomeSeed>[] {
  const measure = measureKeys(files);
  const rows = files.json(OUTCOMES, z.array(OutcomeSeed));
  keysOf(OUTCOMES, [...rows, ...rows.flatMap((row) => row.chains)]);
  for (const row of rows) {
    measure(row.measure, OUTCOMES);
    for (const one of [row, ...row.chains])
      if (one.verified && one.certainty !== 'H') throw new SeedError(OUTCOMES, one.key, 'verified without certainty H');
  }
  return rows;
}
