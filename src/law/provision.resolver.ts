import { Args, Extensions, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can } from '../access/can.js';
import { diffWords } from '../catalogue/word-diff.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { UserError } from '../platform/user-error.js';
import { labelOf } from './fragment.js';
import { LawReading } from './law-reading.service.js';
import { Amendment, LawSource } from './law-source.entity.js';
import { lawSourceById } from './law-source.loaders.js';
import type { LawSourceRow } from './law-source.queries.js';
import { AS_OF } from './law-source.resolver.js';
import { ProvisionContext, ProvisionStatus, Renumbering, WordingDiff, WordingPiece } from './law.types.js';
import { Provision, Wording } from './provision.entity.js';
import {
  amendmentsOfProvision,
  contextOnDay,
  neighboursOnDay,
  onDay,
  provisionById,
  provisionByPlace,
  renumberingsOfProvision,
  versionsOfProvision,
} from './provision.loaders.js';
import type { ProvisionRow } from './provision.queries.js';
import { readable } from './wording-text.js';

const FIELD_DAY = { ...AS_OF, description: 'The day to read it on; the day of the provision when left out.' };

@Resolver(() => Provision)
export class ProvisionResolver {
  constructor(private readonly reading: LawReading) {}

  @Query(() => Provision, {
    nullable: true,
    description:
      'A provision by its id or its canonical id: `sfs/2008:355#K6P2`. A piece inside (`…#K6P2aS1N3`) gives its section, with `piece`. Null when there never was one, or its act has not been read here.',
  })
  @Can.anyone('law:read')
  provision(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id, or canonical id of source and place.' }) id: string,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<ProvisionRow | null> {
    return this.reading.provision(context, id, asOf ?? null);
  }

