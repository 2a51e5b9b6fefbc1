import pg from 'pg';

/**
 * The generated data. Everything follows from the number of the question (hashint8extended is PostgreSQL's own and the
 * same everywhere), so two runs have the same rows whatever the machine, and a database can be grown in steps.
 *
 * Of the questions 1 in 20 is a draft, 2 in 5 are answered or closed with a published answer, 1 in 50 is RESTRICTED to
 * named people; every fifth answered one has become public guidance. Each has three subject areas, three events in its
 * audit chain and none to four messages.
 */

const PREPARE = [
  // The shape of src/platform/ids.ts: unix_ms:48 | ver=8 | type:8 | random.
  `create or replace function pg_temp.typed_id(type int, at timestamptz, salt text) returns uuid immutable language sql as $$
     select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '8' || lpad(to_hex(type), 2, '0')
       || substr(md5(salt), 1, 1) || '8' || substr(md5(salt), 2, 15))::uuid $$`,
  `create or replace function pg_temp.draw(n bigint, what bigint, below int) returns int immutable language sql as $$
     select (abs(hashint8extended(n, what) % below))::int $$`,
  `create temp table if not exists asking as
     select row_number() over (order by o.key) - 1 as nth, o.id as org, u.id as unit, o.name, o.key,
       pg_temp.typed_id(3, '2025-01-01Z', 'asker' || o.key) as asker
     from organisation o
     join lateral (select id from unit u where u.organisation_id = o.id
       order by u.key like '%socialnamnden' desc, u.key limit 1) u on true
     where o.kind in ('MUNICIPALITY', 'REGION') and o.valid_to is null`,
  `insert into person (id, name, email) select asker, 'Handläggare ' || name, 'bench@' || key || '.bench' from asking
     on conflict do nothing`,
  `insert into membership (id, person_id, organisation_id, unit_id, role)
     select pg_temp.typed_id(4, '2025-01-01Z', 'seat' || key), asker, org, unit, 'SUBMITTER' from asking on conflict do nothing`,
  `create temp table if not exists area as
     select row_number() over (order by key) - 1 as n, count(*) over ()::int as of, id from subject_area`,
  `create temp table if not exists staff as
     select p.id as lawyer, m.organisation_id as org, m.unit_id as unit
     from person p join membership m on m.person_id = p.id and m.role = 'LAWYER'
     where p.email = 'jurist@skr.demo'`,
];

/** `$1`, `$2`: first and last number. */
const ROWS = `create temp table generated as
  select n, a.org, a.unit, a.asker, s.lawyer, s.org as staff_org, s.unit as staff_unit, at,
    pg_temp.typed_id(32, at, 'question' || n) as id, state,
    case when state = 'DRAFT' then 'OWN' when secret then 'RESTRICTED' else 'PARTIES' end as visibility,
    case when secret and state <> 'DRAFT' then 'RESTRICTED' else 'PARTIES' end as access,
    words.title, words.text
  from generate_series($1::bigint, $2::bigint) as n
  cross join lateral (select timestamptz '2025-06-01Z' + n * interval '5 minutes' as at,
    pg_temp.draw(n, 2, 100) as dice, pg_temp.draw(n, 3, 50) = 0 as secret) d
  cross join lateral (select case when dice < 5 then 'DRAFT' when dice < 20 then 'SUBMITTED' when dice < 45 then 'IN_PROGRESS'
    when dice < 52 then 'AWAITING_INFORMATION' when dice < 75 then 'ANSWERED' when dice < 95 then 'CLOSED'
    when dice < 98 then 'REJECTED' else 'WITHDRAWN' end as state) st
  cross join lateral (select
    (array['Får nämnden lämna ut uppgifter till','Krävs upphandling när vi delar system med','Hur länge ska vi gallra handlingar från',
      'Får vi använda e-legitimation för','Kan beslut fattas automatiskt om','Vem är personuppgiftsansvarig för'])[1 + pg_temp.draw(n, 4, 6)]
      || ' ' || (array['socialtjänsten','skolan','regionens vårdcentraler','bygglovsenheten','en grannkommun','överförmyndaren',
      'hemtjänsten'])[1 + pg_temp.draw(n, 5, 7)] || ' (' || n || ')' as title,
    repeat((array['Vi planerar ett gemensamt system och undrar vad som gäller. ','Handlingarna innehåller uppgifter om enskilda. ',
      'Frågan gäller dels sekretess, dels dataskydd. '])[1 + pg_temp.draw(n, 6, 3)], 3 + pg_temp.draw(n, 7, 6)) as text) words
  join asking a on a.nth = pg_temp.draw(n, 1, (select count(*)::int from asking))
  cross join staff s`;

