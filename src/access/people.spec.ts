import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { Database } from '../platform/database/database.js';
import { Reads } from '../platform/database/reads.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { ActorService } from './actor.service.js';
import { Role } from './person.entity.js';
import { PeopleService } from './people.service.js';

const INVITE = `mutation($input: PersonInviteInput!) { personInvite(input: $input) {
  person { id name email version memberships { id role unit { name } } } userErrors { code path } } }`;
const UPDATE = `mutation($input: PersonUpdateInput!) { personUpdate(input: $input) {
  person { id name email version } userErrors { code path message } } }`;
const DISABLE = `mutation($input: PersonDisableInput!) { personDisable(input: $input) { person { disabledAt } userErrors { code } } }`;
const ENABLE = `mutation($input: PersonEnableInput!) { personEnable(input: $input) { person { disabledAt } userErrors { code } } }`;
const GRANT = `mutation($input: MembershipGrantInput!) { membershipGrant(input: $input) { membership { id role } userErrors { code path } } }`;
const END = `mutation($input: MembershipEndInput!) { membershipEnd(input: $input) { membership { endedAt } userErrors { code } } }`;
const ORGANISATION = `mutation($input: OrganisationUpdateInput!) { organisationUpdate(input: $input) {
  organisation { id version orgNumber approvesSending } userErrors { code path } } }`;
const UNIT = `mutation($input: UnitCreateInput!) { unitCreate(input: $input) { unit { id name } organisation { units { name } } userErrors { code path } } }`;

interface PersonView {
  id: string;
  name: string;
  email: string | null;
  version: number;
  memberships: { id: string; role: string }[];
}

