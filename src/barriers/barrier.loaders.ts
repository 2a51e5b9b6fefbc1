import { MEMBER_KINDS } from '../access/organisation.entity.js';
import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import {
  BARRIER_FROM,
  BARRIER_SELECT,
  BarrierRow,
  EVIDENCE_SELECT,
  EvidenceRow,
  REPORTERS,
  SIGN_ON_SELECT,
  SignOnRow,
} from './barrier.queries.js';

export const barrierById = defineLoader<string, BarrierRow>('barrierById', async (ids, context) =>
  indexed(
    await context.reads.all<BarrierRow>(
      context,
      'barriers_by_ids',
      `select ${BARRIER_SELECT} ${BARRIER_FROM} where b.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Barrier', barrierById as never);

/** Also what was taken away, with when and why: the field leaves it out unless it is asked for. */
export const evidenceOfBarrier = defineLoader<string, EvidenceRow[]>('evidenceOfBarrier', async (ids, context) => {
  const rows = await context.reads.all<EvidenceRow>(
    context,
    'evidence_of_barriers',
    `select ${EVIDENCE_SELECT} from barrier_evidence v where v.entry_id = any($1::uuid[]) order by v.added_at, v.id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** The newest of each barrier: a page shows some, `barrierSignOns` pages through all. */
export const MOST_SIGN_ONS = 20;

/** Those that the reader may see: of own units; all of them for those who handle barriers. */
export const signOnsOfBarrier = defineLoader<string, SignOnRow[]>('signOnsOfBarrier', async (ids, context) => {
  if (context.principal.context === null) return new Map();
  const rows = await context.reads.all<SignOnRow>(
    context,
    'sign_ons_of_barriers',
    `select f.* from unnest($1::uuid[]) as wanted (id)
     cross join lateral (select ${SIGN_ON_SELECT} from barrier_sign_on s
       where s.entry_id = wanted.id and s.withdrawn_at is null order by s.signed_at desc, s.id desc limit ${MOST_SIGN_ONS}) f
     order by f."signedAt" desc, f.id desc`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

export const mySignOnsOfBarrier = defineLoader<string, SignOnRow[]>('mySignOnsOfBarrier', async (ids, context) => {
  const units = context.principal.context?.units ?? [];
  if (units.length === 0) return new Map();
  const rows = await context.reads.all<SignOnRow>(
    context,
    'my_sign_ons_of_barriers',
    `select ${SIGN_ON_SELECT} from barrier_sign_on s
      where s.unit_id = any($2::uuid[]) and s.entry_id = any($1::uuid[]) and s.withdrawn_at is null order by s.signed_at`,
    [ids, units],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** To those who may know it: the association, and the unit itself. */
export const reportersOfBarrier = defineLoader<string, { entryId: string; unitId: string }[]>(
  'reportersOfBarrier',
  async (ids, context) => {
    if (!context.principal.context) return new Map();
    const rows = await context.reads.all<{ entryId: string; unitId: string }>(
      context,
      'reporters_of_barriers',
      REPORTERS,
      [ids],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);

export interface ExactCount {
  entryId: string;
  county: string | null;
  kind: string;
  members: number;
}

/** Members by county and kind, exactly: row security gives the rows to those who handle barriers. */
export const exactCountsOfBarrier = defineLoader<string, ExactCount[]>('exactCountsOfBarrier', async (ids, context) => {
  const rows = await context.reads.all<ExactCount>(
    context,
    'exact_counts_of_barriers',
    `select s.entry_id as "entryId", o.county, o.kind, count(distinct o.id)::int as members
       from barrier_sign_on s join organisation o on o.id = s.org_id
      where s.entry_id = any($1::uuid[]) and s.withdrawn_at is null group by s.entry_id, o.county, o.kind`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

/** Every county that a member lies in, å ä ö last; one look-up a request, under the only key ''. */
export const counties = defineLoader<string, string[]>('counties', async (keys, context) => {
  const rows = await context.reads.all<{ county: string }>(
    context,
    'counties_of_members',
    `select distinct county collate "sv-x-icu" as county from organisation
      where kind = any($1::text[]) and county is not null and valid_to is null order by 1`,
    [[...MEMBER_KINDS]],
  );
  return new Map(keys.map((key) => [key, rows.map((row) => row.county)]));
});

/** The published Swedish description. */
export const textOfBarrier = defineLoader<string, Revision>('textOfBarrier', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'texts_of_barriers',
      `select ${REVISION_SELECT} from revision r
        where r.entry_id = any($1::uuid[]) and r.slot = 'text' and r.language = 'sv' and r.state = 'PUBLISHED'`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);
