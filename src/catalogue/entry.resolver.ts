import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { organisationById, personById, unitById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Organisation, Unit } from '../access/organisation.entity.js';
import { Person, Role } from '../access/person.entity.js';
import { Reads } from '../platform/database/reads.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { defineNode, loadNode, Node } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { say } from '../platform/i18n/messages.js';
import { UserError } from '../platform/user-error.js';
import { EntryRow } from './entry.entity.js';
import {
  CommentAddInput,
  EntryFlagInput,
  EntryFlagSettleInput,
  EntryInviteInput,
  LinkAddInput,
  LinkRemoveInput,
  WatchInput,
} from './entry.inputs.js';
import {
  commentById,
  commentsOfEntry,
  filesOfEntry,
  flagsOfEntry,
  invitationsOfEntry,
  linksOfEntry,
  subjectAreasOfEntry,
  watchedByMe,
} from './entry.loaders.js';
import { Comment, File, Flag } from './entry-parts.entity.js';
import { entryIdByRef } from './entry.queries.js';
import { AllowedActionView, Invitation, LinkObject } from './entry.types.js';
import { Invitations, mayInvite } from './invitations.service.js';
import { AllowedAction, Kinds } from './kinds.js';
import { renderMarkdown } from './markdown.js';
import { EntryParts, FLAGGERS } from './parts.service.js';
import { SubjectArea } from './subject-area.entity.js';

defineNode('Comment', commentById);

const entryField = { type: () => EntryRow, description: 'The entry as it is now.' };
const LinkAddPayload = payloadOf('LinkAdd', { entry: entryField });
const LinkRemovePayload = payloadOf('LinkRemove', { entry: entryField });
const WatchPayload = payloadOf('Watch', { entry: entryField });
const UnwatchPayload = payloadOf('Unwatch', { entry: entryField });
const CommentAddPayload = payloadOf('CommentAdd', {
  comment: { type: () => Comment, description: 'The message.' },
  entry: entryField,
});
const EntryFlagPayload = payloadOf('EntryFlag', { entry: entryField });
const EntryInvitePayload = payloadOf('EntryInvite', { entry: entryField });
const EntryUninvitePayload = payloadOf('EntryUninvite', { entry: entryField });
const EntryFlagSettlePayload = payloadOf('EntryFlagSettle', { entry: entryField });

/** The most ids in one `nodes`. */
const MOST_NODES = 100;

export function showActions(actions: AllowedAction[], noun: string, context: RequestContext): AllowedActionView[] {
  return actions.map(({ action, mutation, blockers }) => ({
    action,
    mutation: mutation ?? `${noun}${action[0]!.toUpperCase()}${action.slice(1)}`,
    blockers: blockers.map(({ code, params }) => ({ code, message: say(code, context.language, params) })),
  }));
}