describe('Organisations, people and roles', () => {
  let bed: TestApp;
  let chief: Client;
  let admin: Client;
  let officer: Client;
  let neighbour: Client;
  beforeAll(async () => {
    bed = await createTestApp();
    [chief, admin, officer, neighbour] = (await Promise.all(
      ['chef@kommun-a.demo', 'admin@skr.demo', 'handlaggare@kommun-a.demo', 'handlaggare@kommun-b.demo'].map((email) =>
        bed.as(email),
      ),
    )) as [Client, Client, Client, Client];
  });
  afterAll(() => bed.close());

  const unitOf = async (email: string): Promise<{ unitId: string; organisationId: string }> =>
    (
      await bed.sql<{ unitId: string; organisationId: string }>(
        `select m.unit_id as "unitId", m.organisation_id as "organisationId" from membership m join person p on p.id = m.person_id
         where p.email = $1 and m.ended_at is null limit 1`,
        [email],
      )
    )[0]!;
  const personOf = async (email: string): Promise<{ id: string; version: number }> =>
    (await bed.sql<{ id: string; version: number }>('select id, version from person where email = $1', [email]))[0]!;
  let count = 0;
  const invite = async (
    by: Client,
    unitId: string,
    role: Role = Role.SUBMITTER,
    email = `ny${++count}@kommun-a.demo`,
  ) => by.act<{ person: PersonView | null }>(INVITE, { email, name: 'Ny Person', roles: [{ unitId, role }] });

  it('shows nobody to the public, and an address only to those who need it', async () => {
    const { id } = await personOf(officer.email!);
    const query = `query($id: ID!) { node(id: $id) { ... on Person { name email memberships { role } } } }`;
    const see = async (client: Client): Promise<unknown> => (await client.ask<{ node: unknown }>(query, { id })).node;
    expect(await see(bed.anonymous)).toBeNull();
    expect(await see(neighbour)).toEqual({ name: 'Sara Lindqvist', email: null, memberships: [] });
    for (const client of [officer, chief, admin])
      expect(await see(client)).toEqual({
        name: 'Sara Lindqvist',
        email: officer.email,
        memberships: [{ role: 'SUBMITTER' }],
      });
  });

  it('lists people to those who manage them, in one statement for each relation', async () => {
    const query = `query($first: Int!, $organisation: ID) { people(first: $first, organisation: $organisation) {
      totalCount nodes { name email memberships { role unit { name } organisation { name } } } pageInfo { hasNextPage endCursor } } }`;
    const own = await chief.ask<{ people: { totalCount: number; nodes: PersonView[] } }>(query, { first: 20 });
    expect(own.people.nodes.map(({ email }) => email)).toEqual(expect.arrayContaining([officer.email, chief.email]));
    expect(own.people.nodes.map(({ email }) => email)).not.toContain(neighbour.email);
    const everybody = await admin.ask<{ people: { nodes: PersonView[] } }>(query, { first: 100 });
    expect(everybody.people.nodes.length).toBeGreaterThanOrEqual(10);
    const names = everybody.people.nodes.map(({ name }) => name);
    expect(names).toEqual([...names].sort(new Intl.Collator('sv').compare));

    const { organisationId } = await unitOf(neighbour.email!);
    const foreign = await chief.raw(query, { first: 20, organisation: organisationId });
    const unknown = await chief.raw(query, { first: 20, organisation: newId('Organisation') });
    expect(foreign.errors![0]!.extensions!.reason).toBe('NOT_FOUND');
    expect(foreign.errors![0]!.message).toBe(unknown.errors![0]!.message);
    expect((await officer.raw(query, { first: 20 })).errors![0]!.extensions!.code).toBe('FORBIDDEN');

    const reads = bed.app.get(Reads);
    const statements = async (first: number): Promise<number> => {
      const before = reads.statements;
      await admin.ask(query.replace('totalCount', ''), { first });
      return reads.statements - before;
    };
    expect(await statements(10)).toBe(await statements(2));
  });

  describe('an ORG_ADMIN', () => {
    it('invites to its own organisation, with member roles', async () => {
      const { unitId } = await unitOf(chief.email!);
      const { person, userErrors } = await invite(chief, unitId);
      expect(userErrors).toEqual([]);
      expect(person).toMatchObject({ name: 'Ny Person', version: 1, memberships: [{ role: 'SUBMITTER' }] });
      const chain = await bed.sql<{ action: string; line: string }>(
        'select action, line from audit_event where subject_id = $1 order by seq',
        [person!.id],
      );
      expect(chain.map(({ action }) => action)).toEqual(['person.invited', 'membership.granted']);
      expect(chain[0]!.line).not.toContain('Ny Person');
    });

    it.each<[string, string, Role, string]>([
      ['not to another organisation', 'handlaggare@kommun-b.demo', Role.SUBMITTER, 'NOT_FOUND'],
      ['not to the association', 'jurist@skr.demo', Role.LAWYER, 'NOT_FOUND'],
      ['not with a staff role', 'chef@kommun-a.demo', Role.LAWYER, 'ROLE_NOT_YOURS_TO_GRANT'],
      ['not as ADMIN', 'chef@kommun-a.demo', Role.ADMIN, 'ROLE_NOT_YOURS_TO_GRANT'],
    ])('%s', async (_, where, role, code) => {
      const before = await bed.sql('select 1 from person');
      const { unitId } = await unitOf(where);
      const { userErrors } = await invite(chief, unitId, role);
      expect(userErrors.map((error) => error.code)).toEqual([code]);
      expect(await bed.sql('select 1 from person')).toHaveLength(before.length);
    });

    it('gets the same answer for a foreign unit and for none', async () => {
      const { unitId } = await unitOf(neighbour.email!);
      const foreign = await invite(chief, unitId);
      for (const id of [newId('Unit'), 'not-an-id', newId('Person')])
        expect((await invite(chief, id)).userErrors).toEqual(foreign.userErrors);
    });

    it('does not touch people of others, nor grant them anything by their id', async () => {
      const { id, version } = await personOf(neighbour.email!);
      const lawyer = await personOf('jurist@skr.demo');
      const { unitId } = await unitOf(chief.email!);
      expect(
        (await chief.act(UPDATE, { id, expectedVersion: version, email: 'min@kommun-a.demo' })).userErrors[0]!.code,
      ).toBe('NOT_FOUND');
      expect((await chief.act(DISABLE, { id, expectedVersion: version })).userErrors[0]!.code).toBe('NOT_FOUND');
      expect((await chief.act(GRANT, { personId: lawyer.id, unitId, role: 'SUBMITTER' })).userErrors[0]!.code).toBe(
        'NOT_FOUND',
      );
      const [role] = await bed.sql<{ id: string }>('select id from membership where person_id = $1', [id]);
      expect((await chief.act(END, { id: role!.id })).userErrors[0]!.code).toBe('NOT_FOUND');
    });

    it('does not take over somebody from elsewhere by inviting them', async () => {
      const { unitId } = await unitOf(chief.email!);
      const { person, userErrors } = await invite(chief, unitId, Role.SUBMITTER, 'granskare@skr.demo');
      expect(userErrors).toEqual([]);
      expect(person!.memberships.map(({ role }) => role)).toEqual(['SUBMITTER']);
      expect(person!.name).not.toBe('Ny Person');
      const input = { id: person!.id, expectedVersion: person!.version };
      expect((await chief.act(UPDATE, { ...input, email: 'min@kommun-a.demo' })).userErrors[0]!.code).toBe('NOT_FOUND');
      expect((await chief.act(DISABLE, input)).userErrors[0]!.code).toBe('NOT_FOUND');
      expect((await chief.act(END, { id: person!.memberships[0]!.id })).userErrors).toEqual([]);
    });

    it('renames and closes its own, whose sessions and tokens end at once', async () => {
      const { unitId } = await unitOf(chief.email!);
      const { person } = await invite(chief, unitId);
      const them = await bed.as(person!.email!);
      const renamed = await chief.act<{ person: PersonView }>(UPDATE, {
        id: person!.id,
        expectedVersion: 1,
        name: 'Nytt Namn',
      });
      expect(renamed.person).toMatchObject({ name: 'Nytt Namn', version: 2 });
      const stale = await chief.act<{ person: PersonView }>(UPDATE, {
        id: person!.id,
        expectedVersion: 1,
        name: 'Annat',
      });
      expect(stale.userErrors[0]!.code).toBe('CONFLICT');
      expect(stale.person).toMatchObject({ name: 'Nytt Namn', version: 2 });
      const closed = await chief.act<{ person: { disabledAt: string } }>(DISABLE, {
        id: person!.id,
        expectedVersion: 2,
      });
      expect(closed.person.disabledAt).toMatch(/Z$/);
      expect((await them.raw('{ viewer { language } }')).status).toBe(401);
      expect((await invite(chief, unitId, Role.APPROVER, person!.email!)).userErrors[0]!.code).toBe('PERSON_DISABLED');
      expect(
        (await chief.act<{ person: { disabledAt: null } }>(ENABLE, { id: person!.id, expectedVersion: 3 })).person
          .disabledAt,
      ).toBeNull();
      expect((await them.raw('{ viewer { language } }')).status).toBe(401);
    });

    it('may say that questions need approval, and nothing else of the organisation', async () => {
      const { organisationId: id } = await unitOf(chief.email!);
      const [{ version }] = (await bed.sql<{ version: number }>('select version from organisation where id = $1', [
        id,
      ])) as [{ version: number }];
      expect(
        (await chief.act(ORGANISATION, { id, expectedVersion: version, orgNumber: '212000-0449' })).userErrors,
      ).toEqual([{ code: 'FORBIDDEN', path: ['input', 'orgNumber'] }]);
      const set = await chief.act<{ organisation: object }>(ORGANISATION, {
        id,
        expectedVersion: version,
        approvesSending: true,
      });
      expect(set.organisation).toMatchObject({ approvesSending: true, version: version + 1 });
      expect(
        (await chief.act(ORGANISATION, { id, expectedVersion: version, approvesSending: false })).userErrors[0]!.code,
      ).toBe('CONFLICT');
      const other = await unitOf(neighbour.email!);
      expect(
        (await chief.act(ORGANISATION, { id: other.organisationId, expectedVersion: 1, approvesSending: true }))
          .userErrors[0]!.code,
      ).toBe('NOT_FOUND');
    });

    it('adds a unit, once', async () => {
      const { organisationId } = await unitOf(chief.email!);
      const made = await chief.act<{ unit: { name: string }; organisation: { units: { name: string }[] } }>(UNIT, {
        organisationId,
        name: 'Överförmyndarnämnden i prov',
      });
      expect(made.unit.name).toBe('Överförmyndarnämnden i prov');
      expect(made.organisation.units.map(({ name }) => name)).toContain('Överförmyndarnämnden i prov');
      expect(
        (await chief.act(UNIT, { organisationId, name: 'överförmyndarnämnden i  prov' })).userErrors[0]!.code,
      ).toBe('UNIT_EXISTS');
    });
  });

  describe('ADMIN', () => {
    it('grants each role only where it belongs', async () => {
      const staff = await unitOf('jurist@skr.demo');
      const member = await unitOf(chief.email!);
      const { id: personId } = await personOf('handlaggare@region-c.demo');
      const refused = { code: 'ROLE_NOT_FOR_ORGANISATION', path: ['input', 'role'] };
      expect((await admin.act(GRANT, { personId, unitId: staff.unitId, role: 'SUBMITTER' })).userErrors).toEqual([
        refused,
      ]);
      expect((await admin.act(GRANT, { personId, unitId: member.unitId, role: 'LAWYER' })).userErrors).toEqual([
        refused,
      ]);
      const [ministry] = await bed.sql<{ id: string }>(`select id from organisation where kind = 'MINISTRY' limit 1`);
      const unit = await admin.act<{ unit: { id: string } }>(UNIT, { organisationId: ministry!.id, name: 'Enheten' });
      for (const role of ['SUBMITTER', 'LAWYER'])
        expect((await admin.act(GRANT, { personId, unitId: unit.unit.id, role })).userErrors).toEqual([refused]);
      const granted = await admin.act<{ membership: { id: string } }>(GRANT, {
        personId,
        unitId: member.unitId,
        role: 'APPROVER',
      });
      expect(granted.userErrors).toEqual([]);
      expect((await admin.act(GRANT, { personId, unitId: member.unitId, role: 'APPROVER' })).userErrors[0]!.code).toBe(
        'ROLE_ALREADY_HELD',
      );
      expect((await admin.act(END, { id: granted.membership.id })).userErrors).toEqual([]);
      expect((await admin.act(END, { id: granted.membership.id })).userErrors[0]!.code).toBe('MEMBERSHIP_ENDED');
    });

    it('checks an organisation number, and that nobody else has it', async () => {
      const { organisationId: id } = await unitOf(neighbour.email!);
      const [{ version }] = (await bed.sql<{ version: number }>('select version from organisation where id = $1', [
        id,
      ])) as [{ version: number }];
      const set = (orgNumber: string) =>
        admin.act<{ organisation: { orgNumber: string } }>(ORGANISATION, { id, expectedVersion: version, orgNumber });
      expect((await set('212000-0000')).userErrors[0]!.code).toBe('ORG_NUMBER_INVALID');
      const [other] = await bed.sql<{ id: string }>(
        `select id from organisation where org_number is null and id <> $1 limit 1`,
        [id],
      );
      await bed.sql(`update organisation set org_number = '556703-7485' where id = $1`, [other!.id]);
      expect((await set('5567037485')).userErrors[0]!.code).toBe('ORG_NUMBER_TAKEN');
    });

    it('stays: the last one cannot be removed, nor remove itself', async () => {
      const me = await personOf(admin.email!);
      const [role] = await bed.sql<{ id: string }>(
        `select m.id from membership m where m.person_id = $1 and m.role = 'ADMIN'`,
        [me.id],
      );
      expect((await admin.act(END, { id: role!.id })).userErrors[0]!.code).toBe('LAST_ADMIN');
      expect((await admin.act(DISABLE, { id: me.id, expectedVersion: me.version })).userErrors[0]!.code).toBe(
        'NOT_ONESELF',
      );
    });

    it('stays also when two remove each other at once', async () => {
      const { unitId } = await unitOf(admin.email!);
      const second = await invite(admin, unitId, Role.ADMIN, 'andra.admin@skr.demo');
      const actors = bed.app.get(ActorService);
      const people = bed.app.get(PeopleService);
      const one = (await actors.ofPerson((await personOf(admin.email!)).id))!;
      const two = (await actors.ofPerson(second.person!.id))!;
      const roles = await bed.sql<{ id: string; person_id: string }>(
        `select id, person_id from membership where role = 'ADMIN' and ended_at is null`,
      );
      const roleOf = (personId: string): string => roles.find(({ person_id }) => person_id === personId)!.id;
      const ends = await Promise.allSettled([
        people.end(one, { id: roleOf(two.personId!) }),
        people.end(two, { id: roleOf(one.personId!) }),
      ]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((ends.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
        code: 'LAST_ADMIN',
      });
      const left = await bed.sql(`select 1 from membership where role = 'ADMIN' and ended_at is null`);
      expect(left).toHaveLength(1);
      // For the specs after this one.
      await bed.sql(`update membership set ended_at = null where role = 'ADMIN'`);
    });
  });

  it('everybody chooses their own language, and no more', async () => {
    const { id, version } = await personOf(officer.email!);
    const english = await officer.act<{ person: { version: number } }>(UPDATE, {
      id,
      expectedVersion: version,
      language: 'en',
    });
    expect(english.userErrors).toEqual([]);
    const now = english.person.version;
    expect((await officer.act(UPDATE, { id, expectedVersion: now, name: 'Någon Annan' })).userErrors[0]!.code).toBe(
      'NOT_FOUND',
    );
    expect((await officer.act(UPDATE, { id, expectedVersion: now, language: 'tlh' })).userErrors[0]!.code).toBe(
      'INVALID',
    );
  });

  it('leaves nothing when it fails after its last write', async () => {
    const people = bed.app.get(PeopleService);
    const actor = (await bed.app.get(ActorService).ofPerson((await personOf(chief.email!)).id))!;
    const { unitId } = await unitOf(chief.email!);
    const count = async (): Promise<unknown> =>
      bed.sql(
        'select (select count(*) from person) p, (select count(*) from membership) m, (select count(*) from audit_event) a, (select count(*) from idempotency) i',
      );
    const before = await count();
    const real = Tx.prototype.record;
    let calls = 0;
    Tx.prototype.record = async function (event) {
      await real.call(this, event);
      if (++calls === 2) throw new Error('planted');
    };
    try {
      await expect(
        people.invite(actor, {
          email: 'bruten@kommun-a.demo',
          name: 'Bruten Kedja',
          roles: [{ unitId, role: Role.SUBMITTER }],
        }),
      ).rejects.toThrow('planted');
    } finally {
      Tx.prototype.record = real;
    }
    expect(calls).toBe(2);
    expect(await count()).toEqual(before);
    expect(bed.app.get(Database)).toBeDefined();
  });

  describe('organisations', () => {
    const LIST = `query($filter: OrganisationFilter, $first: Int, $after: String) { organisations(filter: $filter, first: $first, after: $after) {
      totalCount nodes { id name kind county units { name } names { name } successor { name } } pageInfo { hasNextPage endCursor } } }`;
    interface List {
      organisations: {
        totalCount: number;
        nodes: { id: string; name: string; kind: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const list = async (filter: object, rest: object = {}): Promise<List['organisations']> =>
      (await bed.anonymous.ask<List>(LIST, { filter, ...rest })).organisations;

    it('are public, and walked through page by page once each', async () => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: List['organisations'] = await list({ kind: 'MUNICIPALITY' }, { first: 100, after });
        expect(page.totalCount).toBe(290);
        seen.push(...page.nodes.map(({ name }) => name));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(seen).toHaveLength(290);
      expect(new Set(seen).size).toBe(290);
      expect(seen.indexOf('Örebro kommun')).toBeGreaterThan(seen.indexOf('Älmhults kommun'));
      expect(seen.indexOf('Älmhults kommun')).toBeGreaterThan(seen.indexOf('Åre kommun'));
    });

    it('are found by name, former name, code and county, and by nothing clever', async () => {
      expect((await list({ query: 'linköping' })).nodes.map(({ name }) => name)).toContain('Linköpings kommun');
      expect((await list({ query: '0580' })).nodes).toHaveLength(1);
      expect((await list({ county: 'Östergötlands län', kind: 'MUNICIPALITY' })).totalCount).toBe(13);
      expect((await list({ query: '%' })).totalCount).toBe(0);
      expect((await list({ query: "'; drop table organisation;--" })).totalCount).toBe(0);
      expect((await list({ query: 'a\0b' })).totalCount).toBeGreaterThanOrEqual(0);
      const before = await list({ validOn: '1900-01-01' });
      expect(before.totalCount).toBeGreaterThan(0);
    });

    it('a cursor belongs to its list and its filter', async () => {
      const { pageInfo } = await list({ kind: 'MUNICIPALITY' }, { first: 2 });
      const other = await bed.anonymous.raw(LIST, { filter: { kind: 'REGION' }, first: 2, after: pageInfo.endCursor });
      expect(other.errors![0]!.extensions!.reason).toBe('BAD_CURSOR');
    });

    it('one is found by its id, and nothing by what is none', async () => {
      const [first] = (await list({ query: '0580' })).nodes;
      const one = 'query($id: ID!) { organisation(id: $id) { name } }';
      expect(await bed.anonymous.ask(one, { id: first!.id })).toEqual({ organisation: { name: first!.name } });
      for (const id of ['', 'x', newId('Organisation'), newId('Person')])
        expect(await bed.anonymous.ask(one, { id })).toEqual({ organisation: null });
    });
  });
});
