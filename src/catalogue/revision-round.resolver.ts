import { Args, Extensions, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Person } from '../access/person.entity.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { UserError } from '../platform/user-error.js';
import { approvalsOfRevision } from './entry.loaders.js';
import { renderMarkdown } from './markdown.js';
import { Approval, Revision } from './revision.entity.js';
import { RevisionRound } from './revision-round.entity.js';
import { roundsOfRevision } from './revision-round.loaders.js';
import { RevisionPart, RevisionPartChange } from './revision-round.types.js';
import { diffWords } from './word-diff.js';

type Said = Pick<RevisionRound, 'title' | 'conclusion' | 'forWhom' | 'asOf' | 'reviewBy' | 'body' | 'transitional'>;

/** In the order of the page. */
const PARTS: [RevisionPart, keyof Said][] = [
  [RevisionPart.TITLE, 'title'],
  [RevisionPart.CONCLUSION, 'conclusion'],
  [RevisionPart.FOR_WHOM, 'forWhom'],
  [RevisionPart.AS_OF, 'asOf'],
  [RevisionPart.REVIEW_BY, 'reviewBy'],
  [RevisionPart.BODY, 'body'],
  [RevisionPart.TRANSITIONAL, 'transitional'],
];

/** What a text said each time that it was reviewed, beside the revision as it is now. */
@Resolver(() => Revision)
export class RevisionRoundsResolver {
  @Extensions({ size: 4 })
  @ResolveField(() => [RevisionRound], {
    description:
      "Each time that it was sent to review, oldest first, with what it said then; within the author's own organisation.",
  })
  async rounds(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<RevisionRound[]> {
    return (await context.load(roundsOfRevision, revision.id)) ?? [];
  }

  @Extensions({ size: 7 })
  @ResolveField(() => [RevisionPartChange], {
    description:
      'What changed from one round of review to another, or to what it says now: the parts that differ, word by word.',
  })
  async roundChanges(
    @Parent() revision: Revision,
    @Ctx() context: RequestContext,
    @Args('from', { type: () => Int, description: 'Number of the round to begin from.' }) from: number,
    @Args('to', { type: () => Int, nullable: true, description: 'Number of another; what it says now when left out.' })
    to?: number | null,
  ): Promise<RevisionPartChange[]> {
    const rounds = (await context.load(roundsOfRevision, revision.id)) ?? [];
    const said = (number: number, path: string): Said => {
      const round = rounds.find((one) => one.number === number);
      if (!round) throw new UserError('ROUND_UNKNOWN', path, { number });
      if (round.body === null) throw new UserError('ROUND_CLEARED', path, { number });
      return round;
    };
    const before = said(from, 'from');
    const after = to === null || to === undefined ? revision : said(to, 'to');
    return PARTS.filter(([, name]) => (before[name] ?? '') !== (after[name] ?? '')).map(([part, name]) => ({
      part,
      before: before[name],
      after: after[name],
      changes: diffWords(before[name] ?? '', after[name] ?? '') as RevisionPartChange['changes'],
    }));
  }
}

@Resolver(() => RevisionRound)
export class RevisionRoundResolver {
  @ResolveField(() => String, { nullable: true, description: 'The text as it was sent, as safe HTML.' })
  html(@Parent() round: RevisionRound): string | null {
    return round.body === null ? null : renderMarkdown(round.body);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who sent it; null where that was not kept.' })
  submittedBy(@Parent() round: RevisionRound, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return round.submittedById ? context.load(personById, round.submittedById) : null;
  }

  @Extensions({ size: 2 })
  @ResolveField(() => [Approval], { description: 'What reviewers said in this round.' })
  async verdicts(@Parent() round: RevisionRound, @Ctx() context: RequestContext): Promise<Approval[]> {
    const all = (await context.load(approvalsOfRevision, round.revisionId)) ?? [];
    return all.filter((one) => one.round === round.number);
  }
}
