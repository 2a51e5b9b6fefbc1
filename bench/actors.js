import { createHash } from 'node:crypto';

/** Who a bearer token belongs to: the statement of src/access/actor.queries.ts, so that every contestant does this work. */
export const ACTOR_BY_TOKEN = {
  name: 'actor_by_token',
  text: `select p.id as "personId", p.name, t.scopes, (
      select jsonb_agg(jsonb_build_object(
        'organisationId', m.organisation_id, 'organisationKind', o.kind, 'unitId', m.unit_id, 'role', m.role)
        order by m.started_at, m.id)
      from membership m join organisation o on o.id = m.organisation_id
      where m.person_id = p.id and m.ended_at is null) as memberships
    from access_token t join person p on p.id = t.person_id
    where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2 and p.disabled_at is null`,
};

export const hashOf = (token) => createHash('sha256').update(token).digest();

const HANDLES = { LAWYER: ['QUESTION', 'GUIDANCE', 'BARRIER'] };

/** The twin of `contextOf` in src/access/actor.ts, for the two roles that the benchmark signs in. */
export function settingsOf({ personId, memberships }) {
  const set = (values) => `{${[...new Set(values)].join(',')}}`;
  return {
    'app.person': personId,
    'app.orgs': set(memberships.map((m) => m.organisationId)),
    'app.units': set(memberships.map((m) => m.unitId)),
    'app.kinds': set(memberships.flatMap((m) => HANDLES[m.role] ?? [])),
    'app.member': 't',
    'app.system_kinds': '{}',
  };
}
