import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { ACTION_FROM, ACTION_SELECT, ActionRow, RecipientRow, ResponseRow } from './action.queries.js';

export const actionById = defineLoader<string, ActionRow>('actionById', async (ids, context) =>
  indexed(
    await context.reads.all<ActionRow>(
      context,
      'actions_by_ids',
      `select ${ACTION_SELECT} ${ACTION_FROM} where a.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Action', actionById as never);

export const recipientsOfAction = defineLoader<string, RecipientRow[]>('recipientsOfAction', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<RecipientRow>(
      context,
      'recipients_of_actions',
      `select r.id, r.entry_id as "entryId", r.organisation_id as "organisationId", r.name, r.position from action_recipient r
        where r.entry_id = any($1::uuid[]) order by r.entry_id, r.position`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** In the order in which the letter makes them. */
export const claimIdsOfAction = defineLoader<string, { entryId: string; claimId: string }[]>(
  'claimIdsOfAction',
  async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<{ entryId: string; claimId: string }>(
        context,
        'claims_of_actions',
        `select x.entry_id as "entryId", x.claim_id as "claimId" from action_claim x
          where x.entry_id = any($1::uuid[]) order by x.entry_id, x.position`,
        [ids],
      ),
      (row) => row.entryId,
    ),
);

export interface LetterClaim {
  entryId: string;
  position: number;
  title: string;
  /** What the claim says as published; null where it has no text. */
  text: string | null;
  provisions: string[];
}
/** What the letter demands, in its order: as it was said once it is sent, as the claims stand before. */
export const letterClaimsOfAction = defineLoader<string, LetterClaim[]>('letterClaimsOfAction', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<LetterClaim>(
      context,
      'letter_claims_of_actions',
      `select x.entry_id as "entryId", x.position, coalesce(x.title, c.title) as title,
         case when x.title is null then r.body else x.text end as text,
         case when x.title is null then c.provisions else x.provisions end as provisions
         from action_claim x
         left join claim c on c.id = x.claim_id and x.title is null
         left join revision r on r.entry_id = c.entry_id and r.slot = 'claim:' || c.id and r.language = 'sv' and r.state = 'PUBLISHED'
        where x.entry_id = any($1::uuid[]) and (x.title is not null or c.id is not null) order by x.entry_id, x.position`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

export const responsesOfAction = defineLoader<string, ResponseRow[]>('responsesOfAction', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<ResponseRow>(
      context,
      'responses_of_actions',
      `select r.id, r.entry_id as "entryId", r.responded_on::text as "respondedOn", r.organisation_id as "organisationId",
         r.respondent, r.summary, r.document, r.registered_at as "registeredAt"
         from unnest($1::uuid[]) as w(id)
         cross join lateral (select * from action_response x where x.entry_id = w.id order by x.responded_on, x.id limit 200) r`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** The Swedish letters of an action that stand or are being written: the published one, and the open one. */
export const lettersOfAction = defineLoader<string, Revision[]>('lettersOfAction', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<Revision>(
      context,
      'letters_of_actions',
      `select ${REVISION_SELECT} from revision r where r.entry_id = any($1::uuid[]) and r.slot = 'letter' and r.language = 'sv'
         and r.state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED','PUBLISHED') order by r.number desc`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

export const publishedLetter = (letters: readonly Revision[] | null): Revision | null =>
  letters?.find(({ state }) => state === RevisionState.PUBLISHED) ?? null;
