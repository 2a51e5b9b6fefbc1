import { Actor } from '../access/actor.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { splitId } from '../citations/citation-id.js';
import { ListQuery, OrderColumn } from '../platform/graphql/connection.js';
import { RequestContext } from '../platform/graphql/context.js';
import { isId, TypeName } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { requireCitation } from './barrier-citations.js';
import { BarrierEvidence, BarrierSignOn } from './barrier-parts.entity.js';
import { Barrier, BarrierState } from './barrier.entity.js';
import { BarrierFilter, BarrierOrder } from './barrier.inputs.js';

/** A barrier with its entry, and its exact figures where the reader may know them. */
export type BarrierRow = Omit<EntryRow, 'state'> & Barrier;
export type EvidenceRow = Omit<BarrierEvidence, 'kind' | 'ownerUnitId' | 'visibility'>;
export type SignOnRow = Omit<BarrierSignOn, 'kind' | 'ownerUnitId' | 'visibility'>;

/** All columns of a barrier; `e`, `b` and `t` are the aliases. Figures are sums that doubles hold exactly. */
export const BARRIER_SELECT = `${ENTRY_SELECT}, b.entry_id as "entryId", b.ref_number as "refNumber", b.summary,
  b.barrier_kind as "barrierKind", b.layer, b.severity, b.services, b.measure_ids as "measureIds",
  b.search_text as "searchText", b.reporter_id as "reporterId", b.reporter_unit_id as "reporterUnitId",
  b.shown_members as "shownMembers", b.public_weight as "publicWeight", b.figures, b.shown_counties as "shownCounties",
  b.named_org_ids as "namedOrgIds", b.resolution_way as "resolutionWay", b.resolution_extent as "resolutionExtent",
  b.resolution_note as "resolutionNote", b.resolution_law as "resolutionLaw", b.resolved_from as "resolvedFrom",
  b.reason, b.verified, b.verified_at as "verifiedAt", b.merged_into_id as "mergedIntoId",
  t.members, t.weight, t.volume::float8 as volume, t.cost::float8 as cost`;
export const BARRIER_FROM = 'from barrier b join entry e on e.id = b.id left join barrier_tally t on t.id = b.id';
/** For those who know exact figures: they rank by them, along their index. */
const TALLIED_FROM = 'from barrier_tally t join barrier b on b.id = t.id join entry e on e.id = b.id';

export const EVIDENCE_SELECT = `v.id, v.entry_id as "entryId", v.evidence_kind as "evidenceKind", v.target, v.act, v.explanation,
  v.added_by as "addedBy", v.added_at as "addedAt", v.removed_by as "removedBy", v.removed_at as "removedAt",
  v.removed_reason as "removedReason"`;
export const SIGN_ON_SELECT = `s.id, s.entry_id as "entryId", s.org_id as "orgId", s.unit_id as "unitId", s.signed_by_id as "signedById",
  s.version, s.process, s.volume_per_year as "volumePerYear", s.cost_sek as "costSek", s.words, s.show_name as "showName",
  s.signed_at as "signedAt", s.updated_at as "updatedAt", s.withdrawn_at as "withdrawnAt"`;

/** Units that reported each barrier, or one that was merged into it; a merged one has none of its own. */
export const REPORTERS = `with recursive whole as (
    select b.id as root, b.id, b.reporter_unit_id from barrier b where b.id = any($1::uuid[]) and b.merged_into_id is null
    union select w.root, b.id, b.reporter_unit_id from barrier b join whole w on b.merged_into_id = w.id)
  select distinct root as "entryId", reporter_unit_id as "unitId" from whole where reporter_unit_id is not null order by 1, 2`;

const MOST_WORDS = 8;

function ordered(order: BarrierOrder, exact: boolean): { from: string; columns: OrderColumn[] } {
  const desc = (sql: string, property: string, type: OrderColumn['type']): OrderColumn => ({
    sql,
    property,
    type,
    direction: 'desc',
  });
  if (order === BarrierOrder.WEIGHT) {
    return exact
      ? { from: TALLIED_FROM, columns: [desc('t.weight', 'weight', 'int'), desc('t.id', 'id', 'uuid')] }
      : { from: BARRIER_FROM, columns: [desc('b.public_weight', 'publicWeight', 'int'), desc('b.id', 'id', 'uuid')] };
  }
  // Numbers are given in the order of reports: the highest is the newest.
  const columns = [desc('b.ref_number', 'refNumber', 'int'), desc('b.id', 'id', 'uuid')];
  return order === BarrierOrder.NEWEST
    ? { from: BARRIER_FROM, columns }
    : { from: BARRIER_FROM, columns: columns.map((one) => ({ ...one, direction: 'asc' as const })) };
}

/**
 * A list of barriers as one keyset statement. Row security decides which rows there are. A county filters by what the
 * reader may know: by sign-ons for those who see them, by the figures shown for all others, or the list itself would tell.
 */
