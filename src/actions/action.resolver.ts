import { Args, Extensions, Field, ID, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { Person, Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { Revision } from '../catalogue/revision.entity.js';
import { Claim } from '../goals/claim.entity.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { Action, WRITTEN } from './action.entity.js';
import { ActionClaim, ActionContact, ActionRecipient, ActionResponse } from './action-parts.entity.js';
import { ActionFilter, ActionOrder } from './action.inputs.js';
import {
  actionById,
  claimIdsOfAction,
  type LetterClaim,
  letterClaimsOfAction,
  lettersOfAction,
  publishedLetter,
  recipientsOfAction,
  responsesOfAction,
} from './action.loaders.js';
import {
  actionList,
  type ActionRow,
  contactList,
  type ContactRow,
  type RecipientRow,
  type ResponseRow,
} from './action.queries.js';

@ObjectType({ description: 'Addresses of a letter as a file.' })
export class LetterUrls {
  @Field({ description: 'For Word and LibreOffice.' })
  docx!: string;
  @Field({ description: 'As a page that stands alone.' })
  html!: string;
}

const ActionConnection = connectionOf(() => Action, 'Action');
const ContactConnection = connectionOf(() => ActionContact, 'ActionContact');

@Resolver(() => Action)
export class ActionResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => ActionConnection, { description: 'Advocacy actions that the reader may see.' })
  @Can.anyone('action:read')
  advocacyActions(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => ActionFilter, nullable: true, description: 'Which.' }) filter?: ActionFilter | null,
    @Args('orderBy', { type: () => ActionOrder, defaultValue: ActionOrder.UPDATED, description: 'In which order.' })
    orderBy: ActionOrder = ActionOrder.UPDATED,
  ) {
    return page<ActionRow>(context, this.seal, actionList(filter ?? {}, orderBy), args);
  }

  @Query(() => Action, { nullable: true, description: 'One action; null when it does not exist or may not be seen.' })
  @Can.anyone('action:read')
  async advocacyAction(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<ActionRow | null> {
    const found = await loadNode(context, id);
    return found && (found as EntryRow).kind === 'ACTION' ? (found as ActionRow) : null;
  }

  @Query(() => ContactConnection, {
    description: 'Contacts with bodies of government, newest first; for the people who handle actions.',
  })
  @Can('action:read-contacts', Role.ADVOCATE, Role.REVIEWER, Role.ADMIN)
  contactLog(
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
    @Args('organisation', { type: () => ID, nullable: true, description: 'With this body.' })
    organisation?: string | null,
    @Args('action', { type: () => ID, nullable: true, description: 'Of this action.' }) action?: string | null,
  ) {
    return page<ContactRow>(context, this.seal, contactList(organisation ?? null, action ?? null), args);
  }

  @ResolveField(() => String, { nullable: true, description: 'What it is for, as safe HTML.' })
  purposeHtml(@Parent() row: ActionRow): string | null {
    return row.purpose === null ? null : renderMarkdown(row.purpose);
  }

  @ResolveField(() => String, { nullable: true, description: 'What came of it, as safe HTML.' })
  outcomeHtml(@Parent() row: ActionRow): string | null {
    return row.outcome === null ? null : renderMarkdown(row.outcome);
  }

  @ResolveField(() => Person, { nullable: true, description: 'The advocate who has it.' })
  responsible(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.responsibleId ? context.load(personById, row.responsibleId) : null;
  }

  @Extensions({ size: 20 })
  @ResolveField(() => [ActionRecipient], { description: 'To whom.' })
  async recipients(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<RecipientRow[]> {
    return (await context.load(recipientsOfAction, row.id)) ?? [];
  }

  @Extensions({ size: 50 })
  @ResolveField(() => [Claim], {
    description: 'The claims that it makes, in order; those of goals that the reader sees.',
  })
  async claims(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<object[]> {
    const ids = (await context.load(claimIdsOfAction, row.id)) ?? [];
    const claims = await Promise.all(ids.map(({ claimId }) => loadNode(context, claimId)));
    return claims.filter((one): one is object => one !== null);
  }

  @Extensions({ size: 50 })
  @ResolveField(() => [ActionClaim], { description: 'The claims as they were made; empty before it is sent or held.' })
  async statedClaims(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<LetterClaim[]> {
    return row.doneOn === null ? [] : ((await context.load(letterClaimsOfAction, row.id)) ?? []);
  }

  @Extensions({ size: 200 })
  @ResolveField(() => [ActionResponse], { description: 'What was answered, oldest first.' })
  async responses(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<ResponseRow[]> {
    return (await context.load(responsesOfAction, row.id)) ?? [];
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The letter as it is finished; null before.' })
  async letter(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<Revision | null> {
    return publishedLetter(await context.load(lettersOfAction, row.id));
  }

  @ResolveField(() => LetterUrls, { nullable: true, description: 'The letter as files; null where none is written.' })
  async letterUrls(@Parent() row: ActionRow, @Ctx() context: RequestContext): Promise<LetterUrls | null> {
    if (!row.ref || !WRITTEN.includes(row.actionKind)) return null;
    const letters = await context.load(lettersOfAction, row.id);
    if (!letters?.length) return null;
    const path = `/export/action/${row.ref}`;
    return { docx: `${path}.docx`, html: `${path}.html` };
  }
}

@Resolver(() => ActionRecipient)
class RecipientResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'The body, where it is a known one.' })
  organisation(@Parent() row: RecipientRow, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return row.organisationId ? context.load(organisationById, row.organisationId) : null;
  }
}

@Resolver(() => ActionResponse)
class ResponseResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'Who answered, where it is a known body.' })
  organisation(@Parent() row: ResponseRow, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return row.organisationId ? context.load(organisationById, row.organisationId) : null;
  }

  @ResolveField(() => String, { description: 'What they said, as safe HTML.' })
  html(@Parent() row: ResponseRow): string {
    return renderMarkdown(row.summary);
  }
}

@Resolver(() => ActionContact)
class ContactResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'The body of government.' })
  organisation(@Parent() row: ContactRow, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, row.organisationId);
  }

  @ResolveField(() => Action, { nullable: true, description: 'The action that it belongs to.' })
  action(@Parent() row: ContactRow, @Ctx() context: RequestContext): Promise<ActionRow | null> {
    return context.load(actionById, row.entryId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who wrote it down.' })
  author(@Parent() row: ContactRow, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.authorId);
  }

  @ResolveField(() => String, { description: 'What was said, as safe HTML.' })
  html(@Parent() row: ContactRow): string {
    return renderMarkdown(row.summary);
  }
}

/** Fields of the parts of an action. */
export const ActionPartResolvers = [RecipientResolver, ResponseResolver, ContactResolver];
