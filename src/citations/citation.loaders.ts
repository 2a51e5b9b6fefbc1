import { TextLink } from '../catalogue/markdown-links.js';
import { labelOf } from '../law/fragment.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { Citation } from './citation.entity.js';
import { CITATION_SELECT, eventsOf, IMPACT_SELECT } from './citation.queries.js';
import { LawImpact } from './law-impact.entity.js';

export const citationById = defineLoader<string, Citation>('citationById', async (ids, context) =>
  indexed(
    await context.reads.all<Citation>(
      context,
      'citations_by_ids',
      `select ${CITATION_SELECT} from citation c where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Citation', citationById);

/** Of a revision, or of an entry's own texts, in the order of the text; orphaned corrections last. */
export const citationsOfSubject = defineLoader<string, Citation[]>('citationsOfSubject', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<Citation>(
      context,
      'citations_of_subjects',
      `select ${CITATION_SELECT} from citation c where c.subject_id = any($1::uuid[])
       order by c.orphaned, array_position(array['body','text','facts','transitional','forWhom','provisions'], c.field),
         c.start_at, c.target, c.id`,
      [ids],
    ),
    (row) => row.subjectId,
  ),
);

export interface PinRow {
  citationId: string;
  ordinal: number;
  scope: 'PROVISION' | 'CHAPTER' | 'ACT';
  sourceId: string;
  provisionId: string | null;
  wordingId: string | null;
  movedFromId: string | null;
}

export const pinsOfCitation = defineLoader<string, PinRow[]>('pinsOfCitation', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<PinRow>(
      context,
      'pins_of_citations',
      `select x.citation_id as "citationId", x.ordinal, x.scope, x.source_id as "sourceId", x.provision_id as "provisionId",
         x.wording_id as "wordingId", x.moved_from_id as "movedFromId"
       from citation_pin x where x.citation_id = any($1::uuid[]) order by x.citation_id, x.ordinal`,
      [ids],
    ),
    (row) => row.citationId,
  ),
);

export interface EventRow {
  citationId: string;
  severity: 'REPEALED' | 'CHANGED' | 'RENUMBERED';
  onDay: string | null;
  undecided: boolean;
  act: string;
  beforeId: string | null;
  afterId: string | null;
}

/** What is known to happen, or to have happened, to what each citation points at; the soonest first. */
export const eventsOfCitation = defineLoader<string, EventRow[]>('eventsOfCitation', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<EventRow>(
      context,
      'events_of_citations',
      `with ${eventsOf('select x.* from citation_pin x where x.citation_id = any($1::uuid[])')}
       select e.citation_id as "citationId", e.severity, e.on_day::text as "onDay", e.undecided, e.act,
         e.before_id as "beforeId", e.after_id as "afterId"
       from event e order by e.on_day nulls last, e.act`,
      [ids],
    ),
    (row) => row.citationId,
  ),
);

/** Where in a text links go: only what has been read here can be opened. By `subject field`. */
export const linksOfText = defineLoader<string, TextLink[]>('linksOfText', async (keys, context) => {
  const rows = await context.reads.all<{
    subjectId: string;
    field: string;
    start: number;
    end: number;
    key: string;
    title: string;
    fragment: string | null;
  }>(
    context,
    'links_of_texts',
    `select c.subject_id as "subjectId", c.field, c.start_at as start, c.end_at as "end", s.key, e.title,
       coalesce(p.fragment, c.place) as fragment
     from citation c join citation_pin x on x.citation_id = c.id and x.ordinal = 1
     join law_source s on s.id = x.source_id join entry e on e.id = s.id
     left join provision p on p.id = x.provision_id
     where c.subject_id = any($1::uuid[]) and c.start_at is not null and not c.orphaned order by c.start_at`,
    [[...new Set(keys.map((key) => key.split(' ')[0]!))]],
  );
  const links = grouped(keys, rows, (row) => `${row.subjectId} ${row.field}`);
  return new Map(
    [...links].map(([key, some]) => [
      key,
      some.map((row) => ({
        start: row.start,
        end: row.end,
        href: `/lag/${row.key}${row.fragment ? `#${row.fragment}` : ''}`,
        title: row.fragment ? `${labelOf(row.fragment)} ${row.title}` : row.title,
      })),
    ]),
  );
});

/** Marks that stand on a text, the hardest in force first. */
export const impactsOfSubject = defineLoader<string, LawImpact[]>('impactsOfSubject', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<LawImpact>(
      context,
      'impacts_of_subjects',
      `select ${IMPACT_SELECT} from law_impact i where i.subject_id = any($1::uuid[]) and i.ended_at is null
       order by i.status, i.effective_on nulls last, i.act, i.id`,
      [ids],
    ),
    (row) => row.subjectId,
  ),
);

/** Marks on what an entry says now, by entry; what an author's own organisation alone sees is among them. */
export const impactsOfEntry = defineLoader<string, LawImpact[]>('impactsOfEntry', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<LawImpact>(
      context,
      'impacts_of_entries',
      `select ${IMPACT_SELECT} from law_impact i where i.entry_id = any($1::uuid[]) and i.ended_at is null
       order by i.status, i.effective_on nulls last, i.act, i.id`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** What a task is about: by `entry act`, ended ones too, for a task that is done. */
export const impactsOfTask = defineLoader<string, LawImpact[]>('impactsOfTask', async (keys, context) => {
  const rows = await context.reads.all<LawImpact>(
    context,
    'impacts_of_tasks',
    `select ${IMPACT_SELECT} from unnest($1::uuid[], $2::text[]) as n (entry_id, act)
     join law_impact i on i.entry_id = n.entry_id and i.act = n.act join provision p on p.id = i.provision_id
     left join revision r on r.id = i.revision_id
     where i.follow and (r.id is null or r.state in ('PUBLISHED','SUPERSEDED'))
     order by case i.severity when 'REPEALED' then 1 when 'CHANGED' then 2 else 3 end, p.fragment, i.id`,
    [keys.map((key) => key.split(' ')[0]!), keys.map((key) => key.split(' ')[1] ?? '')],
  );
  return grouped(keys, rows, (row) => `${row.entryId} ${row.act}`);
});
