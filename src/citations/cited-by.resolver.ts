import { Args, Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LawSource } from '../law/law-source.entity.js';
import { Provision, ProvisionKind } from '../law/provision.entity.js';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { Citation } from './citation.entity.js';
import { citationById } from './citation.loaders.js';
import { CitingCount, CitingEntry } from './citation.types.js';

const CitingEntryConnection = connectionOf(() => CitingEntry, 'CitingEntry');
/** What an entry says now; a superseded text cites nothing any more. Row security has left out what the reader may not see. */
const NOW = `(x.revision_id is null or r.state in ('PUBLISHED','DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED'))`;
const FROM = 'citation_pin x left join revision r on r.id = x.revision_id';
const MOST_SHOWN = 20;
const KINDS = {
  type: () => [EntryKind],
  nullable: true,
  description: 'Only entries of these kinds.',
};

interface Match {
  sql: string;
  values: unknown[];
}

/** A section is cited by whoever names it, a range that has it, or its whole chapter; a chapter by whoever names any of it. */
function citing(provision: Provision): Match {
  return provision.kind === ProvisionKind.CHAPTER
    ? {
        sql: `x.source_id = $1 and x.scope <> 'ACT' and x.chapter = $2`,
        values: [provision.sourceId, provision.fragment],
      }
    : {
        sql: `(x.provision_id = $1 or (x.source_id = $2 and x.scope = 'CHAPTER' and x.chapter = $3))`,
        values: [provision.id, provision.sourceId, provision.chapter],
      };
}

function list(context: RequestContext, seal: CursorSeal, match: Match, args: PageArgs, kinds?: EntryKind[] | null) {
  const values = [...match.values];
  const where = [`${match.sql}`, NOW];
  if (kinds?.length) where.push(`x.kind = any($${values.push(kinds)}::text[])`);
  return page<CitingEntry>(
    context,
    seal,
    {
      name: 'cited_by',
      select: `select c.id, c.kind, c."citationIds"`,
      from: `from (select x.entry_id as id, x.kind, (array_agg(distinct x.citation_id))[1:${MOST_SHOWN}] as "citationIds"
        from ${FROM} where ${where.join(' and ')} group by x.entry_id, x.kind) c`,
      where: [],
      values,
      order: [{ sql: 'c.id', property: 'id', type: 'uuid', direction: 'desc' }],
      choice: { match: match.values, kinds: kinds ?? null },
    },
    args,
  );
}

async function counts(context: RequestContext, match: Match): Promise<CitingCount[]> {
  return context.reads.all<CitingCount>(
    context,
    match.values.length === 1 ? 'citing_counts_of_source' : `citing_counts_${match.values.length}`,
    `select x.kind, count(distinct x.entry_id)::int as count from ${FROM}
      where ${match.sql} and ${NOW} group by x.kind order by x.kind`,
    match.values,
  );
}

@Resolver(() => Provision)
export class ProvisionCitedByResolver {
  constructor(private readonly seal: CursorSeal) {}

  @ResolveField(() => CitingEntryConnection, {
    description:
      'Entries that cite it, of those the reader sees, the newest first; ranges and whole chapters included.',
  })
  citedBy(
    @Parent() provision: Provision,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('kinds', KINDS) kinds?: EntryKind[] | null,
  ): Promise<Page<CitingEntry>> {
    return list(context, this.seal, citing(provision), args, kinds);
  }

  @Extensions({ size: 4 })
  @ResolveField(() => [CitingCount], { description: 'How many entries cite it, by kind, of those the reader sees.' })
  citedByCounts(@Parent() provision: Provision, @Ctx() context: RequestContext): Promise<CitingCount[]> {
    return counts(context, citing(provision));
  }
}

@Resolver(() => LawSource)
export class SourceCitedByResolver {
  constructor(private readonly seal: CursorSeal) {}

  @ResolveField(() => CitingEntryConnection, {
    description: 'Entries that cite it, whole or in part, of those the reader sees; the newest first.',
  })
  citedBy(
    @Parent() source: LawSource,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('kinds', KINDS) kinds?: EntryKind[] | null,
  ): Promise<Page<CitingEntry>> {
    return list(context, this.seal, { sql: 'x.source_id = $1', values: [source.id] }, args, kinds);
  }

  @Extensions({ size: 4 })
  @ResolveField(() => [CitingCount], { description: 'How many entries cite it, by kind, of those the reader sees.' })
  citedByCounts(@Parent() source: LawSource, @Ctx() context: RequestContext): Promise<CitingCount[]> {
    return counts(context, { sql: 'x.source_id = $1', values: [source.id] });
  }
}

@Resolver(() => CitingEntry)
export class CitingEntryResolver {
  @ResolveField(() => EntryRow, { description: 'The entry.' })
  entry(@Parent() row: CitingEntry, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.id);
  }

  @Extensions({ size: 4 })
  @ResolveField(() => [Citation], { description: `Where it does; at most ${MOST_SHOWN}.` })
  async citations(@Parent() row: CitingEntry, @Ctx() context: RequestContext): Promise<Citation[]> {
    const found = await Promise.all(row.citationIds.map((id) => context.load(citationById, id)));
    return found.filter((one) => one !== null);
  }
}
