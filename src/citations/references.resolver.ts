import { Args, Extensions, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { Act } from '../law/act.entity.js';
import { LawSource } from '../law/law-source.entity.js';
import { LawReading } from '../law/law-reading.service.js';
import { Provision, Wording, WordingKind } from '../law/provision.entity.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { loadNode } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { hasMessage, say } from '../platform/i18n/messages.js';
import { UserError } from '../platform/user-error.js';
import { actLabelByKey } from './act-name.loaders.js';
import { isStatute, splitId } from './citation-id.js';
import { CitationSpans, MOST_TEXT } from './citation-spans.service.js';
import { CitationSpan, LegalReference, ReferenceExistence, ReferenceSuggestion } from './citation-span.types.js';
import { References } from './references.service.js';
import { MOST_TYPED } from './typed-reference.js';

@Resolver(() => LegalReference)
export class ReferencesResolver {
  constructor(
    private readonly references: References,
    private readonly spans: CitationSpans,
  ) {}

  @Query(() => LegalReference, {
    description:
      'What somebody types to reach a place in the law: `OSL 10:2 a`, `6 kap 2 § pdl`, `gdpr 6.1 e`, `2018:1212`, `prop 2017/18:105`; with suggestions where it can mean several things or is misspelt.',
  })
  @Can.anyone('law:read')
  legalReference(
    @Ctx() context: RequestContext,
    @Args('text', { description: `What was typed, at most ${MOST_TYPED} characters.` }) text: string,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description: 'The day that decides what a name means and what is in force; today when left out.',
    })
    asOf?: string | null,
  ): Promise<LegalReference> {
    return this.references.find(context, text, asOf ?? null);
  }

  @Extensions({ size: 50 })
  @Query(() => [CitationSpan], {
    description:
      'Where a text points at law: places in it with what they point at, ranges opened against the database. Nothing is stored.',
  })
  @Can.anyone('citation:read')
  citations(
    @Ctx() context: RequestContext,
    @Args('text', { description: `The text, at most ${MOST_TEXT} UTF-16 units; offsets are in it as it was given.` })
    text: string,
    @Args('base', {
      type: () => String,
      nullable: true,
      description: 'Canonical id of the place that the text stands in: `sfs/2008:355#K6P2`.',
    })
    base?: string | null,
    @Args('date', {
      type: () => DateScalar,
      nullable: true,
      description: 'When it was written: decides what names and abbreviations mean; today when left out.',
    })
    date?: string | null,
  ): Promise<CitationSpan[]> {
    if (text.length > MOST_TEXT) throw new UserError('TOO_LONG', 'text', { max: MOST_TEXT });
    return this.spans.read(context, text, base ?? null, date ?? null);
  }
}

/** What a canonical id leads to: the provision on the day, its act with text, or the act by its names alone. */
class Target {
  constructor(protected readonly reading: LawReading) {}

  protected provisionAt(context: RequestContext, target: string | null, day: string | null): Promise<object | null> {
    return target !== null && isStatute(target) ? this.reading.provision(context, target, day) : Promise.resolve(null);
  }

  protected sourceAt(context: RequestContext, target: string | null): Promise<object | null> {
    const source = target === null ? null : splitId(target).source;
    return source !== null && isStatute(source) ? this.reading.source(context, source) : Promise.resolve(null);
  }

  protected async actAt(context: RequestContext, target: string | null): Promise<object | null> {
    if (target === null) return null;
    const act = await context.load(actLabelByKey, splitId(target).source);
    return act?.actId ? loadNode(context, act.actId) : null;
  }
}

@Resolver(() => CitationSpan)
export class CitationSpanResolver extends Target {
  constructor(
    reading: LawReading,
    private readonly references: References,
  ) {
    super(reading);
  }

  @ResolveField(() => ReferenceExistence, {
    nullable: true,
    description: 'What is known of the place on the day of the text; null where it is not known what is meant.',
  })
  async existence(@Parent() span: CitationSpan, @Ctx() context: RequestContext): Promise<ReferenceExistence | null> {
    return span.target === null ? null : (await this.references.known(context, span.target, span.day)).existence;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it is not known what is meant, or what to know of the place, in words.',
  })
  async note(@Parent() span: CitationSpan, @Ctx() context: RequestContext): Promise<string | null> {
    if (span.target !== null) return (await this.references.known(context, span.target, span.day)).note;
    const code = `CITATION_${span.reason}`;
    return say(hasMessage(code) ? code : 'CITATION_UNRESOLVED', context.language);
  }

  @ResolveField(() => Provision, {
    nullable: true,
    description: 'The provision, read on the day of the text; null where its act has not been read here.',
  })
  provision(@Parent() span: CitationSpan, @Ctx() context: RequestContext): Promise<object | null> {
    return this.provisionAt(context, span.target, span.day);
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'The act with its text, where it has been read here.' })
  source(@Parent() span: CitationSpan, @Ctx() context: RequestContext): Promise<object | null> {
    return this.sourceAt(context, span.target);
  }

  @ResolveField(() => Act, { nullable: true, description: 'The act by its names, where they are known.' })
  act(@Parent() span: CitationSpan, @Ctx() context: RequestContext): Promise<object | null> {
    return this.actAt(context, span.target);
  }
}

@Resolver(() => ReferenceSuggestion)
export class ReferenceSuggestionResolver extends Target {
  constructor(reading: LawReading) {
    super(reading);
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The provision, where its act has been read here.' })
  provision(@Parent() suggestion: ReferenceSuggestion, @Ctx() context: RequestContext): Promise<object | null> {
    return this.provisionAt(context, suggestion.target, null);
  }

  @ResolveField(() => LawSource, { nullable: true, description: 'The act with its text, where it has been read here.' })
  source(@Parent() suggestion: ReferenceSuggestion, @Ctx() context: RequestContext): Promise<object | null> {
    return this.sourceAt(context, suggestion.target);
  }

  @ResolveField(() => Act, { nullable: true, description: 'The act by its names, where they are known.' })
  act(@Parent() suggestion: ReferenceSuggestion, @Ctx() context: RequestContext): Promise<object | null> {
    return this.actAt(context, suggestion.target);
  }
}

/** One table of names for all wordings of a request. */
const tables = new WeakMap<RequestContext, ReturnType<CitationSpans['table']>>();

@Resolver(() => Wording)
export class WordingCitationsResolver {
  constructor(
    private readonly reading: LawReading,
    private readonly spans: CitationSpans,
  ) {}

  @Extensions({ size: 10 })
  @ResolveField(() => [CitationSpan], {
    description:
      'Where its words point at other law, `denna lag` and `2 §` read as of the place it stands in; offsets in `text`. At most the first 50,000 units of a wording are read.',
  })
  async citations(@Parent() wording: Wording, @Ctx() context: RequestContext): Promise<CitationSpan[]> {
    const source = await this.reading.source(context, wording.sourceId);
    if (!source || !READ.has(wording.kind)) return [];
    let table = tables.get(context);
    if (!table) tables.set(context, (table = this.spans.table()));
    const base = wording.fragment ? `${source.key}#${wording.fragment}` : source.key;
    return this.spans.read(context, wording.text.slice(0, MOST_TEXT), base, wording.validFrom, table);
  }
}

const READ = new Set([
  WordingKind.SECTION,
  WordingKind.ANNEX,
  WordingKind.AMENDING_ACT,
  WordingKind.VERBATIM,
  WordingKind.TABLE,
]);
