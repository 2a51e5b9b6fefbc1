import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { Actor } from './actor.js';
import { Organisation, OrganisationName, Unit } from './organisation.entity.js';
import { Membership, Person, Role } from './person.entity.js';

/** Columns as their entities name them; every read of these tables selects through these. */
export const ORGANISATION_COLUMNS = `o.id, o.key, o.kind, o.name, o.short_name as "shortName", o.org_number as "orgNumber",
  o.scb_code as "scbCode", o.county, o.verified, o.regional_tasks as "regionalTasks",
  o.approves_sending as "approvesSending", o.valid_from as "validFrom", o.valid_to as "validTo",
  o.successor_id as "successorId", o.version, o.updated_at as "updatedAt"`;
export const UNIT_COLUMNS = `u.id, u.organisation_id as "organisationId", u.key, u.name, u.valid_from as "validFrom",
  u.valid_to as "validTo", u.version`;
export const PERSON_COLUMNS = `p.id, p.name, p.email, p.language, p.disabled_at as "disabledAt", p.version,
  p.created_at as "createdAt"`;
export const MEMBERSHIP_COLUMNS = `m.id, m.person_id as "personId", m.organisation_id as "organisationId",
  m.unit_id as "unitId", m.role, m.started_at as "startedAt", m.ended_at as "endedAt"`;

/** Organisations, their names and units are public facts. */
export const organisationById = defineLoader<string, Organisation>('organisationById', async (ids, context) =>
  indexed(
    await context.reads.all<Organisation>(
      context,
      'organisations_by_id',
      `select ${ORGANISATION_COLUMNS} from organisation o where o.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const unitById = defineLoader<string, Unit>('unitById', async (ids, context) =>
  indexed(
    await context.reads.all<Unit>(
      context,
      'units_by_id',
      `select ${UNIT_COLUMNS} from unit u where u.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

/** Nobody who has not signed in is told who somebody is: the public's login has no right to read `person` at all. */
export const personById = defineLoader<string, Person>('personById', async (ids, context) => {
  if (context.principal.context === null) return new Map();
  const rows = await context.reads.all<Person>(
    context,
    'people_by_id',
    `select ${PERSON_COLUMNS} from person p where p.id = any($1::uuid[])`,
    [ids],
  );
  return indexed(rows, (row) => row.id);
});

export const namesOfOrganisation = defineLoader<string, OrganisationName[]>(
  'namesOfOrganisation',
  async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<OrganisationName>(
        context,
        'names_by_organisation',
        `select n.id, n.organisation_id as "organisationId", n.name, n.valid_from as "validFrom", n.valid_to as "validTo"
       from organisation_name n where n.organisation_id = any($1::uuid[])
       order by n.valid_from nulls first, n.id`,
        [ids],
      ),
      (row) => row.organisationId,
    ),
);

export const unitsOfOrganisation = defineLoader<string, Unit[]>('unitsOfOrganisation', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<Unit>(
      context,
      'units_by_organisation',
      `select ${UNIT_COLUMNS} from unit u where u.organisation_id = any($1::uuid[]) order by u.name, u.id`,
      [ids],
    ),
    (row) => row.organisationId,
  ),
);

/** Who may see what role somebody has where: the person, the organisation's administrators, and ADMIN. */
export function seesMembership(actor: Actor, { personId, organisationId }: Membership): boolean {
  return (
    actor.personId === personId || actor.has(Role.ADMIN) || actor.hasInOrganisation(organisationId, Role.ORG_ADMIN)
  );
}

/** A role, held now or before. */
export const membershipById = defineLoader<string, Membership>('membershipById', async (ids, context) => {
  const actor = context.principal as Actor;
  if (!actor.signedIn) return new Map();
  const rows = await context.reads.all<Membership>(
    context,
    'memberships_by_id',
    `select ${MEMBERSHIP_COLUMNS} from membership m where m.id = any($1::uuid[])`,
    [ids],
  );
  return indexed(
    rows.filter((row) => seesMembership(actor, row)),
    (row) => row.id,
  );
});

/** A person's roles now, those of them that the reader may see. */
export const membershipsOfPerson = defineLoader<string, Membership[]>('membershipsOfPerson', async (ids, context) => {
  const actor = context.principal as Actor;
  if (!actor.signedIn) return new Map();
  const rows = await context.reads.all<Membership>(
    context,
    'memberships_by_person',
    `select ${MEMBERSHIP_COLUMNS} from membership m
     where m.person_id = any($1::uuid[]) and m.ended_at is null order by m.started_at, m.id`,
    [ids],
  );
  return grouped(
    ids,
    rows.filter((row) => seesMembership(actor, row)),
    (row) => row.personId,
  );
});

defineNode('Organisation', organisationById);
defineNode('Unit', unitById);
defineNode('Person', personById);
defineNode('Membership', membershipById);
