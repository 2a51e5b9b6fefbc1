import type { QueryRunner } from 'typeorm';
import { newId } from '../src/platform/ids.js';
import { CHILD_COLUMNS, protect, visibleSql } from './policy.js';

/** What a text said each time that it was sent to review, and where a comment stood in it (ADR 0023). */
export class RevisionRounds1763900000019 {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    await begun(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

/** Texts that are in review, or came from it and were not edited since, say what they said when they were sent there. */
async function begun(runner: QueryRunner): Promise<void> {
  const waiting = (await runner.query(
    `select id from revision where state in ('IN_REVIEW','CHANGES_REQUESTED','APPROVED')`,
  )) as { id: string }[];
  for (const { id } of waiting) {
    await runner.query(
      `insert into revision_round (entry_id, kind, owner_unit_id, visibility, id, revision_id, number, title, body, conclusion,
         for_whom, as_of, review_by, transitional, content_hash, author_org_id, submitted_at, outcome, ended_at)
       select entry_id, kind, owner_unit_id, visibility, $2, id, 1, title, body, conclusion,
         for_whom, as_of, review_by, transitional, content_hash, author_org_id, coalesce(submitted_at, updated_at),
         nullif(state, 'IN_REVIEW'), case when state <> 'IN_REVIEW' then updated_at end
       from revision where id = $1`,
      [id, newId('RevisionRound')],
    );
    await runner.query('update approval set round = 1 where revision_id = $1 and dismissed_at is null', [id]);
  }
}

const STATEMENTS = [
  `create table revision_round (
    entry_id uuid not null,
    kind text not null,
    owner_unit_id uuid not null,
    visibility text not null,
    id uuid not null,
    revision_id uuid not null,
    number integer not null,
    title text,
    body text,
    conclusion text,
    for_whom text,
    as_of date,
    review_by date,
    transitional text,
    content_hash text not null,
    author_org_id uuid not null,
    submitted_by_id uuid,
    submitted_at timestamptz(3) not null,
    outcome text,
    ended_at timestamptz(3),
    constraint revision_round_outcome check (outcome is null or outcome in ('APPROVED','CHANGES_REQUESTED','RECALLED','EMERGENCY')),
    constraint revision_round_ends_with_an_outcome check ((outcome is null) = (ended_at is null)),
    constraint revision_round_pkey primary key (id)
  )`,
  `create unique index one_round_per_number on revision_round (revision_id, number)`,
  `create unique index one_open_round_per_revision on revision_round (revision_id) where outcome is null`,
  `alter table revision_round add constraint revision_round_revision foreign key (revision_id) references revision(id) on delete cascade`,
  `alter table revision_round add constraint revision_round_submitted_by foreign key (submitted_by_id) references person(id)`,
  `alter table revision_round add constraint revision_round_of_entry foreign key (entry_id, kind, owner_unit_id, visibility) references entry(id,kind,owner_unit_id,visibility) on delete cascade on update cascade`,
  // A draft at every moment of its life: only its author's organisation, also when the text has been published since.
  ...protect('revision_round', visibleSql(CHILD_COLUMNS), {
    also: `(author_org_id = any((select app_orgs())::uuid[]) or kind = any((select app_system_kinds())::text[]))`,
    world: null,
  }),
  // Written once; its outcome once. A matter that is opened to more people leaves behind what only few have read: what
  // somebody cut out before publication, personal data among it, must not come back by the list of rounds.
  `create function submitted_text_is_frozen() returns trigger language plpgsql as $$
    begin
      if (to_jsonb(old) - array['owner_unit_id','visibility','outcome','ended_at']) is distinct from (to_jsonb(new) - array['owner_unit_id','visibility','outcome','ended_at'])
         or (old.outcome is not null and (old.outcome, old.ended_at) is distinct from (new.outcome, new.ended_at)) then
        raise exception using errcode = '23514', constraint = 'submitted_text_is_frozen',
          message = 'What was sent to review may not be changed';
      end if;
      if old.visibility = 'RESTRICTED' and new.visibility <> 'RESTRICTED' then
        new.title := null; new.body := null; new.conclusion := null; new.for_whom := null;
        new.as_of := null; new.review_by := null; new.transitional := null;
      end if;
      return new;
    end $$`,
  `create trigger submitted_text_is_frozen before update on revision_round
     for each row execute function submitted_text_is_frozen()`,
  `grant select on revision_round to lagrum_app, lagrum_reader, lagrum_anonymous`,
  `grant insert, update on revision_round to lagrum_app`,
  `alter table approval add column round integer`,
  `alter table approval add constraint approval_round foreign key (revision_id, round) references revision_round(revision_id, number) on delete cascade`,
  `alter table comment add column round integer`,
  `alter table comment add column quote_before text`,
  `alter table comment add column quote_after text`,
];
