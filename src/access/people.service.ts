import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { LANGUAGES } from '../platform/i18n/messages.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { emailAddress, shortText } from './access.texts.js';
import { Actor } from './actor.js';
import { MEMBER_KINDS, OrganisationKind } from './organisation.entity.js';
import {
  MembershipEndInput,
  MembershipGrantInput,
  PersonInviteInput,
  PersonUpdateInput,
  RoleInUnitInput,
} from './people.inputs.js';
import { Membership, Person, Role, STAFF_ROLES } from './person.entity.js';

const MOST_ROLES = 20;

interface UnitRow {
  organisationId: string;
  kind: OrganisationKind;
  ended: boolean;
}

/**
 * Who may come in and what they may do. ADMIN manages everybody. An ORG_ADMIN manages people all of whose roles lie in
 * its own organisation, and grants member roles there: somebody who also works elsewhere is not for one of the two
 * organisations to rename, to give a new address (and so a new way in) or to shut out.
 */
@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  /** A new person with roles; for an address that is known, the roles are added to the person who has it. */
  async invite(actor: Actor, input: PersonInviteInput): Promise<{ id: string }> {
    const email = emailAddress(input.email, 'input.email');
    const name = shortText(input.name, 'input.name');
    const language = languageOf(input.language ?? 'sv');
    if (input.roles.length === 0) throw new UserError('REQUIRED', 'input.roles');
    if (input.roles.length > MOST_ROLES) throw new UserError('TOO_LONG', 'input.roles', { max: MOST_ROLES });
    return this.database.transact(actor, async (tx) => {
      const id = newId('Person', tx.now.getTime());
      const made = await tx.one<{ id: string }>(
        `insert into person (id, name, email, language, created_at) values ($1, $2, $3, $4, $5)
         on conflict (email) do nothing returning id`,
        [id, name, email, language, tx.now],
      );
      if (made)
        await tx.record({ subject: id, action: 'person.invited', values: { name, email }, audience: 'INTERNAL' });
      const known = made ?? (await tx.one<{ id: string }>('select id from person where email = $1', [email]));
      for (const [i, role] of input.roles.entries()) await grant(tx, actor, known!.id, role, `input.roles.${i}`);
      return { id: known!.id };
    });
  }

  async update(actor: Actor, input: PersonUpdateInput): Promise<{ id: string }> {
    const { id, expectedVersion: version } = input;
    const name = isGiven(input.name) ? shortText(input.name, 'input.name') : null;
    const email = isGiven(input.email) ? emailAddress(input.email, 'input.email') : null;
    const language = isGiven(input.language) ? languageOf(input.language) : null;
    return this.database.transact(actor, async (tx) => {
      const onlyLanguage = name === null && email === null;
      // One's own language is one's own; one's name and address come from whoever vouches for one.
      if (!(onlyLanguage && actor.personId === id)) await requireManages(tx, actor, id);
      if (email !== null) {
        const taken = await tx.one('select 1 as taken from person where email = $1 and id <> $2', [email, id]);
        if (taken) throw new UserError('EMAIL_TAKEN', 'input.email');
      }
      const now = await tx.guard(
        Person,
        { id, version, path: 'input.id' },
        {
          ...(name !== null ? { name } : {}),
          ...(email !== null ? { email } : {}),
          ...(language !== null ? { language } : {}),
        },
      );
      await tx.record({
        subject: id,
        action: 'person.updated',
        facts: { version: now, language },
        values: { ...(name !== null ? { name } : {}), ...(email !== null ? { email } : {}) },
        audience: 'INTERNAL',
      });
      return { id };
    });
  }

  /** Sessions and tokens end with it; the roles rest, so that enabling restores what was. */
  async disable(actor: Actor, id: string, version: number): Promise<{ id: string }> {
    if (actor.personId === id) throw new UserError('NOT_ONESELF', 'input.id');
    return this.database.transact(actor, async (tx) => {
      await requireManages(tx, actor, id);
      await requireAnotherAdmin(tx, { personId: id });
      await tx.guard(Person, { id, version, path: 'input.id' }, { disabledAt: tx.now });
      for (const table of ['session', 'access_token'])
        await tx.query(`update ${table} set revoked_at = $2 where person_id = $1 and revoked_at is null`, [id, tx.now]);
      await tx.record({ subject: id, action: 'person.disabled', audience: 'INTERNAL' });
      return { id };
    });
  }

  async enable(actor: Actor, id: string, version: number): Promise<{ id: string }> {
    return this.database.transact(actor, async (tx) => {
      await requireManages(tx, actor, id);
      await tx.guard(Person, { id, version, path: 'input.id' }, { disabledAt: null });
      await tx.record({ subject: id, action: 'person.enabled', audience: 'INTERNAL' });
      return { id };
    });
  }

  async grant(actor: Actor, { personId, ...role }: MembershipGrantInput): Promise<{ id: string }> {
    return this.database.transact(actor, async (tx) => {
      // An id alone shows nobody to an ORG_ADMIN: people new to the organisation are invited by their address.
      if (!(await isKnownTo(tx, actor, personId))) throw notFound('input.personId');
      return { id: await grant(tx, actor, personId, role, 'input') };
    });
  }

  async end(actor: Actor, { id }: MembershipEndInput): Promise<{ id: string }> {
    if (!isId(id, 'Membership')) throw notFound('input.id');
    return this.database.transact(actor, async (tx) => {
      const held = await tx.one<{ personId: string; organisationId: string; role: Role; ended: boolean }>(
        `select person_id as "personId", organisation_id as "organisationId", role, ended_at is not null as ended
         from membership where id = $1 for update`,
        [id],
      );
      if (!held || !managesOrganisation(actor, held.organisationId)) throw notFound('input.id');
      requireMayGrant(actor, held.role, 'input.id');
      if (held.ended) throw new UserError('MEMBERSHIP_ENDED', 'input.id');
      if (held.role === Role.ADMIN) await requireAnotherAdmin(tx, { membershipId: id });
      await tx.query('update membership set ended_at = $2 where id = $1', [id, tx.now]);
      await tx.record({
        subject: held.personId,
        action: 'membership.ended',
        facts: { membership: id, organisation: held.organisationId, role: held.role },
        audience: 'INTERNAL',
      });
      return { id, personId: held.personId };
    });
  }
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