export function barrierList(filter: BarrierFilter, order: BarrierOrder, actor: Actor, exact: boolean): ListQuery {
  const where = [`e.kind = '${EntryKind.BARRIER}'`];
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;

  if (filter.state) where.push(`e.state = any(${value(filter.state)}::text[])`);
  else where.push(`e.state not in ('${BarrierState.DISMISSED}', '${BarrierState.MERGED}')`);
  if (filter.kind) where.push(`b.barrier_kind = any(${value(filter.kind)}::text[])`);
  if (filter.layer) where.push(`b.layer = any(${value(filter.layer)}::text[])`);
  if (filter.verified != null) where.push(`b.verified = ${value(filter.verified)}`);
  if (filter.subjectAreas) {
    const areas = value(filter.subjectAreas.map((id) => known(id, 'SubjectArea', 'subjectAreas')));
    where.push(
      `e.id in (select x.entry_id from entry_subject_area x where x.subject_area_id in (
         with recursive below as (
           select id from subject_area where id = any(${areas}::uuid[])
           union select s.id from subject_area s join below w on s.broader_id = w.id)
         select id from below))`,
    );
  }
  if (filter.county) {
    const county = value(cleanText(filter.county, { max: 100, path: 'filter.county', singleLine: true }));
    where.push(
      exact
        ? `b.id in (select s.entry_id from barrier_sign_on s join organisation o on o.id = s.org_id
             where s.withdrawn_at is null and o.county = ${county})`
        : `${county} = any(b.shown_counties)`,
    );
  }
  if (filter.act) where.push(citing('v.act = $', value(requireCitation(splitId(filter.act).source, 'filter.act').id)));
  if (filter.provision) {
    const cited = requireCitation(filter.provision, 'filter.provision');
    const act = value(cited.act);
    // What lies within it counts: K10P2 takes K10P2S1 in, and not K10P21 or K10P2a.
    const within =
      cited.id === cited.act
        ? ''
        : ` and (v.target = ${value(cited.id)} or starts_with(v.target, ${value(cited.id)}) and substr(v.target, ${value(cited.id.length + 1)}, 1) ~ '[A-Z.]')`;
    where.push(citing(`v.act = $`, act, within));
  }
  if (filter.organisation) {
    const organisation = value(known(filter.organisation, 'Organisation', 'organisation'));
    where.push(
      `b.id in (select s.entry_id from barrier_sign_on s where s.withdrawn_at is null and s.org_id = ${organisation}::uuid)`,
    );
  }
  if (filter.stoppingUs != null) {
    const units = value(actor.context?.units ?? []);
    where.push(
      `b.id ${filter.stoppingUs ? 'in' : 'not in'} (select s.entry_id from barrier_sign_on s
         where s.withdrawn_at is null and s.unit_id = any(${units}::uuid[]))`,
    );
  }
  for (const word of wordsOf(filter.text)) where.push(`strpos(b.search_text, ${value(word)}) > 0`);
  const { from, columns } = ordered(order, exact);
  return {
    name: 'barriers',
    select: `select ${BARRIER_SELECT}`,
    from,
    where,
    values,
    order: columns,
    choice: [filter, order, exact],
  };
}

function citing(condition: string, parameter: string, more = ''): string {
  return `b.id in (select v.entry_id from barrier_evidence v where v.removed_at is null and ${condition.replace('$', parameter)}${more})`;
}

/** Words to look for, small; each must be somewhere. */
export function wordsOf(text: string | null | undefined): string[] {
  const clean = cleanText(text, { max: 200, path: 'filter.text', singleLine: true }).toLocaleLowerCase('sv');
  return [...new Set(clean.split(' ').filter(Boolean))].slice(0, MOST_WORDS);
}

/** A garbled id would be a fault in the database; as an id of nothing it is the reader's. */
function known(id: string, type: TypeName, field: string): string {
  if (!isId(id, type)) throw notFound(`filter.${field}`);
  return id;
}

const CANDIDATES = 200;
/** Below this share of common trigrams two titles say different things. */
const ALIKE = 0.3;

/** Three letters at a time of each word, as PostgreSQL's pg_trgm has it; that extension is not in every database. */
export function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLocaleLowerCase('sv').match(/[\p{L}\p{N}]+/gu) ?? []) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}

export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/**
 * Ids of barriers that resemble a title or touch the same provisions: those to sign on to instead of reporting, or to merge.
 * What shares an act or the beginning of a longer word is looked at, a provision in common counts more than an act, and
 * titles are compared by trigrams. Read through row security, so that nothing can be guessed about what one may not see.
 */
export async function similarBarrierIds(
  context: RequestContext,
  asked: { title: string; provisions: readonly string[]; except?: string },
  first: number,
): Promise<string[]> {
  const stems = (asked.title.toLocaleLowerCase('sv').match(/[\p{L}\p{N}]{5,}/gu) ?? [])
    .map((word) => word.slice(0, 6))
    .slice(0, 12);
  const acts = [...new Set(asked.provisions.map((id) => splitId(id).source))];
  const rows = await context.reads.all<{ id: string; title: string; targets: string[]; acts: string[] }>(
    context,
    'similar_barriers',
    `select e.id, e.title, coalesce(array_agg(v.target) filter (where v.target = any($3::text[])), '{}') as targets,
            coalesce(array_agg(distinct v.act) filter (where v.act is not null), '{}') as acts
       from barrier b join entry e on e.id = b.id
       left join barrier_evidence v on v.entry_id = b.id and v.removed_at is null and v.act = any($2::text[])
      where e.state in ('REPORTED','CONFIRMED','PURSUED','RESOLVED') and ($4::uuid is null or b.id <> $4)
        and (v.id is not null or exists (select 1 from unnest($1::text[]) as stem where strpos(b.search_text, stem) > 0))
      group by e.id, e.title
      order by count(v.id) desc,
        (select count(*) from unnest($1::text[]) as stem where strpos(lower(e.title), stem) > 0) desc, e.id desc
      limit ${CANDIDATES}`,
    [stems, acts, asked.provisions, asked.except ?? null],
  );
  const mine = trigrams(asked.title);
  return rows
    .map((row) => {
      const title = likeness(mine, trigrams(row.title));
      return { id: row.id, title, score: title + 0.4 * Math.min(2, row.targets.length) + 0.1 * row.acts.length };
    })
    .filter((one) => one.title >= ALIKE || one.score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, first)
    .map((one) => one.id);
}
