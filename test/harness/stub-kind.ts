import { Actor } from '../../src/access/actor.js';
import { actorByPerson } from '../../src/access/actor.queries.js';
import { Role } from '../../src/access/person.entity.js';
import { Entries } from '../../src/catalogue/entries.service.js';
import { Access, EntryKind } from '../../src/catalogue/entry.entity.js';
import { Handler, KindPart, Kinds } from '../../src/catalogue/kinds.js';
import { newId } from '../../src/platform/ids.js';
import { Reads } from '../../src/platform/database/reads.js';
import { TestApp } from './app.js';

export interface StubKind {
  /** People whom `KindPart.audience` answers with. */
  audience: string[];
  /** People whom `KindPart.parties` answers with. */
  parties: string[];
  handler: Handler;
  reviewersRequired: number;
}

/**
 * A part of the catalogue in the place of a kind's own, so that the services that know entries only are proved without
 * the rules of any kind: everything is allowed, nothing follows.
 */
export function stubKind(app: TestApp, kind: EntryKind = EntryKind.BARRIER): StubKind {
  const stub: StubKind = {
    audience: [],
    parties: [],
    handler: { role: Role.LAWYER, assigneeId: null },
    reviewersRequired: 1,
  };
  const part: KindPart = {
    kind,
    type: 'Barrier',
    refPrefix: 'H',
    refYearly: false,
    slots: [{ name: 'text', concluded: false }],
    actions: ['confirm'],
    allowedActions: async () => [],
    revisionBlockers: async () => [],
    onRevision: async () => undefined,
    reviewersRequired: async () => stub.reviewersRequired,
    audience: async () => stub.audience,
    parties: async () => stub.parties,
    handler: async () => stub.handler,
  };
  // The registry refuses two parts of a kind; here the one takes the other's place, in this application only.
  (app.app.get(Kinds) as unknown as { parts: Map<EntryKind, KindPart> }).parts.set(kind, part);
  return stub;
}

export async function actorOf(app: TestApp, email: string): Promise<Actor> {
  const [person] = await app.sql<{ id: string }>('select id from person where email = $1', [email]);
  return new Actor((await actorByPerson(app.app.get(Reads), person!.id))!);
}

/** An entry in the first unit of this person, seen as its access says, as if it had been submitted. */
export async function entryOf(
  app: TestApp,
  email: string,
  { access = Access.PARTIES, title = 'Fråga om samverkan', ref = null as string | null, kind = EntryKind.BARRIER } = {},
): Promise<{ id: string; version: number }> {
  const actor = await actorOf(app, email);
  const [{ organisationId, unitId }] = actor.memberships as [Actor['memberships'][number]];
  const id = newId(kind === EntryKind.QUESTION ? 'Question' : 'Barrier');
  await app.db.transact(actor, async (tx) => {
    await app.app.get(Entries).create(tx, {
      id,
      kind,
      title,
      ownerOrgId: organisationId,
      ownerUnitId: unitId,
      access,
      accessGround: access === Access.RESTRICTED ? 'OSL 26 kap. 1 §' : null,
      state: kind === EntryKind.QUESTION ? 'SUBMITTED' : 'REPORTED',
      draft: false,
    });
    if (ref) await tx.query('update entry set ref = $2 where id = $1', [id, ref]);
  });
  return { id, version: 1 };
}