const ENTRY = 'entry_id, kind, owner_unit_id, visibility';
const CHILD = `id, 'QUESTION', unit, visibility`;

const INSERTS = [
  `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, access_ground, visibility, state, version,
       created_by, created_at, updated_at, published_at)
     select id, 'QUESTION', case when state <> 'DRAFT' then 'F-2025-' || n end, title, org, unit, access,
       case when access = 'RESTRICTED' then 'OSL 26 kap. 1 §' end, visibility, state, 3, 'person:' || asker, at, at,
       case when state in ('ANSWERED','CLOSED') then at end from generated`,
  `insert into question (${ENTRY}, id, text, facts, urgency, de_identified, asker_id, assignee_id, submitted_at, clock_started_at,
       target_working_days, due_at, accepted_at, answered_at, awaiting_since, close_reason)
     select ${CHILD}, id, text, case when pg_temp.draw(n, 8, 2) = 0 then 'Kommunen har ett avtal sedan tidigare.' end,
       case when pg_temp.draw(n, 9, 8) = 0 then 'URGENT' else 'NORMAL' end, true, asker,
       case when state not in ('DRAFT','SUBMITTED','WITHDRAWN') then lawyer end,
       case when state <> 'DRAFT' then at end, case when state <> 'DRAFT' then at end,
       case when state <> 'DRAFT' then 10 end, case when state <> 'DRAFT' then at + interval '14 days' end,
       case when state not in ('DRAFT','SUBMITTED','WITHDRAWN') then at end,
       case when state in ('ANSWERED','CLOSED') then at end,
       case when state = 'AWAITING_INFORMATION' then at end,
       case when state = 'CLOSED' then 'ANSWER_ACCEPTED' end from generated`,
  `insert into entry_grant (${ENTRY}, id, person_id, granted_by)
     select ${CHILD}, pg_temp.typed_id(20, at, 'grant' || n), asker, 'person:' || asker from generated where visibility = 'RESTRICTED'`,
  `insert into entry_subject_area (${ENTRY}, id, subject_area_id)
     select g.id, 'QUESTION', g.unit, g.visibility, pg_temp.typed_id(18, g.at, 'area' || g.n || '-' || k), a.id
     from generated g cross join generate_series(0, 2) as k
     join area a on a.n = (pg_temp.draw(g.n, 10, 1000) + k * (a.of / 3)) % a.of`,
  `insert into comment (${ENTRY}, id, audience, purpose, body, author_id, author_org_id, created_at)
     select ${CHILD}, pg_temp.typed_id(18, at, 'comment' || n || '-' || k), case when k % 3 = 2 then 'INTERNAL' else 'SHARED' end,
       'COMMENT', 'Tack, vi återkommer när vi har frågat förvaltningen (' || k || ').',
       case when k % 2 = 0 then lawyer else asker end, case when k % 2 = 0 then staff_org else org end, at + k * interval '1 hour'
     from generated cross join lateral generate_series(1, pg_temp.draw(n, 11, 5)) as k where state <> 'DRAFT'`,
  `insert into revision (${ENTRY}, id, slot, number, state, title, body, conclusion, content_hash, author_org_id, author_id,
       created_at, updated_at, submitted_at, published_at, published_by_id)
     select ${CHILD}, pg_temp.typed_id(17, at, 'answer' || n), 'answer', 1, 'PUBLISHED', null,
       repeat('Det är möjligt om villkoren i lagen är uppfyllda. ', 12), 'POSSIBLE_WITH_CONDITIONS', md5('answer' || n), staff_org,
       lawyer, at, at, at, at, lawyer from generated where state in ('ANSWERED','CLOSED')`,
  `insert into task (${ENTRY}, id, task_kind, org_id, unit_id, role, assignee_id, due_at, created_at)
     select ${CHILD}, pg_temp.typed_id(22, at, 'task' || n), case when state = 'SUBMITTED' then 'TRIAGE' else 'ANSWER' end,
       staff_org, staff_unit, 'LAWYER', case when state = 'IN_PROGRESS' then lawyer end, null, at
     from generated where state in ('SUBMITTED','IN_PROGRESS')`,
  // Public guidance lifted from every fifth answered question.
  `create temp table lifted as select *, pg_temp.typed_id(33, at, 'guidance' || n) as gid from generated
     where state in ('ANSWERED','CLOSED') and access = 'PARTIES' and pg_temp.draw(n, 12, 5) = 0`,
  `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, version, created_by, created_at,
       updated_at, published_at)
     select gid, 'GUIDANCE', 'V-2025-' || n, title, staff_org, staff_unit, 'PUBLIC', 'WORLD', 'PUBLISHED', 2, 'person:' || lawyer,
       at, at, at from lifted`,
  `insert into guidance (${ENTRY}, id, credit_org_id, origin_question_id)
     select gid, 'GUIDANCE', staff_unit, 'WORLD', gid, org, id from lifted`,
  `insert into revision (${ENTRY}, id, slot, number, state, title, body, conclusion, content_hash, author_org_id, author_id,
       created_at, updated_at, submitted_at, published_at, published_by_id)
     select gid, 'GUIDANCE', staff_unit, 'WORLD', pg_temp.typed_id(17, at, 'text' || n), 'text', 1, 'PUBLISHED', title,
       repeat('Det är möjligt om villkoren i lagen är uppfyllda. ', 12), 'POSSIBLE_WITH_CONDITIONS', md5('text' || n), staff_org,
       lawyer, at, at, at, at, lawyer from lifted`,
  `insert into entry_subject_area (${ENTRY}, id, subject_area_id)
     select l.gid, 'GUIDANCE', l.staff_unit, 'WORLD', pg_temp.typed_id(18, l.at, 'garea' || l.n || '-' || k), a.id
     from lifted l cross join generate_series(0, 2) as k
     join area a on a.n = (pg_temp.draw(l.n, 10, 1000) + k * (a.of / 3)) % a.of`,
  // Through the function that the program uses, so that the chains verify.
  `select count(audit_append(id, act, case when k = 3 and state not in ('DRAFT','SUBMITTED','WITHDRAWN')
         then 'person:' || lawyer else 'person:' || asker end, null,
       case when k = 3 and state not in ('DRAFT','SUBMITTED','WITHDRAWN') then staff_org else org end, 'SHARED',
       at + (k - 3) * interval '1 minute', null, jsonb_build_object('to', case when k = 3 then state else 'DRAFT' end), '{}'))
     from (select *, case when k = 1 then 'question.drafted' when k = 2 or state = 'DRAFT' then 'question.updated'
         when state = 'SUBMITTED' then 'question.submitted' when state = 'WITHDRAWN' then 'question.withdrawn'
         else 'question.accepted' end as act
       from generated cross join generate_series(1, 3) as k order by n, k) steps`,
  'drop table lifted',
  'drop table generated',
];

