import { Args, Extensions, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { personById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { revisionById } from '../catalogue/entry.loaders.js';
import { Revision } from '../catalogue/revision.entity.js';
import { TextChange } from '../catalogue/text-change.types.js';
import { diffWords } from '../catalogue/word-diff.js';
import { Task } from '../inbox/task.entity.js';
import { ReReviews } from '../inbox/re-reviews.service.js';
import { TaskConnection } from '../inbox/task.types.js';
import { ChangeSet } from '../law/change-set.entity.js';
import { labelOf } from '../law/fragment.js';
import { Provision, Wording } from '../law/provision.entity.js';
import { readable } from '../law/wording-text.js';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { say } from '../platform/i18n/messages.js';
import { isEntryId, isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { actLabelByKey } from './act-name.loaders.js';
import { actName } from './citation-spans.service.js';
import { Citation } from './citation.entity.js';
import { ReReviewConfirmInput } from './citation.inputs.js';
import {
  citationsOfSubject,
  impactsOfEntry,
  impactsOfSubject,
  impactsOfTask,
  pinsOfCitation,
} from './citation.loaders.js';
import { LawStanding } from './citation.types.js';
import { actOf } from './law-following.service.js';
import { LawImpact, LawImpactStatus, LawNotice, LawSeverity, NoticeReason } from './law-impact.entity.js';
import { LawReview } from './law-review.service.js';
import { LawStandings } from './law-standing.service.js';

const LawNoticeConnection = connectionOf(() => LawNotice, 'LawNotice');
const ReReviewConfirmPayload = payloadOf('ReReviewConfirm', {
  task: { type: () => Task, description: 'The task, done.' },
});
/** Who reads what came of an import. */
const LEDGER_READERS = [Role.CATALOGUER, Role.AUDITOR, Role.ADMIN] as const;

@Resolver(() => LawImpact)
export class LawImpactResolver {
  constructor(private readonly review: LawReview) {}

  @Mutation(() => ReReviewConfirmPayload, {
    description:
      'Says that what is published still holds after a look: closes the task and takes the mark away. For a task of flags it settles them, and the note is needed.',
  })
  @Can('re-review:confirm')
  async reReviewConfirm(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: ReReviewConfirmInput,
  ) {
    const { id } = await this.review.confirm(actor, input);
    return { task: await loadNode(context, id) };
  }

  @ResolveField(() => String, { description: 'What happens, in a sentence.' })
  async message(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<string> {
    const provision = (await loadNode(context, row.provisionId)) as Provision | null;
    const source = (await loadNode(context, row.sourceId)) as { key: string } | null;
    const act = source && (await context.load(actLabelByKey, source.key));
    const params = {
      place: labelOf(provision?.fragment ?? ''),
      source: source ? actName(source.key, act ?? null) : '',
      on: row.effectiveOn,
      act: row.act || '–',
    };
    return say(codeOf(row), context.language, params);
  }

  @ResolveField(() => Provision, { description: 'The provision that is changed, under the number that is cited.' })
  provision(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.provisionId);
  }

  @ResolveField(() => Provision, {
    nullable: true,
    description: 'Where its words went, when it was given another number.',
  })
  movedTo(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.toProvisionId ? loadNode(context, row.toProvisionId) : null;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What it said; null where it has come.' })
  before(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.beforeWordingId ? loadNode(context, row.beforeWordingId) : null;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What it says instead; null where it goes.' })
  after(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.afterWordingId ? loadNode(context, row.afterWordingId) : null;
  }

  @Extensions({ size: 20 })
  @ResolveField(() => [TextChange], { description: 'Both wordings compared word by word.' })
  async diff(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<TextChange[]> {
    const textOf = async (id: string | null): Promise<string> =>
      id ? readable(((await loadNode(context, id)) as Wording | null)?.text ?? '') : '';
    return diffWords(await textOf(row.beforeWordingId), await textOf(row.afterWordingId)) as TextChange[];
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [Citation], { description: 'Where the text points at it.' })
  async citations(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<Citation[]> {
    const all = (await context.load(citationsOfSubject, row.subjectId)) ?? [];
    const provision = (await loadNode(context, row.provisionId)) as Provision | null;
    const chapter = (await Promise.all(all.map((one) => context.load(pinsOfCitation, one.id)))).map((pins) =>
      (pins ?? []).some(
        (pin) =>
          pin.provisionId === row.provisionId ||
          pin.movedFromId === row.provisionId ||
          (pin.scope === 'CHAPTER' && pin.sourceId === row.sourceId && provision?.chapter !== null),
      ),
    );
    return all.filter((one, i) => chapter[i] && (one.place !== null || one.sourceKey === null));
  }

  @ResolveField(() => Revision, {
    nullable: true,
    description: 'The text that is marked; null for provisions stated by hand.',
  })
  revision(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<Revision | null> | null {
    return row.revisionId ? context.load(revisionById, row.revisionId) : null;
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry whose text it is.' })
  entry(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }

  @ResolveField(() => ChangeSet, {
    nullable: true,
    description: 'The import that brought it; null where it was known when the text was written.',
  })
  changeSet(@Parent() row: LawImpact, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.changeSetId ? loadNode(context, row.changeSetId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who said that it holds; shown to staff.' })
  endedBy(@Parent() row: LawImpact, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return row.endedBy && context.principal.staff ? context.load(personById, row.endedBy) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it holds, as written by whoever looked; shown to staff.',
  })
  note(@Parent() row: LawImpact, @Ctx() context: RequestContext<Actor>): string | null {
    return context.principal.staff ? row.note : null;
  }
}

function codeOf({ severity, status, effectiveOn }: LawImpact): string {
  const since = status === LawImpactStatus.CHANGED_SINCE;
  if (severity === LawSeverity.RENUMBERED) return 'IMPACT_RENUMBERED';
  if (severity === LawSeverity.REPEALED && (since || effectiveOn))
    return since ? 'IMPACT_REPEALED_SINCE' : 'IMPACT_REPEALED_ON';
  if (since) return 'IMPACT_CHANGED_SINCE';
  return effectiveOn ? 'IMPACT_CHANGES_ON' : 'IMPACT_CHANGES_SOMETIME';
}

/** `lawChanges` on every entry. */
@Resolver(() => EntryRow)
export class EntryLawChangesResolver {
  @Extensions({ size: 5 })
  @ResolveField(() => [LawImpact], {
    description:
      'Amendments that touch what the entry says now, those in force last; drafts to their own organisation.',
  })
  async lawChanges(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<LawImpact[]> {
    return (await context.load(impactsOfEntry, entry.id)) ?? [];
  }
}

@Resolver(() => Revision)
export class RevisionLawChangesResolver {
  constructor(private readonly standings: LawStandings) {}

  @ResolveField(() => LawStanding, { description: 'How the text stands against the law that it cites.' })
  lawStanding(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<LawStanding> {
    return this.standings.of(context, revision.id);
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [LawImpact], { description: 'Amendments that touch what it cites and that nobody has settled.' })
  async lawChanges(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<LawImpact[]> {
    return (await context.load(impactsOfSubject, revision.id)) ?? [];
  }
}

@Resolver(() => Task)
export class TaskLawChangesResolver {
  @Extensions({ size: 5 })
  @ResolveField(() => [LawImpact], {
    description: 'For a re-review or glance: what the amending act changes of what the entry cites, the hardest first.',
  })
  async lawChanges(@Parent() task: Task, @Ctx() context: RequestContext): Promise<LawImpact[]> {
    const act = actOf(task.cause);
    return act === null ? [] : ((await context.load(impactsOfTask, `${task.entryId} ${act}`)) ?? []);
  }
}

@Resolver(() => ChangeSet)
export class ChangeSetNoticesResolver {
  constructor(
    private readonly seal: CursorSeal,
    private readonly tasks: ReReviews,
  ) {}

  @ResolveField(() => LawNoticeConnection, {
    nullable: true,
    description: 'Who was told of it, and why others were not; for whoever keeps the catalogue, and auditors.',
  })
  notices(
    @Parent() set: ChangeSet,
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
  ): Promise<Page<LawNotice>> | null {
    return context.principal.has(...LEDGER_READERS) ? notices(context, this.seal, args, { changeSet: set.id }) : null;
  }

  @ResolveField(() => TaskConnection, {
    description: "Tasks that it gave, of the reader's own organisation; the newest first.",
  })
  reReviews(@Parent() set: ChangeSet, @Ctx() context: RequestContext, @Args() args: PageArgs): Promise<Page<Task>> {
    return this.tasks.page(
      context,
      this.seal,
      {
        name: 're_reviews_of_change_set',
        sql: `exists (select 1 from law_impact i where i.entry_id = t.entry_id and i.change_set_id = $1
          and t.cause = case when i.act = '' then 'law' else 'sfs/' || i.act end)`,
        values: [set.id],
      },
      args,
    );
  }
}

@Resolver(() => LawNotice)
export class LawNoticeResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => LawNoticeConnection, {
    description: 'The ledger of amendments: who was told of what, or why nobody was. The latest first.',
  })
  @Can('law-notice:read', ...LEDGER_READERS)
  lawNotices(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('changeSet', { type: () => ID, nullable: true, description: 'Only of this import.' })
    changeSet?: string | null,
    @Args('entry', { type: () => ID, nullable: true, description: 'Only about this entry.' }) entry?: string | null,
    @Args('reason', { type: () => NoticeReason, nullable: true, description: 'Only with this outcome.' })
    reason?: NoticeReason | null,
  ): Promise<Page<LawNotice>> {
    if (changeSet && !isId(changeSet, 'ChangeSet')) throw notFound('changeSet');
    if (entry && !isEntryId(entry)) throw notFound('entry');
    return notices(context, this.seal, args, { changeSet, entry, reason });
  }

  @ResolveField(() => EntryRow, {
    nullable: true,
    description: 'The entry; null to a reader of the ledger who may not see it.',
  })
  entry(@Parent() row: LawNotice, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who; null where nobody was told.' })
  person(@Parent() row: LawNotice, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.personId ? context.load(personById, row.personId) : null;
  }

  @ResolveField(() => ChangeSet, { nullable: true, description: 'The import; null for what came with the day.' })
  changeSet(@Parent() row: LawNotice, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.changeSetId ? loadNode(context, row.changeSetId) : null;
  }
}

function notices(
  context: RequestContext,
  seal: CursorSeal,
  args: PageArgs,
  filter: { changeSet?: string | null; entry?: string | null; reason?: NoticeReason | null },
): Promise<Page<LawNotice>> {
  const values: unknown[] = [];
  const where: string[] = [];
  if (filter.changeSet) where.push(`n.change_set_id = $${values.push(filter.changeSet)}`);
  if (filter.entry) where.push(`n.entry_id = $${values.push(filter.entry)}`);
  if (filter.reason) where.push(`n.reason = $${values.push(filter.reason)}`);
  return page<LawNotice>(
    context,
    seal,
    {
      name: 'law_notices',
      select: `select n.id, n.entry_id as "entryId", n.change_set_id as "changeSetId", n.act, n.person_id as "personId",
        n.reason, n.at`,
      from: 'from law_notice n',
      where,
      values,
      order: [{ sql: 'n.id', property: 'id', type: 'uuid', direction: 'desc' }],
      choice: filter,
    },
    args,
  );
}
