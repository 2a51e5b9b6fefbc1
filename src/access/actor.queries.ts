import { Reads } from '../platform/database/reads.js';
import { ActorFacts, ActorMembership } from './actor.js';

interface ActorRow {
  personId: string;
  name: string;
  scopes: string[] | null;
  assurance: string | null;
  sessionId: string | null;
  memberships: ActorMembership[] | null;
}

const MEMBERSHIPS = `(
  select jsonb_agg(jsonb_build_object(
    'organisationId', m.organisation_id, 'organisationKind', o.kind, 'unitId', m.unit_id, 'role', m.role)
    order by m.started_at, m.id)
  from membership m join organisation o on o.id = m.organisation_id
  where m.person_id = p.id and m.ended_at is null) as memberships`;

/**
 * One statement a request; nothing is kept between requests, so that a revoked session, token or role is without effect
 * from the next request on.
 */
export async function actorBySession(reads: Reads, tokenHash: Buffer, now: Date): Promise<ActorFacts | null> {
  const row = await reads.plain<ActorRow>(
    'actor_by_session',
    `select p.id as "personId", p.name, null::text[] as scopes, s.assurance, s.id as "sessionId", ${MEMBERSHIPS}
     from session s join person p on p.id = s.person_id
     where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and p.disabled_at is null`,
    [tokenHash, now],
  );
  return row[0] ? facts(row[0], 'session') : null;
}

export async function actorByToken(reads: Reads, tokenHash: Buffer, now: Date): Promise<ActorFacts | null> {
  const row = await reads.plain<ActorRow>(
    'actor_by_token',
    `select p.id as "personId", p.name, t.scopes, null::text as assurance, null::uuid as "sessionId", ${MEMBERSHIPS}
     from access_token t join person p on p.id = t.person_id
     where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2 and p.disabled_at is null`,
    [tokenHash, now],
  );
  return row[0] ? facts(row[0], 'token') : null;
}

export async function actorByPerson(reads: Reads, personId: string): Promise<ActorFacts | null> {
  const row = await reads.plain<ActorRow>(
    'actor_by_person',
    `select p.id as "personId", p.name, null::text[] as scopes, null::text as assurance, null::uuid as "sessionId", ${MEMBERSHIPS}
     from person p where p.id = $1 and p.disabled_at is null`,
    [personId],
  );
  return row[0] ? facts(row[0], 'none') : null;
}

/** Many at once, for deciding who may be told of something: one statement whatever their number. */
export async function actorsByPeople(reads: Reads, personIds: readonly string[]): Promise<ActorFacts[]> {
  const rows = await reads.plain<ActorRow>(
    'actors_by_people',
    `select p.id as "personId", p.name, null::text[] as scopes, null::text as assurance, null::uuid as "sessionId", ${MEMBERSHIPS}
     from person p where p.id = any($1::uuid[]) and p.disabled_at is null`,
    [personIds],
  );
  return rows.map((row) => facts(row, 'none'));
}

function facts(row: ActorRow, via: ActorFacts['via']): ActorFacts {
  return { ...row, memberships: row.memberships ?? [], via };
}