/** Grows the database to `upTo` questions; connect as the deploy login, which row security does not bind. */
export async function makeGenerator(url) {
  const client = new pg.Client({ connectionString: url });
  // The database may be stopped under it when a run is broken off.
  client.on('error', () => undefined);
  await client.connect();
  for (const sql of PREPARE) await client.query(sql);
  let made = 0;
  return {
    async growTo(upTo) {
      if (upTo <= made) return;
      await client.query('begin');
      // CREATE TABLE AS takes no parameters.
      await client.query(ROWS.replace('$1', String(made + 1)).replace('$2', String(upTo)));
      await client.query('analyze generated');
      for (const sql of INSERTS) await client.query(sql);
      await client.query('commit');
      await client.query('vacuum analyze');
      await client.query('checkpoint');
      made = upTo;
    },
    count: async () => {
      const { rows } = await client.query(
        `select (select count(*)::int from question) as questions, (select count(*)::int from guidance) as guidance,
           (select count(*)::int from audit_event) as events, (select count(distinct owner_org_id)::int from entry
           where kind = 'QUESTION') as organisations, pg_size_pretty(pg_database_size(current_database())) as size,
           current_setting('server_version') as version`,
      );
      return rows[0];
    },
    query: (text, values) => client.query(text, values),
    end: () => client.end(),
  };
}
