import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';

/** What is known of an act by its canonical id, whether its text is here or only its names. */
export interface ActLabel {
  key: string;
  /** Title with number. */
  title: string;
  /** `patientdatalagen`, `lagen om offentlig upphandling`: of several the one that is built as the title is. */
  short: string | null;
  family: string | null;
  /** First day it no longer applied, by the table of acts. */
  validTo: string | null;
  /** What replaced it. */
  successorKey: string | null;
  actId: string | null;
  sourceId: string | null;
}

export const actLabelByKey = defineLoader<string, ActLabel>('actLabelByKey', async (keys, context) =>
  indexed(
    await context.reads.all<ActLabel>(
      context,
      'act_labels_by_key',
      `select k.key, coalesce(e.title, a.name) as title, a.family, a.id as "actId", s.id as "sourceId",
         a.valid_to as "validTo", b.key as "successorKey",
         (select n.text from act_name n where n.act_id = a.id and n.form = 'SHORT'
           order by n.valid_to desc nulls first, (starts_with(lower(n.text), split_part(lower(a.name), ' ', 1))) desc,
             length(n.text), n.text limit 1) as short
         from unnest($1::text[]) as k(key) left join act a on a.key = k.key left join act b on b.id = a.successor_id
         left join law_source s on s.key = k.key left join entry e on e.id = s.id
        where a.id is not null or s.id is not null`,
      [keys],
    ),
    (row) => row.key,
  ),
);

/** Where a part of an act went: chapter 6 of the Patient Data Act is an act of its own since 2023. */
export interface MovedPart {
  actId: string;
  /** `K6` */
  fragment: string;
  /** Civil date. */
  date: string;
  key: string;
  title: string;
}

export const movedPartsOfAct = defineLoader<string, MovedPart[]>('movedPartsOfAct', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<MovedPart>(
      context,
      'moved_parts_of_acts',
      `select s.predecessor->>'actId' as "actId", s.predecessor->>'fragment' as fragment, s.date::text as date, a.key,
         a.name as title
         from succession s cross join lateral jsonb_array_elements(s.successors) as t(part)
         join act a on a.id = (t.part->>'actId')::uuid
        where s.predecessor->>'actId' = any($1::text[]) and s.predecessor ? 'fragment' order by s.date desc, a.key`,
      [ids],
    ),
    (row) => row.actId,
  ),
);
