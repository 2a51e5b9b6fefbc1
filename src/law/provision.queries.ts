import { ListQuery } from '../platform/graphql/connection.js';
import type { Provision, Wording } from './provision.entity.js';

/** A provision as one reads it: on a day, or a piece of it. */
export interface ProvisionRow extends Provision {
  /** The day it was asked for; absent or null = the reader's usual day. */
  asOf?: string | null;
  /** `S1N3` when a piece inside it was asked for. */
  inner?: string | null;
}

export const PROVISION_COLUMNS = `p.id, p.source_id as "sourceId", p.fragment, p.kind, p.number, p.chapter`;

const WORDING_HEAD = `w.id, w.source_id as "sourceId", w.provision_id as "provisionId", w.kind, w.fragment, w.number, w.title`;
const WORDING_TAIL = `w.hash, w.valid_from as "validFrom", w.valid_to as "validTo", w.from_undecided as "fromUndecided",
  w.to_undecided as "toUndecided", w.from_basis as "fromBasis", w.twin, w.act, w.repealed, w.repealed_by as "repealedBy",
  w.renamed_to as "renamedTo", w.before_fragment as "beforeFragment", w.depth, w.position, w.edition_from as "editionFrom",
  w.edition_to as "editionTo", w.replaced_by_id as "replacedById"`;
export const WORDING_COLUMNS = `${WORDING_HEAD}, w.text, w.parts, ${WORDING_TAIL}`;

/** What a list of lines needs of a wording: all but its words. */
export type WordingLine = Pick<
  Wording,
  'id' | 'provisionId' | 'kind' | 'fragment' | 'number' | 'title' | 'repealed' | 'position'
>;

/** Holds on the day `d`; without a day, stands in the newest edition. Editions' older spellings of the same never do. */
export const holdsOn = (d: string, w = 'w'): string =>
  `${w}.replaced_by_id is null and case when ${d}::date is null then ${w}.edition_to is null
    else not ${w}.from_undecided and (${w}.valid_from is null or ${w}.valid_from <= ${d}::date)
      and (${w}.valid_to is null or ${w}.valid_to > ${d}::date) end`;

/**
 * The wording of each provision on each day. On a day from which the act is repealed there is none, although no one has ended
 * its wordings one by one. `wording_by_provision` finds the few rows of a provision; no index could do more.
 */
export const WORDINGS_ON = `
  select k.id as "key", k.day as "keyDay", w.* from unnest($1::uuid[], $2::date[]) as k(id, day)
   cross join lateral (
     select ${WORDING_COLUMNS} from wording w join law_source s on s.id = w.source_id
      where w.provision_id = k.id and ${holdsOn('k.day')} and (k.day is null or s.repealed_on is null or s.repealed_on > k.day)
      order by w.twin, w.edition_from desc, w.valid_from desc nulls last limit 1) w`;

export const VERSIONS = `select ${WORDING_COLUMNS} from wording w
  where w.provision_id = any($1::uuid[]) and w.replaced_by_id is null
  order by w.from_undecided, w.valid_from nulls first, w.twin, w.edition_from, w.position`;

/** By source and place; where sections run through the act, the chapter that somebody names with one is let be. */
export const PROVISIONS_BY_PLACE = `
  select k.n, ${PROVISION_COLUMNS} from unnest($1::text[], $2::text[]) with ordinality as k(source, fragment, n)
    join law_source s on s.key = k.source
    join provision p on p.source_id = s.id and (p.fragment = k.fragment or (s.running and k.fragment ~ '^K[^P]+P'
      and p.fragment = regexp_replace(k.fragment, '^K[^P]+', '') and p.chapter = regexp_replace(k.fragment, 'P.*$', '')))`;

