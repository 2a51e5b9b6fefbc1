import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { actorsByPeople } from '../access/actor.queries.js';
import { visibleTo, Guarded } from '../catalogue/visibility.js';
import { Reads } from '../platform/database/reads.js';
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
    const wanted = [...new Set(personIds)];
    if (wanted.length === 0) return [];
    const now = await tx.one<Guarded>(
      `select e.id, e.kind, e.owner_unit_id as "ownerUnitId", e.visibility from entry e where e.id = $1`,
      [entry.id],
    );
    if (!now) return [];
    const grants = await tx.query<{ personId: string | null; unitId: string | null }>(
      `select g.person_id as "personId", g.unit_id as "unitId" from entry_grant g where g.entry_id = $1`,
      [entry.id],
    );
    const people = new Map(
      (await actorsByPeople(this.reads, wanted)).map((facts) => [facts.personId, new Actor(facts)]),
    );
    return wanted.filter((id) => {
      const person = people.get(id);
      if (!person) return false;
      // As `app_granted()`: a RESTRICTED entry takes a named person, an invited unit is not enough.
      const granted = grants.some(
        (grant) =>
          grant.personId === id ||
          (now.visibility !== 'RESTRICTED' && grant.unitId !== null && person.context!.units.includes(grant.unitId)),
      );
      return visibleTo(now, person.context, granted ? new Set([now.id]) : new Set());
    });
  }
}
