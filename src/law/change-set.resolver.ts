import { Args, Extensions, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { TextChange } from '../catalogue/text-change.types.js';
import { diffWords } from '../catalogue/word-diff.js';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { ProvisionChangeConnection } from './amendment.resolver.js';
import { ChangeSet, ProvisionChange, ProvisionChangeKind } from './change-set.entity.js';
import { changeSetById } from './change-set.loaders.js';
import { changeList, changeSetList } from './change-set.queries.js';
import { legalDocument } from './document.js';
import { labelOf } from './fragment.js';
import { LawReading } from './law-reading.service.js';
import { Amendment, LawEdition, LawSource } from './law-source.entity.js';
import { amendmentByAct, editionsOfSource, lawSourceById } from './law-source.loaders.js';
import type { LawSourceRow } from './law-source.queries.js';
import { LegalDocument } from './law.types.js';
import { Provision, Wording } from './provision.entity.js';
import { provisionById, wordingById } from './provision.loaders.js';
import type { ProvisionRow } from './provision.queries.js';
import { readable } from './wording-text.js';

const ChangeSetConnection = connectionOf(() => ChangeSet, 'ChangeSet');

@Resolver(() => ChangeSet)
export class ChangeSetResolver {
  constructor(
    private readonly reading: LawReading,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => ChangeSetConnection, {
    description: 'What newer consolidations have brought, the latest first: of one source, or of all.',
  })
  @Can.anyone('law:read')
  async changeSets(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('source', {
      type: () => ID,
      nullable: true,
      description: 'Id or canonical id of the source; all when left out.',
    })
    source?: string | null,
  ): Promise<Page<ChangeSet>> {
    if (!source) return page<ChangeSet>(context, this.seal, changeSetList(null), args);
    const found = await this.reading.source(context, source);
    if (!found) throw notFound('source');
    return page<ChangeSet>(context, this.seal, changeSetList(found.id), args);
  }

  @Query(() => ChangeSet, { nullable: true, description: 'One change set.' })
  @Can.anyone('law:read')
  changeSet(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<ChangeSet | null> | null {
    return isId(id, 'ChangeSet') ? context.load(changeSetById, id) : null;
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'Of which source.' })
  source(@Parent() set: ChangeSet, @Ctx() context: RequestContext): Promise<LawSourceRow | null> {
    return context.load(lawSourceById, set.sourceId);
  }

  @ResolveField(() => LawEdition, { nullable: true, description: 'The newer edition.' })
  async edition(@Parent() set: ChangeSet, @Ctx() context: RequestContext): Promise<LawEdition | null> {
    const editions = (await context.load(editionsOfSource, set.sourceId)) ?? [];
    return editions.find(({ id }) => id === set.editionId) ?? null;
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [Amendment], { description: 'Acts that the newer register has and the older had not.' })
  async amendments(@Parent() set: ChangeSet, @Ctx() context: RequestContext): Promise<Amendment[]> {
    const found = await Promise.all(set.newActs.map((act) => context.load(amendmentByAct, `${set.sourceId} ${act}`)));
    return found.filter((one): one is Amendment => one !== null);
  }

  @ResolveField(() => ProvisionChangeConnection, {
    description: 'What became of each provision, in the order of the text.',
  })
  changes(
    @Parent() set: ChangeSet,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('kinds', { type: () => [ProvisionChangeKind], nullable: true, description: 'Only these; all when left out.' })
    kinds?: ProvisionChangeKind[] | null,
  ): Promise<Page<ProvisionChange>> {
    return page<ProvisionChange>(context, this.seal, changeList({ changeSetId: set.id }, kinds ?? null), args);
  }
}

@Resolver(() => ProvisionChange)
export class ProvisionChangeResolver {
  @ResolveField(() => String, { description: 'The place as lawyers write it.' })
  label(@Parent() change: ProvisionChange): string {
    return labelOf(change.fragment);
  }

  @ResolveField(() => ChangeSet, { nullable: true, description: 'The change set it belongs to.' })
  changeSet(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<ChangeSet | null> {
    return context.load(changeSetById, change.changeSetId);
  }

  @ResolveField(() => Provision, {
    nullable: true,
    description: 'The provision; of what was renumbered, the old number.',
  })
  provision(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<ProvisionRow | null> {
    return context.load(provisionById, change.provisionId);
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The provision under its new number.' })
  toProvision(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<ProvisionRow | null> | null {
    return change.toProvisionId ? context.load(provisionById, change.toProvisionId) : null;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What it said before.' })
  before(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<Wording | null> | null {
    return change.beforeWordingId ? context.load(wordingById, change.beforeWordingId) : null;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What it says after.' })
  after(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<Wording | null> | null {
    return change.afterWordingId ? context.load(wordingById, change.afterWordingId) : null;
  }

  @Extensions({ size: 10 })
  @ResolveField(() => [TextChange], {
    description: 'What changed, word by word; one passage where there is nothing before, or nothing after.',
  })
  async diff(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<TextChange[]> {
    const [before, after] = await Promise.all([this.before(change, context), this.after(change, context)]);
    return diffWords(before ? readable(before.text) : '', after ? readable(after.text) : '') as TextChange[];
  }

  @ResolveField(() => Amendment, { nullable: true, description: 'The amending act, with its preparatory works.' })
  amendment(@Parent() change: ProvisionChange, @Ctx() context: RequestContext): Promise<Amendment | null> | null {
    return change.act ? context.load(amendmentByAct, `${change.sourceId} ${change.act}`) : null;
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [LegalDocument], { description: 'Proposition, betänkande, riksdagsskrivelse … of the act.' })
  documents(@Parent() change: ProvisionChange): LegalDocument[] {
    return change.documents.map(legalDocument);
  }
}