/** What stands over a provision on a day: the nearest heading within its chapter, its chapter's and its part's. */
export const CONTEXTS = `
  select k.id as "key", k.day as "keyDay", c.title as chapter, h.title as heading, a.title as part
    from unnest($1::uuid[], $2::date[]) as k(id, day)
    join provision p on p.id = k.id
    cross join lateral (
      select w.position from wording w where w.provision_id = k.id and w.replaced_by_id is null
       order by (${holdsOn('k.day')}) desc, w.edition_from desc, w.twin limit 1) me
    left join lateral (
      select w.title, w.position from wording w join provision q on q.id = w.provision_id
       where q.source_id = p.source_id and q.fragment = p.chapter and ${holdsOn('k.day')} and w.position < me.position
       order by w.position desc limit 1) c on true
    left join lateral (
      select case when w.kind = 'HEADING' then w.title end as title from wording w
       where w.source_id = p.source_id and w.position < me.position
         and w.kind in ('HEADING','CHAPTER','PART','ANNEX','TRANSITIONAL') and ${holdsOn('k.day')}
       order by w.position desc limit 1) h on p.kind = 'SECTION'
    left join lateral (
      select w.title, w.kind from wording w
       where w.source_id = p.source_id and w.position < me.position
         and w.kind in ('PART','ANNEX','TRANSITIONAL') and ${holdsOn('k.day')}
       order by w.position desc limit 1) a on p.kind in ('SECTION', 'CHAPTER') and a.kind = 'PART'`;

/** The provisions right before and after in the text of the day: chapters among chapters, the rest among the rest. */
export const NEIGHBOURS = `
  select k.id as "key", k.day as "keyDay", b.id as previous, f.id as next
    from unnest($1::uuid[], $2::date[]) as k(id, day)
    join provision p on p.id = k.id
    cross join lateral (
      select w.position from wording w where w.provision_id = k.id and w.replaced_by_id is null
       order by (${holdsOn('k.day')}) desc, w.edition_from desc, w.twin limit 1) me
    left join lateral (
      select w.provision_id as id from wording w
       where w.source_id = p.source_id and w.position < me.position and w.provision_id <> p.id and w.twin = 0
         and (w.kind = 'CHAPTER') = (p.kind = 'CHAPTER') and ${holdsOn('k.day')}
       order by w.position desc limit 1) b on true
    left join lateral (
      select w.provision_id as id from wording w
       where w.source_id = p.source_id and w.position > me.position and w.provision_id <> p.id and w.twin = 0
         and (w.kind = 'CHAPTER') = (p.kind = 'CHAPTER') and ${holdsOn('k.day')}
       order by w.position limit 1) f on true`;

/** Other numbers of a provision: by change sets, by markers at its wordings, and by what the register notes of amending acts. */
export const RENUMBERINGS = `
  with asked as (select p.id, p.source_id, p.fragment from provision p where p.id = any($1::uuid[]))
  select r.*, p.id as "provisionId" from (
    select q.id as "key", 'TO' as way, q.source_id, c.to_fragment as fragment, c.act, c.effective_on as "on"
      from asked q join provision_change c on c.provision_id = q.id and c.kind = 'RENUMBERED'
    union all
    select q.id, 'FROM', q.source_id, c.fragment, c.act, c.effective_on
      from asked q join provision_change c on c.source_id = q.source_id and c.kind = 'RENUMBERED' and c.to_fragment = q.fragment
    union all
    select q.id, 'TO', q.source_id, w.renamed_to, null, w.valid_to
      from asked q join wording w on w.provision_id = q.id and w.renamed_to is not null
    union all
    select q.id, 'FROM', q.source_id, w.fragment, null, w.valid_to
      from asked q join wording w on w.source_id = q.source_id and w.renamed_to = q.fragment
    union all
    select q.id, case when x -> 'target' ->> 'fragment' = q.fragment then 'TO' else 'FROM' end, q.source_id,
        case when x -> 'target' ->> 'fragment' = q.fragment then x -> 'to' ->> 'fragment' else x -> 'target' ->> 'fragment' end,
        a.act, a.in_force_on
      from asked q join amendment a on a.source_id = q.source_id cross join lateral jsonb_array_elements(a.actions) x
     where x ->> 'verb' = 'renumbered' and x ->> 'inAct' is null and x -> 'target' ->> 'kind' = x -> 'to' ->> 'kind'
       and x -> 'target' ->> 'kind' <> 'heading' and q.fragment in (x -> 'target' ->> 'fragment', x -> 'to' ->> 'fragment')
  ) r left join provision p on p.source_id = r.source_id and p.fragment = r.fragment
  where r.fragment is not null order by r."on" desc nulls last, r.act nulls last`;

