import { Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Barrier } from '../barriers/barrier.entity.js';
import { defineLoader, grouped, Ctx, RequestContext } from '../platform/graphql/context.js';
import { loadNode } from '../platform/graphql/node.js';
import { StrategyMeasure } from './strategy.entity.js';
import { measureById } from './strategy.loaders.js';

/** Of each measure at most: a page shows some, `barriers` lists all. */
const MOST = 20;

/** Barriers of a measure that the reader may see, by number. */
const barriersOfMeasure = defineLoader<string, { id: string; measureId: string }[]>(
  'barriersOfMeasure',
  async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<{ id: string; measureId: string }>(
        context,
        'barriers_of_measures',
        `select f.id, wanted.id as "measureId" from unnest($1::uuid[]) as wanted (id)
         cross join lateral (select b.id, b.ref_number from barrier b where b.measure_ids @> array[wanted.id]
           order by b.ref_number limit ${MOST}) f
         order by f.ref_number`,
        [ids],
      ),
      (row) => row.measureId,
    ),
);

/** Given from above: barriers do not know the strategy. */
@Resolver(() => Barrier)
export class BarrierMeasuresResolver {
  @ResolveField(() => [StrategyMeasure], { description: 'Measures of the strategy that it belongs to.' })
  @Extensions({ size: 2 })
  async measures(@Parent() barrier: Barrier, @Ctx() context: RequestContext): Promise<StrategyMeasure[]> {
    const measures = await Promise.all(barrier.measureIds.map((id) => context.load(measureById, id)));
    return measures.filter((one): one is StrategyMeasure => one !== null);
  }
}

@Resolver(() => StrategyMeasure)
export class MeasureBarriersResolver {
  @ResolveField(() => [Barrier], { description: 'Barriers that it is about, by number; the first 20.' })
  @Extensions({ size: 5 })
  async barriers(@Parent() measure: StrategyMeasure, @Ctx() context: RequestContext): Promise<object[]> {
    const rows = (await context.load(barriersOfMeasure, measure.id)) ?? [];
    const found = await Promise.all(rows.map(({ id }) => loadNode(context, id)));
    return found.filter((one) => one !== null);
  }
}
