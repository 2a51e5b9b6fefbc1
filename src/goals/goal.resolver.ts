import { Args, Extensions, Field, ID, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { AllowedActionView } from '../catalogue/entry.types.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { Revision } from '../catalogue/revision.entity.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { Claim, ClaimEvidence, ClaimGrade, ClaimGrading } from './claim.entity.js';
import { Goal } from './goal.entity.js';
import { ClaimFilter, GoalFilter, GoalOrder } from './goal.inputs.js';
import {
  claimsOfGoal,
  evidenceOfGrading,
  goalById,
  gradesOfGoal,
  gradingsOfClaim,
  wordingOfClaim,
} from './goal.loaders.js';
import { claimActions } from './claim-actions.js';
import { claimList, type ClaimRow, type EvidenceRow, goalList, type GoalRow, type GradingRow } from './goal.queries.js';

@ObjectType({ description: 'How many claims of a goal have a grade.' })
export class ClaimGradeCount {
  @Field(() => ClaimGrade, { description: 'The grade.' })
  grade!: ClaimGrade;
  @Field(() => Int, { description: 'Claims with it.' })
  count!: number;
}

const GoalConnection = connectionOf(() => Goal, 'Goal');
const ClaimConnection = connectionOf(() => Claim, 'Claim');

@Resolver(() => Goal)
export class GoalResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => GoalConnection, { description: 'Advocacy goals that the reader may see.' })
  @Can.anyone('goal:read')
  advocacyGoals(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => GoalFilter, nullable: true, description: 'Which.' }) filter?: GoalFilter | null,
    @Args('orderBy', { type: () => GoalOrder, defaultValue: GoalOrder.UPDATED, description: 'In which order.' })
    orderBy: GoalOrder = GoalOrder.UPDATED,
  ) {
    return page<GoalRow>(context, this.seal, goalList(filter ?? {}, orderBy), args);
  }

  @Query(() => Goal, { nullable: true, description: 'One goal; null when it does not exist or may not be seen.' })
  @Can.anyone('goal:read')
  async advocacyGoal(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<GoalRow | null> {
    const found = await loadNode(context, id);
    return found && (found as EntryRow).kind === 'GOAL' ? (found as GoalRow) : null;
  }

  @Query(() => ClaimConnection, {
    description: 'Claims over all goals, last made first: all that is demanded of one act, what is not verified …',
  })
  @Can.anyone('goal:read')
  claims(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => ClaimFilter, nullable: true, description: 'Which.' }) filter?: ClaimFilter | null,
  ) {
    return page<ClaimRow>(context, this.seal, claimList(filter ?? {}), args);
  }

  @ResolveField(() => String, { nullable: true, description: 'The description as safe HTML.' })
  html(@Parent() goal: GoalRow): string | null {
    return goal.description === null ? null : renderMarkdown(goal.description);
  }

  @ResolveField(() => Person, { nullable: true, description: 'The advocate who has it.' })
  responsible(@Parent() goal: GoalRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return goal.responsibleId ? context.load(personById, goal.responsibleId) : null;
  }

  @Extensions({ size: 100 })
  @ResolveField('claims', () => [Claim], { description: 'Its claims, by number.' })
  async claimsOf(@Parent() goal: GoalRow, @Ctx() context: RequestContext): Promise<ClaimRow[]> {
    return (await context.load(claimsOfGoal, goal.id)) ?? [];
  }

  @Extensions({ size: 8 })
  @ResolveField(() => [ClaimGradeCount], { description: 'Its claims counted by grade.' })
  async grades(@Parent() goal: GoalRow, @Ctx() context: RequestContext): Promise<ClaimGradeCount[]> {
    return (await context.load(gradesOfGoal, goal.id)) ?? [];
  }
}

@Resolver(() => Claim)
export class ClaimResolver {
  @Query(() => Claim, { nullable: true, description: 'One claim; null when it does not exist or may not be seen.' })
  @Can.anyone('goal:read')
  async claim(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<ClaimRow | null> {
    const found = await loadNode(context, id);
    return found && 'grade' in found ? (found as ClaimRow) : null;
  }

  @ResolveField(() => Goal, { nullable: true, description: 'The goal that it belongs to.' })
  goal(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<GoalRow | null> {
    return context.load(goalById, claim.entryId);
  }

  @ResolveField(() => String, { description: 'The slot of its text: give it to revisionDraft with the goal as entry.' })
  slot(@Parent() claim: ClaimRow): string {
    return `claim:${claim.id}`;
  }

  @ResolveField(() => Revision, { nullable: true, description: 'What it says, as published.' })
  wording(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<Revision | null> {
    return context.load(wordingOfClaim, claim.id);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why this grade, as safe HTML.' })
  explanationHtml(@Parent() claim: ClaimRow): string | null {
    return claim.explanation === null ? null : renderMarkdown(claim.explanation);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who graded it; null for what was seeded.' })
  gradedBy(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return claim.gradedById ? context.load(personById, claim.gradedById) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who checked the grade.' })
  verifiedBy(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return claim.verifiedById ? context.load(personById, claim.verifiedById) : null;
  }

  @Extensions({ size: 30 })
  @ResolveField(() => [ClaimEvidence], { description: 'What shows the grade that stands.' })
  async evidence(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<EvidenceRow[]> {
    const [last] = (await context.load(gradingsOfClaim, claim.id)) ?? [];
    return last ? ((await context.load(evidenceOfGrading, last.id)) ?? []) : [];
  }

  @Extensions({ size: 50 })
  @ResolveField(() => [ClaimGrading], { description: 'All that it was held to be, newest first.' })
  async gradings(@Parent() claim: ClaimRow, @Ctx() context: RequestContext): Promise<GradingRow[]> {
    return (await context.load(gradingsOfClaim, claim.id)) ?? [];
  }

  @Extensions({ size: 10 })
  @ResolveField(() => [AllowedActionView], {
    description: 'What the reader may do with it now, and what stands in the way: ask before the click.',
  })
  async allowedActions(@Parent() claim: ClaimRow, @Ctx() context: RequestContext<Actor>): Promise<AllowedActionView[]> {
    const goal = await context.load(goalById, claim.entryId);
    return goal ? claimActions(context, goal, claim) : [];
  }
}

@Resolver(() => ClaimGrading)
export class ClaimGradingResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who; null for what was seeded.' })
  gradedBy(@Parent() grading: GradingRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return grading.gradedById ? context.load(personById, grading.gradedById) : null;
  }

  @Extensions({ size: 30 })
  @ResolveField(() => [ClaimEvidence], { description: 'What showed it.' })
  async evidence(@Parent() grading: GradingRow, @Ctx() context: RequestContext): Promise<EvidenceRow[]> {
    return (await context.load(evidenceOfGrading, grading.id)) ?? [];
  }
}