/** Which acts touched a provision: the register says so of it or of its chapter, or one of its wordings bears the act's number. */
export const touching = (columns: string): string => `
  select p.id as "key", ${columns} from provision p join amendment a on a.source_id = p.source_id
   where p.id = any($1::uuid[]) and (
     exists (select from jsonb_array_elements(a.actions) x where x ->> 'inAct' is null
        and ((x -> 'target' ->> 'fragment' = p.fragment and x -> 'target' ->> 'kind' in ('section', 'chapter', 'annex', 'transitional'))
          or (x -> 'to' ->> 'fragment' = p.fragment and x ->> 'verb' = 'renumbered')
          or (p.kind = 'SECTION' and x -> 'target' ->> 'kind' = 'chapter' and x -> 'target' ->> 'fragment' = p.chapter
            and x ->> 'verb' in ('added', 'repealed'))))
     or exists (select from wording w where w.provision_id = p.id and (w.act = a.act or w.repealed_by = a.act))
     or p.fragment = 'L' || a.act)
   order by p.id, split_part(a.act, ':', 1)::int desc, length(a.act) desc, a.act desc`;

/** Lines of the text on a day, in order; for the table of contents. */
export const LINES = `
  select w.id, w.provision_id as "provisionId", w.kind, w.fragment, w.number, w.title, w.repealed, w.position
    from wording w where w.source_id = $1 and ${holdsOn('$2')}
     and w.kind in ('PART','CHAPTER','HEADING','SECTION','ANNEX','TRANSITIONAL','AMENDING_ACT')
   order by w.position limit $3`;

/** The whole text on a day, or of an edition: to the character what its publisher gave. */
export const TEXT_ON = `select coalesce(string_agg(w.text, '' order by w.position), '') as text from wording w
  where w.source_id = $1 and ${holdsOn('$2')}`;
export const TEXT_OF_EDITION = `select string_agg(w.text, '' order by w.position) as text from wording w
  where w.source_id = $1 and w.edition_from <= $2 and (w.edition_to is null or w.edition_to >= $2)`;

/** Sections, annexes and transitional provisions in the order of the text; chapters are only headings here. */
export function provisionList(sourceId: string, day: string | null, chapter: string | null): ListQuery {
  const values: unknown[] = [sourceId, day];
  const where = ['w.source_id = $1', holdsOn('$2'), 'w.twin = 0', `w.kind <> 'CHAPTER'`];
  if (chapter) where.push(`p.chapter = $${values.push(chapter)}`);
  return {
    name: 'provisions_of_source',
    select: `select ${PROVISION_COLUMNS}, $2::date as "asOf", w.position`,
    from: 'from wording w join provision p on p.id = w.provision_id',
    where,
    values,
    order: [
      { sql: 'w.position', property: 'position', type: 'bigint', direction: 'asc' },
      { sql: 'p.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: [sourceId, day, chapter],
  };
}

/** Sections of a chapter or of an act without chapters, or the chapters of an act, that may have been law on a day; for ranges. */
export const MEMBERS = `
  select k.n, p.fragment, p.number
    from unnest($1::text[], $2::text[], $3::text[], $4::date[]) with ordinality as k(source, kind, chapter, day, n)
    join law_source s on s.key = k.source
    join provision p on p.source_id = s.id and p.kind = k.kind and (k.chapter is null or p.chapter = k.chapter)
   where exists (select from wording w where w.provision_id = p.id and not w.repealed and w.replaced_by_id is null
       and not w.from_undecided and (w.valid_to is null or w.valid_to > k.day))
     and not exists (select from wording w where w.provision_id = p.id and w.repealed and w.replaced_by_id is null
       and (w.valid_from is null or w.valid_from <= k.day) and (w.valid_to is null or w.valid_to > k.day))
     -- What an act brought in after the day was not among those meant; an older wording that was never read here may have been.
     and (exists (select from wording w where w.provision_id = p.id and w.replaced_by_id is null and not w.from_undecided
         and (w.valid_from is null or w.valid_from <= k.day))
       or not exists (select from amendment a cross join lateral jsonb_array_elements(a.actions) x
         where a.source_id = s.id and a.in_force_on > k.day and x ->> 'verb' = 'added' and x ->> 'inAct' is null
           and x -> 'target' ->> 'fragment' in (p.fragment, p.chapter)))`;
