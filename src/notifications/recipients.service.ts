import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { actorsByPeople } from '../access/actor.queries.js';
import { visibleTo, Guarded } from '../catalogue/visibility.js';
import { Reads } from '../platform/database/reads.js';
import { grouped } from '../platform/graphql/context.js';
import { Tx } from '../platform/database/transaction.js';

/** Whether other people than the one who acts may see an entry: decided at the moment of asking, never remembered. */
@Injectable()
export class Recipients {
  constructor(private readonly reads: Reads) {}

  /**
   * Those of `personIds` who may see the entry now, in the order given. The entry's visibility is read anew in the
   * transaction: between cause and effect it may have been narrowed. Disabled people see nothing.
   */
  async whoMaySee(tx: Tx, entry: Pick<Guarded, 'id'>, personIds: readonly string[]): Promise<string[]> {
    return (await this.whoMaySeeEach(tx, [{ entryId: entry.id, personIds }])).get(entry.id) ?? [];
  }

  /** The same for many entries, in three statements whatever their number. */
  async whoMaySeeEach(
    tx: Tx,
    wanted: readonly { entryId: string; personIds: readonly string[] }[],
  ): Promise<Map<string, string[]>> {
    const asked = wanted.filter(({ personIds }) => personIds.length > 0);
    const everybody = [...new Set(asked.flatMap(({ personIds }) => personIds))];
    if (everybody.length === 0) return new Map();
    const ids = [...new Set(asked.map(({ entryId }) => entryId))];
    const entries = await tx.query<Guarded>(
      `select e.id, e.kind, e.owner_unit_id as "ownerUnitId", e.visibility from entry e where e.id = any($1::uuid[])`,
      [ids],
    );
    const grants = await tx.query<{ entryId: string; personId: string | null; unitId: string | null }>(
      `select g.entry_id as "entryId", g.person_id as "personId", g.unit_id as "unitId" from entry_grant g
        where g.entry_id = any($1::uuid[])`,
      [ids],
    );
    const grantsOf = grouped(ids, grants, (grant) => grant.entryId);
    const people = new Map(
      (await actorsByPeople(this.reads, everybody)).map((facts) => [facts.personId, new Actor(facts)]),
    );
    const guarded = new Map(entries.map((entry) => [entry.id, entry]));
    return new Map(
      asked.map(({ entryId, personIds }) => {
        const entry = guarded.get(entryId);
        const seeing = entry
          ? [...new Set(personIds)].filter((id) => maySee(entry, id, people.get(id), grantsOf.get(entryId) ?? []))
          : [];
        return [entryId, seeing];
      }),
    );
  }
}

function maySee(
  entry: Guarded,
  id: string,
  person: Actor | undefined,
  grants: readonly { personId: string | null; unitId: string | null }[],
): boolean {
  if (!person) return false;
  // As `app_granted()`: a RESTRICTED entry takes a named person, an invited unit is not enough.
  const granted = grants.some(
    (grant) =>
      grant.personId === id ||
      (entry.visibility !== 'RESTRICTED' && grant.unitId !== null && person.context!.units.includes(grant.unitId)),
  );
  return visibleTo(entry, person.context, granted ? new Set([entry.id]) : new Set());
}