function languageOf(given: string): string {
  if ((LANGUAGES as readonly string[]).includes(given)) return given;
  throw new UserError('INVALID', 'input.language', { allowed: [...LANGUAGES] });
}

const managesOrganisation = (actor: Actor, organisationId: string): boolean =>
  actor.has(Role.ADMIN) || actor.hasInOrganisation(organisationId, Role.ORG_ADMIN);

/** Staff roles are ADMIN's alone to give and to take. */
function requireMayGrant(actor: Actor, role: Role, path: string): void {
  if (STAFF_ROLES.includes(role) && !actor.has(Role.ADMIN))
    throw new UserError('ROLE_NOT_YOURS_TO_GRANT', path, { role });
}

/** Member roles in municipalities, regions and what they own; staff roles at the association; ministries have neither. */
function requireFits(role: Role, kind: OrganisationKind, path: string): void {
  const fits = STAFF_ROLES.includes(role) ? kind === OrganisationKind.ASSOCIATION : MEMBER_KINDS.includes(kind);
  if (!fits) throw new UserError('ROLE_NOT_FOR_ORGANISATION', path, { role });
}

async function grant(
  tx: Tx,
  actor: Actor,
  personId: string,
  { unitId, role }: RoleInUnitInput,
  path: string,
): Promise<string> {
  const unit = isId(unitId, 'Unit')
    ? await tx.one<UnitRow>(
        `select u.organisation_id as "organisationId", o.kind, coalesce(least(u.valid_to, o.valid_to) <= $2::date, false) as ended
         from unit u join organisation o on o.id = u.organisation_id where u.id = $1`,
        [unitId, tx.now],
      )
    : null;
  if (!unit || !managesOrganisation(actor, unit.organisationId)) throw notFound(`${path}.unitId`);
  requireMayGrant(actor, role, `${path}.role`);
  requireFits(role, unit.kind, `${path}.role`);
  if (unit.ended) throw new UserError('UNIT_ENDED', `${path}.unitId`);
  // Locked, so that the account is not closed while it is given a role.
  const person = await tx.one<{ disabled: boolean }>(
    'select disabled_at is not null as disabled from person where id = $1 for update',
    [personId],
  );
  if (!person) throw notFound(`${path}.personId`);
  if (person.disabled) throw new UserError('PERSON_DISABLED', path);
  const held = await tx.one(
    'select 1 as held from membership where person_id = $1 and unit_id = $2 and role = $3 and ended_at is null',
    [personId, unitId, role],
  );
  if (held) throw new UserError('ROLE_ALREADY_HELD', path);
  const id = newId('Membership', tx.now.getTime());
  const { organisationId } = unit;
  await tx.insert(Membership, { id, personId, organisationId, unitId, role, startedAt: tx.now });
  await tx.record({
    subject: personId,
    action: 'membership.granted',
    facts: { membership: id, organisation: organisationId, unit: unitId, role },
    audience: 'INTERNAL',
  });
  return id;
}

/** Whether the person's account is this actor's to change; the same answer for a missing one. */
async function requireManages(tx: Tx, actor: Actor, personId: string): Promise<void> {
  if (!isId(personId, 'Person')) throw notFound('input.id');
  if (actor.has(Role.ADMIN)) return;
  const organisations = await organisationsOf(tx, personId, 'm.ended_at is null');
  const all = organisations.length > 0 && organisations.every((id) => actor.hasInOrganisation(id, Role.ORG_ADMIN));
  if (!all) throw notFound('input.id');
}

/** Somebody with a role, now or before, in an organisation that the actor manages. */
async function isKnownTo(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  if (!isId(personId, 'Person')) return false;
  if (actor.has(Role.ADMIN)) return true;
  const organisations = await organisationsOf(tx, personId, 'true');
  return organisations.some((id) => actor.hasInOrganisation(id, Role.ORG_ADMIN));
}

async function organisationsOf(tx: Tx, personId: string, which: 'true' | 'm.ended_at is null'): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct m.organisation_id as id from membership m where m.person_id = $1 and ${which}`,
    [personId],
  );
  return rows.map(({ id }) => id);
}

/**
 * There is always somebody who can give the role back. All open ADMIN rows are locked, in one order: two who remove each
 * other at once come one after the other, and the second finds itself the last.
 */
async function requireAnotherAdmin(tx: Tx, leaving: { personId?: string; membershipId?: string }): Promise<void> {
  const admins = await tx.query<{ id: string; personId: string; disabled: boolean }>(
    `select m.id, m.person_id as "personId", p.disabled_at is not null as disabled
     from membership m join person p on p.id = m.person_id
     where m.role = 'ADMIN' and m.ended_at is null order by m.id for update`,
  );
  const stays = admins.filter(
    (one) => !one.disabled && one.personId !== leaving.personId && one.id !== leaving.membershipId,
  );
  const leaves = admins.some((one) => one.personId === leaving.personId || one.id === leaving.membershipId);
  if (leaves && stays.length === 0) throw new UserError('LAST_ADMIN', 'input.id');
}