/** What every kind of entry has: Node, ref, owner, links both ways, thread, files, flags, actions. */
@Resolver(() => EntryRow)
export class EntryResolver {
  constructor(
    private readonly parts: EntryParts,
    private readonly kinds: Kinds,
    private readonly reads: Reads,
    private readonly invitations: Invitations,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its id; null when it does not exist or may not be seen.',
  })
  @Can.anyone('node:read')
  node(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<object | null> {
    return loadNode(context, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Many by their ids, at most ${MOST_NODES}, in the order given.`,
  })
  @Can.anyone('node:read')
  nodes(
    @Ctx() context: RequestContext,
    @Args('ids', { type: () => [ID], description: 'Opaque ids.' }) ids: string[],
  ): Promise<(object | null)[]> {
    if (ids.length > MOST_NODES) throw new UserError('PAGE_SIZE', 'ids', { max: MOST_NODES });
    return Promise.all(ids.map((id) => loadNode(context, id)));
  }

  @Query(() => EntryRow, { nullable: true, description: 'A thing by what people say aloud, such as F-2026-42.' })
  @Can.anyone('entry:read')
  async entry(
    @Ctx() context: RequestContext,
    @Args('ref', { description: 'The ref; case does not matter.' }) ref: string,
  ): Promise<object | null> {
    const said = ref.trim();
    // A legal source bears its canonical id, which is written in small letters (`sfs/2008:355`).
    const wanted = said.includes('/') ? said.toLowerCase() : said.toUpperCase();
    if (wanted.length > 40) return null;
    const id = await entryIdByRef(this.reads, context, wanted);
    return id ? loadNode(context, id) : null;
  }

  @ResolveField(() => Organisation, { description: 'Whose it is.' })
  organisation(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, entry.ownerOrgId);
  }

  @ResolveField(() => Unit, { description: 'The board or department whose it is.' })
  unit(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Unit | null> {
    return context.load(unitById, entry.ownerUnitId);
  }

  @ResolveField(() => [SubjectArea], { description: 'Subject areas.' })
  subjectAreas(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<SubjectArea[] | null> {
    return context.load(subjectAreasOfEntry, entry.id);
  }

  @ResolveField(() => [LinkObject], { description: 'Links from and to it; one shows only to those who see both ends.' })
  async links(
    @Parent() entry: EntryRow,
    @Ctx() context: RequestContext,
    @Args('type', { type: () => String, nullable: true, description: 'Only links of this type.' }) type?: string | null,
  ): Promise<object[]> {
    const links = (await context.load(linksOfEntry, entry.id)) ?? [];
    const shown = links.filter((link) => !type || link.type === type);
    const views = await Promise.all(
      shown.map(async (link) => {
        const out = link.fromId === entry.id;
        const other = await loadNode(context, out ? link.toId : link.fromId);
        return other && { ...link, direction: out ? 'OUT' : 'IN', entry: other };
      }),
    );
    return views.filter((view): view is NonNullable<typeof view> => view !== null);
  }

  @ResolveField(() => [Comment], {
    description: 'The thread, oldest first; internal notes only to their own organisation. The newest 200.',
  })
  comments(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Comment[] | null> {
    return context.load(commentsOfEntry, entry.id);
  }

  @ResolveField(() => [File], { description: 'Attached files.' })
  files(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<File[] | null> {
    return context.load(filesOfEntry, entry.id);
  }

  @ResolveField(() => [Flag], { description: 'Judgments, decisions and acts noted by hand.' })
  flags(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Flag[] | null> {
    return context.load(flagsOfEntry, entry.id);
  }

  @ResolveField(() => [Invitation], {
    description: "Who of the reader's organisation was invited to it; to those who may invite, nothing to others.",
  })
  async invited(@Parent() entry: EntryRow, @Ctx() context: RequestContext<Actor>): Promise<Invitation[]> {
    if (!context.principal.signedIn || !mayInvite(context.principal, entry)) return [];
    return (await context.load(invitationsOfEntry, entry.id)) ?? [];
  }

  @ResolveField(() => Boolean, { description: 'Whether the reader watches it.' })
  async watching(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<boolean> {
    return (await context.load(watchedByMe, entry.id)) ?? false;
  }

  @ResolveField(() => [AllowedActionView], {
    description: 'What the reader may do with it now, and what stands in the way: ask before the click.',
  })
  async allowedActions(@Parent() entry: EntryRow, @Ctx() context: RequestContext<Actor>): Promise<AllowedActionView[]> {
    if (!context.principal.signedIn) return [];
    const part = this.kinds.of(entry.kind);
    const watching = await this.watching(entry, context);
    return showActions(
      [...(await part.allowedActions(context, entry)), ...this.parts.actionsOf(context.principal, entry, watching)],
      entry.kind.toLowerCase().replace(/_(.)/g, (_, c: string) => c.toUpperCase()),
      context,
    );
  }

  @Mutation(() => LinkAddPayload, { description: 'Links two entries.' })
  @Can('link:add')
  async linkAdd(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: LinkAddInput) {
    const { from } = await this.parts.addLink(actor, input);
    return { entry: await loadNode(context, from) };
  }

  @Mutation(() => LinkRemovePayload, { description: 'Takes a link away.' })
  @Can('link:remove')
  async linkRemove(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: LinkRemoveInput,
  ) {
    const { id } = await this.parts.removeLink(actor, input);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => WatchPayload, { description: 'Tells the reader when something happens to it.' })
  @Can('entry:watch')
  async watch(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: WatchInput) {
    const { id } = await this.parts.watch(actor, input, true);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => UnwatchPayload, { description: 'Stops telling the reader.' })
  @Can('entry:watch')
  async unwatch(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: WatchInput) {
    const { id } = await this.parts.watch(actor, input, false);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => CommentAddPayload, { description: 'Writes in the thread, or on a passage of a revision.' })
  @Can('comment:add')
  async commentAdd(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CommentAddInput,
  ) {
    const { id, entry } = await this.parts.comment(actor, input);
    return { comment: await context.load(commentById, id), entry: await loadNode(context, entry) };
  }

  @Mutation(() => EntryInvitePayload, {
    description: 'Lets another unit, or a named person, of the same organisation see the entry.',
  })
  @Can('entry:invite')
  async entryInvite(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: EntryInviteInput,
  ) {
    const { id } = await this.invitations.invite(actor, input);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => EntryUninvitePayload, { description: 'Takes an invitation back.' })
  @Can('entry:invite')
  async entryUninvite(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: EntryInviteInput,
  ) {
    const { id } = await this.invitations.withdraw(actor, input);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => EntryFlagPayload, {
    description: 'Notes a judgment, decision or act that may touch it; whoever owns it is asked to look again.',
  })
  @Can('entry:flag', ...FLAGGERS)
  async entryFlag(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: EntryFlagInput) {
    const { id } = await this.parts.flag(actor, input);
    return { entry: await loadNode(context, id) };
  }

  @Mutation(() => EntryFlagSettlePayload, { description: 'Settles a flag after a look.' })
  @Can('entry:flag-settle', Role.LAWYER, Role.ADVOCATE)
  async entryFlagSettle(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: EntryFlagSettleInput,
  ) {
    const { id } = await this.parts.settleFlag(actor, input);
    return { entry: await loadNode(context, id) };
  }
}

@Resolver(() => Invitation)
export class InvitationResolver {
  @ResolveField(() => Person, { nullable: true, description: 'A person; else it is a unit.' })
  person(@Parent() { personId }: Invitation, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return personId ? context.load(personById, personId) : null;
  }

  @ResolveField(() => Unit, { nullable: true, description: 'A unit; else it is a person.' })
  unit(@Parent() { unitId }: Invitation, @Ctx() context: RequestContext): Promise<Unit | null> | null {
    return unitId ? context.load(unitById, unitId) : null;
  }
}

/** Who wrote a comment: named within one's own organisation and to staff; else by the organisation alone. */
@Resolver(() => Comment)
export class CommentResolver {
  @ResolveField(() => Organisation, { nullable: true, description: "The writer's organisation." })
  organisation(@Parent() comment: Comment, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return comment.authorOrgId ? context.load(organisationById, comment.authorOrgId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who wrote it; named to those who see the thread.' })
  author(@Parent() comment: Comment, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return comment.authorId && context.principal.signedIn ? context.load(personById, comment.authorId) : null;
  }

  @ResolveField(() => Unit, { nullable: true, description: 'UNIT: the unit that it goes to or comes from.' })
  unit(@Parent() comment: Comment, @Ctx() context: RequestContext): Promise<Unit | null> | null {
    return comment.unitId ? context.load(unitById, comment.unitId) : null;
  }

  @ResolveField(() => String, { description: 'The message as safe HTML.' })
  html(@Parent() comment: Comment): string {
    return renderMarkdown(comment.body);
  }
}
