import { Args, Extensions, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { File } from '../catalogue/entry-parts.entity.js';
import { fileById } from '../catalogue/file.loaders.js';
import { Clock } from '../platform/clock.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { say } from '../platform/i18n/messages.js';
import { isId } from '../platform/ids.js';
import { Case } from './case.entity.js';
import { CaseDocumentFilter, CaseFilter, CaseOrder } from './case.inputs.js';
import {
  caseById,
  caseDocumentById,
  countsOfCase,
  decisionsOfCase,
  looseFilesOfCase,
  marksOfCase,
  notesOfCase,
  partiesOfCase,
} from './case.loaders.js';
import { REFUSALS } from './case-log.service.js';
import { CaseDecision, CaseDocument, CaseLogEntry, CaseMark, CaseNote, CaseParty } from './case-parts.entity.js';
import { CaseTexts } from './case-texts.service.js';
import {
  type CaseDocumentRow,
  caseList,
  type CaseLogRow,
  type CaseRow,
  documentList,
  logList,
} from './case.queries.js';

const CaseConnection = connectionOf(() => Case, 'Case');
const CaseDocumentConnection = connectionOf(() => CaseDocument, 'CaseDocument');
const CaseLogConnection = connectionOf(() => CaseLogEntry, 'CaseLogEntry');
const PARTS = { size: 200 };

@Resolver(() => Case)
export class CaseResolver {
  constructor(
    private readonly seal: CursorSeal,
    private readonly clock: Clock,
    private readonly texts: CaseTexts,
  ) {}

  @Query(() => CaseConnection, {
    description: "Cases that the reader may see: their own units' and those shared with them.",
  })
  @Can('case:read')
  cases(
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
    @Args('filter', { type: () => CaseFilter, nullable: true, description: 'Which.' }) filter?: CaseFilter | null,
    @Args('orderBy', { type: () => CaseOrder, defaultValue: CaseOrder.UPDATED, description: 'In which order.' })
    orderBy: CaseOrder = CaseOrder.UPDATED,
  ) {
    const reader = { personId: context.principal.personId, today: this.clock.today() };
    return page<CaseRow>(context, this.seal, caseList(filter ?? {}, orderBy, reader), args);
  }

  @Query(() => Case, { nullable: true, description: 'One case; null when it does not exist or may not be seen.' })
  @Can('case:read')
  async case(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<CaseRow | null> {
    const found = await loadNode(context, id);
    return found && (found as EntryRow).kind === 'CASE' ? (found as CaseRow) : null;
  }

  @Query(() => CaseDocumentConnection, {
    nullable: true,
    description: 'The documents of one case in the order of their numbers; null when the case may not be seen.',
  })
  @Can('case:read')
  async caseDocuments(
    @Ctx() context: RequestContext,
    @Args('case', { type: () => ID, description: 'The case.' }) id: string,
    @Args() args: PageArgs,
    @Args('filter', { type: () => CaseDocumentFilter, nullable: true, description: 'Which.' })
    filter?: CaseDocumentFilter | null,
  ) {
    if (!(await seen(context, id))) return null;
    return page<CaseDocumentRow>(context, this.seal, documentList(id, filter ?? {}), args);
  }

  @Query(() => CaseLogConnection, {
    nullable: true,
    description: 'The log of one case, newest first; null when the case may not be seen.',
  })
  @Can('case:read')
  async caseLog(
    @Ctx() context: RequestContext,
    @Args('case', { type: () => ID, description: 'The case.' }) id: string,
    @Args() args: PageArgs,
  ) {
    if (!(await seen(context, id))) return null;
    return page<CaseLogRow>(context, this.seal, logList(id), args);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The summary as safe HTML, its citations of the law as links.',
  })
  html(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<string> | null {
    return row.summary === null ? null : this.texts.html(context, row.summary);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who has it (handläggare).' })
  responsible(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.responsibleId ? context.load(personById, row.responsibleId) : null;
  }

  @Extensions(PARTS)
  @ResolveField(() => [CaseParty], { description: 'Parties, in the order they were added.' })
  async parties(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<CaseParty[]> {
    return (await context.load(partiesOfCase, row.id)) ?? [];
  }

  @Extensions(PARTS)
  @ResolveField(() => [CaseDecision], { description: 'Decisions, by day.' })
  async decisions(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<CaseDecision[]> {
    return (await context.load(decisionsOfCase, row.id)) ?? [];
  }

  @Extensions(PARTS)
  @ResolveField(() => [CaseNote], { description: 'Notes (tjänsteanteckningar), oldest first.' })
  async notes(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<CaseNote[]> {
    return (await context.load(notesOfCase, row.id)) ?? [];
  }

  @Extensions(PARTS)
  @ResolveField(() => [CaseMark], { description: 'Secrecy marks, those that were lifted included.' })
  async secrecyMarks(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<CaseMark[]> {
    return (await context.load(marksOfCase, row.id)) ?? [];
  }

  @Extensions(PARTS)
  @ResolveField(() => [File], { description: 'Attached files that no registered document holds.' })
  async looseFiles(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<File[]> {
    return (await context.load(looseFilesOfCase, row.id)) ?? [];
  }

  @ResolveField(() => Int, { description: 'Number of registered documents.' })
  async documentCount(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<number> {
    return (await context.load(countsOfCase, row.id))?.documents ?? 0;
  }

  @ResolveField(() => Int, { description: 'Requests for documents that nobody has tried yet.' })
  async pendingReleases(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<number> {
    return (await context.load(countsOfCase, row.id))?.pendingReleases ?? 0;
  }

  @ResolveField(() => Int, { description: 'Decisions that have not been sent to the parties.' })
  async unsentDecisions(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<number> {
    return (await context.load(countsOfCase, row.id))?.unsentDecisions ?? 0;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Grounds of the secrecy marks that stand on the whole case; null where there is none. For lists.',
  })
  async secrecyGrounds(@Parent() row: CaseRow, @Ctx() context: RequestContext): Promise<string | null> {
    return (await context.load(countsOfCase, row.id))?.wholeGrounds ?? null;
  }

  @ResolveField(() => String, {
    description: 'Address of the register of the case (dagboksblad), as a page that stands alone.',
  })
  exportUrl(@Parent() row: CaseRow): string {
    return `/export/case/${row.id}.html`;
  }
}

@Resolver(() => CaseDocument)
export class CaseDocumentResolver {
  @ResolveField(() => File, { nullable: true, description: 'Its content, where it is attached here.' })
  file(@Parent() row: CaseDocumentRow, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.fileId ? context.load(fileById, row.fileId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who registered it.' })
  registeredBy(@Parent() row: CaseDocumentRow, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.registeredById);
  }

  @ResolveField(() => Case, { nullable: true, description: 'The case it belongs to.' })
  case(@Parent() row: CaseDocumentRow, @Ctx() context: RequestContext): Promise<CaseRow | null> {
    return context.load(caseById, row.entryId);
  }

  @Extensions(PARTS)
  @ResolveField(() => [CaseMark], { description: 'Its own secrecy marks that stand.' })
  async secrecyMarks(@Parent() row: CaseDocumentRow, @Ctx() context: RequestContext): Promise<CaseMark[]> {
    const marks = (await context.load(marksOfCase, row.entryId)) ?? [];
    return marks.filter((mark) => mark.documentId === row.id && mark.liftedAt === null);
  }
}

@Resolver(() => CaseDecision)
class CaseDecisionResolver {
  constructor(private readonly texts: CaseTexts) {}

  @ResolveField(() => CaseDocument, { nullable: true, description: 'The registered document that holds it.' })
  document(@Parent() row: CaseDecision, @Ctx() context: RequestContext): Promise<CaseDocumentRow | null> | null {
    return row.documentId ? context.load(caseDocumentById, row.documentId) : null;
  }

  @ResolveField(() => String, { description: 'The decision as safe HTML, its citations of the law as links.' })
  html(@Parent() row: CaseDecision, @Ctx() context: RequestContext): Promise<string> {
    return this.texts.html(context, row.outcome);
  }
}

@Resolver(() => CaseNote)
class CaseNoteResolver {
  constructor(private readonly texts: CaseTexts) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who made it.' })
  author(@Parent() row: CaseNote, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.authorId);
  }

  @ResolveField(() => String, { description: 'The note as safe HTML, its citations of the law as links.' })
  html(@Parent() row: CaseNote, @Ctx() context: RequestContext): Promise<string> {
    return this.texts.html(context, row.body);
  }
}

@Resolver(() => CaseMark)
class CaseMarkResolver {
  @ResolveField(() => CaseDocument, { nullable: true, description: 'The document; null where it is the whole case.' })
  document(@Parent() row: CaseMark, @Ctx() context: RequestContext): Promise<CaseDocumentRow | null> | null {
    return row.documentId ? context.load(caseDocumentById, row.documentId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who made it.' })
  markedBy(@Parent() row: CaseMark, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.markedById);
  }
}

/** Fields of the small parts. */
export const CasePartsResolver = [CaseDecisionResolver, CaseNoteResolver, CaseMarkResolver];

@Resolver(() => CaseLogEntry)
export class CaseLogResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who wrote it.' })
  author(@Parent() row: CaseLogRow, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.authorId);
  }

  @ResolveField(() => ID, { nullable: true, description: 'The line that this goes on from.' })
  follows(@Parent() row: CaseLogRow): string | null {
    return row.followsId;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What whoever was refused is to be told: the right to a written decision that can be appealed.',
  })
  advice(@Parent() row: CaseLogRow, @Ctx() context: RequestContext): string | null {
    return row.outcome && REFUSALS.includes(row.outcome) ? say('REFUSAL_ADVICE', context.language) : null;
  }
}

const seen = async (context: RequestContext, id: string): Promise<boolean> =>
  isId(id, 'Case') && (await context.load(caseById, id)) !== null;
