import { Args, Extensions, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { Barrier } from '../barriers/barrier.entity.js';
import { Clock } from '../platform/clock.js';
import { connectionOf, page, PageArgs, statementName } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { UserError } from '../platform/user-error.js';
import { Dossier, DossierStage, DossierStageKind, DossierState } from './dossier.entity.js';
import { DossierMilestone } from './dossier-parts.entity.js';
import { DossierFilter } from './dossier.inputs.js';
import { barriersOfDossier, datesOfDossier, dossierById, milestoneById, stageById } from './dossier.loaders.js';
import { boardCards, boardCounts, deadlineList, type DossierRow } from './dossier.queries.js';
import { Deadline, type DeadlineRow, DossierBoard, DossierBoardColumn } from './dossier.types.js';

const DeadlineConnection = connectionOf(() => Deadline, 'Deadline');
const MOST_CARDS = 20;

/** What those who follow legislation look at every day. */
@Resolver(() => Deadline)
export class DossierBoardResolver {
  constructor(
    private readonly seal: CursorSeal,
    private readonly clock: Clock,
  ) {}

  @Query(() => DossierBoard, {
    description:
      'Dossiers in columns by their furthest stage: how many, and the first of each. Open and resting ones when the filter names no state.',
  })
  @Can.anyone('dossier:read')
  async dossierBoard(
    @Ctx() context: RequestContext,
    @Args('filter', { type: () => DossierFilter, nullable: true, description: 'Which ones.' })
    filter?: DossierFilter | null,
  ): Promise<DossierBoard> {
    const wanted = { ...filter, states: filter?.states ?? [DossierState.OPEN, DossierState.RESTING] };
    const counted = boardCounts(wanted);
    const first = boardCards(wanted, MOST_CARDS);
    const [counts, rows] = await Promise.all([
      context.reads.all<{ stage: DossierStageKind; n: number }>(
        context,
        statementName('dossier_board_counts', counted.text),
        counted.text,
        counted.values,
      ),
      context.reads.all<DossierRow>(
        context,
        statementName('dossier_board_cards', first.text),
        first.text,
        first.values,
      ),
    ]);
    return {
      total: counts.reduce((sum, one) => sum + one.n, 0),
      columns: Object.values(DossierStageKind).map((stage) => ({
        stage,
        count: counts.find((one) => one.stage === stage)?.n ?? 0,
        rows: rows.filter((row) => row.currentStage === stage),
      })),
    };
  }

  @Query(() => DeadlineConnection, {
    description:
      'Dates ahead, the next first: the last days of remisser, commencements, and to those who handle dossiers the milestones.',
  })
  @Can.anyone('deadline:read')
  deadlines(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('from', { type: () => DateScalar, nullable: true, description: 'The first day; today when absent.' })
    from?: string | null,
    @Args('to', { type: () => DateScalar, nullable: true, description: 'The last day; without end when absent.' })
    to?: string | null,
  ) {
    return page<DeadlineRow>(context, this.seal, deadlineList(from ?? this.clock.today(), to ?? null), args);
  }

  @ResolveField(() => Dossier, { description: 'The dossier.' })
  dossier(@Parent() row: DeadlineRow, @Ctx() context: RequestContext): Promise<object | null> {
    return context.load(dossierById, row.dossierId);
  }

  @ResolveField(() => DossierStage, { description: 'The remiss, or the commencement.' })
  stage(@Parent() row: DeadlineRow, @Ctx() context: RequestContext): Promise<DossierStage | null> {
    return context.load(stageById, row.stageId);
  }

  @ResolveField(() => DossierMilestone, { nullable: true, description: 'The milestone, where it is one.' })
  milestone(@Parent() row: DeadlineRow, @Ctx() context: RequestContext): Promise<DossierMilestone | null> | null {
    return row.milestoneId ? context.load(milestoneById, row.milestoneId) : null;
  }
}

@Resolver(() => DossierBoardColumn)
export class DossierBoardColumnResolver {
  @ResolveField(() => [Dossier], { description: 'The first of them, last changed first.' })
  cards(
    @Parent() column: DossierBoardColumn,
    @Args('first', { type: () => Int, defaultValue: 5, description: `How many, at most ${MOST_CARDS}.` }) first: number,
  ): object[] {
    if (first < 0 || first > MOST_CARDS) throw new UserError('PAGE_SIZE', 'first', { max: MOST_CARDS });
    return column.rows.slice(0, first);
  }
}

/** What a dossier leads to, and when: for its card on the board and for its page. */
@Resolver(() => Dossier)
export class DossierOutlookResolver {
  constructor(private readonly clock: Clock) {}

  @Extensions({ size: 3 })
  @ResolveField(() => [Deadline], {
    description: 'Its dates ahead, the next first; milestones only to those who handle dossiers.',
  })
  async datesAhead(
    @Parent() row: DossierRow,
    @Ctx() context: RequestContext,
    @Args('first', { type: () => Int, defaultValue: 3, description: 'How many, at most 20.' }) first: number,
  ): Promise<DeadlineRow[]> {
    if (first < 0 || first > MOST_CARDS) throw new UserError('PAGE_SIZE', 'first', { max: MOST_CARDS });
    return ((await context.load(datesOfDossier, `${row.id} ${this.clock.today()}`)) ?? []).slice(0, first);
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [Barrier], {
    description:
      'Barriers that it would resolve: those that lead to it, and those pursued by goals tracked in it. The heaviest first.',
  })
  async barriers(
    @Parent() row: DossierRow,
    @Ctx() context: RequestContext,
    @Args('first', { type: () => Int, defaultValue: 3, description: 'How many, at most 20.' }) first: number,
  ): Promise<object[]> {
    if (first < 0 || first > MOST_CARDS) throw new UserError('PAGE_SIZE', 'first', { max: MOST_CARDS });
    const rows = ((await context.load(barriersOfDossier, row.id)) ?? []).slice(0, first);
    const found = await Promise.all(rows.map(({ id }) => loadNode(context, id)));
    return found.filter((one): one is object => one !== null);
  }

  @ResolveField(() => Int, { description: 'How many barriers it would resolve.' })
  async barrierCount(@Parent() row: DossierRow, @Ctx() context: RequestContext): Promise<number> {
    return ((await context.load(barriersOfDossier, row.id)) ?? []).length;
  }
}