  @ResolveField(() => LawSource, { description: 'The act it stands in.' })
  source(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<LawSourceRow | null> {
    return context.load(lawSourceById, provision.sourceId);
  }

  @ResolveField(() => String, { description: 'Canonical id of source and place: `sfs/2008:355#K6P2a`.' })
  async key(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<string> {
    const source = await context.load(lawSourceById, provision.sourceId);
    return `${source?.key ?? ''}#${provision.fragment}`;
  }

  @ResolveField(() => String, { description: 'As lawyers write it: `6 kap. 2 a §`.' })
  label(@Parent() provision: ProvisionRow): string {
    return labelOf(provision.fragment);
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The chapter it stands in.' })
  async chapter(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<ProvisionRow | null> {
    if (!provision.chapter) return null;
    const source = await context.load(lawSourceById, provision.sourceId);
    const row = source && (await context.load(provisionByPlace, `${source.key}#${provision.chapter}`));
    return row && { ...row, asOf: provision.asOf };
  }

  @ResolveField(() => DateScalar, {
    nullable: true,
    description: 'The day it is read on; null where the first day of its act is not decided.',
  })
  asOf(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<string | null> {
    return this.reading.dayOf(context, provision);
  }

  @ResolveField(() => ProvisionStatus, {
    description: 'Whether it is law on the day; when left out, the day it was asked for, else today.',
  })
  status(
    @Parent() provision: ProvisionRow,
    @Ctx() context: RequestContext,
    @Args('asOf', { type: () => DateScalar, nullable: true, description: 'The day.' }) asOf?: string | null,
  ): Promise<ProvisionStatus> {
    return this.reading.status(context, provision, asOf);
  }

  @ResolveField(() => ProvisionContext, { description: 'Headings over it, as they read on the day.' })
  async context(
    @Parent() provision: ProvisionRow,
    @Ctx() context: RequestContext,
    @Args('asOf', FIELD_DAY) asOf?: string | null,
  ): Promise<ProvisionContext> {
    const key = onDay(provision.id, await this.reading.dayOf(context, provision, asOf));
    return (await context.load(contextOnDay, key)) ?? { part: null, chapter: null, heading: null };
  }

  @ResolveField(() => Wording, {
    nullable: true,
    description:
      'What it says on the day; null when it was not law then, or the wording of that day was never read here.',
  })
  wording(
    @Parent() provision: ProvisionRow,
    @Ctx() context: RequestContext,
    @Args('asOf', FIELD_DAY) asOf?: string | null,
  ): Promise<Wording | null> {
    return this.reading.wording(context, provision, asOf);
  }

  @ResolveField(() => WordingPiece, {
    nullable: true,
    description:
      'The piece inside it that was asked for (`…S1N3`, `…S2M1`); null when the whole was, or when the wording has no such piece.',
  })
  piece(
    @Parent() provision: ProvisionRow,
    @Ctx() context: RequestContext,
    @Args('asOf', FIELD_DAY) asOf?: string | null,
  ): Promise<WordingPiece | null> {
    return this.reading.piece(context, provision, asOf);
  }

  @Extensions({ size: 4 })
  @ResolveField(() => [Wording], {
    description:
      'Everything it has said, says and is to say, in the order of the days; what has no day yet comes last.',
  })
  async wordings(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<Wording[]> {
    return (await context.load(versionsOfProvision, provision.id)) ?? [];
  }

  @Extensions({ size: 2 })
  @ResolveField(() => [Wording], { description: 'What it is to say after today.' })
  async future(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<Wording[]> {
    const today = this.reading.today();
    const versions = (await context.load(versionsOfProvision, provision.id)) ?? [];
    return versions.filter(
      ({ validFrom, validTo, fromUndecided }) =>
        fromUndecided || (validFrom !== null && validFrom > today && validFrom !== validTo),
    );
  }

  @ResolveField(() => WordingDiff, {
    nullable: true,
    description:
      'Two of its wordings compared word by word. When left out, `to` is the wording of the day and `from` the one before it; null when there is none before.',
  })
  async diff(
    @Parent() provision: ProvisionRow,
    @Ctx() context: RequestContext,
    @Args('from', { type: () => ID, nullable: true, description: 'Id of the one wording.' }) from?: string | null,
    @Args('to', { type: () => ID, nullable: true, description: 'Id of the other.' }) to?: string | null,
  ): Promise<WordingDiff | null> {
    const versions = (await context.load(versionsOfProvision, provision.id)) ?? [];
    const find = (id: string, path: string): Wording => {
      const found = versions.find((one) => one.id === id);
      if (!found) throw new UserError('LAW_WORDING_UNKNOWN', path);
      return found;
    };
    const later = to ? find(to, 'to') : await this.reading.wording(context, provision);
    if (!later) return null;
    const before = versions.findIndex((one) => one.id === later.id) - 1;
    const earlier = from ? find(from, 'from') : versions[before];
    return earlier ? compared(earlier, later) : null;
  }

  @Extensions({ size: 2 })
  @ResolveField(() => [Renumbering], { description: 'Numbers it had before.' })
  renumberedFrom(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<object[]> {
    return this.renumberings(provision, context, 'FROM');
  }

  @Extensions({ size: 2 })
  @ResolveField(() => [Renumbering], { description: 'Numbers it was given later.' })
  renumberedTo(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<object[]> {
    return this.renumberings(provision, context, 'TO');
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The one right before it in the text of the day.' })
  async previous(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<ProvisionRow | null> {
    return this.neighbour(provision, context, 'previous');
  }

  @ResolveField(() => Provision, { nullable: true, description: 'The one right after it in the text of the day.' })
  async next(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<ProvisionRow | null> {
    return this.neighbour(provision, context, 'next');
  }

  @Extensions({ size: 10 })
  @ResolveField(() => [Amendment], {
    description: 'Acts that touched it, the latest first, as far as register and change notes tell.',
  })
  async amendments(@Parent() provision: ProvisionRow, @Ctx() context: RequestContext): Promise<Amendment[]> {
    return (await context.load(amendmentsOfProvision, provision.id)) ?? [];
  }

  private async neighbour(
    provision: ProvisionRow,
    context: RequestContext,
    side: 'previous' | 'next',
  ): Promise<ProvisionRow | null> {
    const key = onDay(provision.id, await this.reading.dayOf(context, provision));
    const id = (await context.load(neighboursOnDay, key))?.[side];
    const row = id ? await context.load(provisionById, id) : null;
    return row && { ...row, asOf: provision.asOf };
  }

  private async renumberings(provision: ProvisionRow, context: RequestContext, way: 'TO' | 'FROM'): Promise<object[]> {
    const rows = (await context.load(renumberingsOfProvision, provision.id)) ?? [];
    return rows
      .filter((row) => row.way === way)
      .map(({ fragment, act, on, provisionId }) => ({ fragment, label: labelOf(fragment), act, on, provisionId }));
  }
}

@Resolver(() => Renumbering)
export class RenumberingResolver {
  @ResolveField(() => Provision, { nullable: true, description: 'The provision there, where it is known.' })
  provision(
    @Parent() renumbering: { provisionId: string | null },
    @Ctx() context: RequestContext,
  ): Promise<ProvisionRow | null> | null {
    return renumbering.provisionId ? context.load(provisionById, renumbering.provisionId) : null;
  }
}

export function compared(from: Wording, to: Wording): WordingDiff {
  return { from, to, changes: diffWords(readable(from.text), readable(to.text)) as WordingDiff['changes'] };
}
