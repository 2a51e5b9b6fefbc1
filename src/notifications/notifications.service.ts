import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { personOf } from '../catalogue/entries.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { NotificationReadAllInput, NotificationReadInput } from './notification.inputs.js';
import { Recipients } from './recipients.service.js';

export interface Telling {
  entry: EntryRow;
  personIds: readonly string[];
  /** Stable code with words in `notification.messages.ts`: `question.answered`. */
  reason: string;
  /** What makes a second delivery impossible: the job's outbox id, or the id of the task that is due. */
  eventId: string;
}

/** Telling people. Reading is no action on the entry, so nothing here writes to its audit trail. */
@Injectable()
export class Notifications {
  constructor(
    private readonly db: Database,
    private readonly recipients: Recipients,
  ) {}

  /**
   * Tells each person once, for use in job handlers. Whoever may not see the entry at this moment is left out, and so
   * is whoever caused it: nobody needs to be told what they just did. A mail follows by a job of its own.
   */
  async tell(tx: Tx, { entry, personIds, reason, eventId }: Telling): Promise<void> {
    const causer = tx.principal.causer ?? tx.principal.id;
    const others = personIds.filter((id) => causer !== `person:${id}`);
    const people = await this.recipients.whoMaySee(tx, entry, others);
    if (people.length === 0) return;
    // Visibility is taken from the entry's row and not from `entry`, which the caller may have read before it changed.
    const told = await tx.query<{ id: string }>(
      `insert into notification (id, entry_id, kind, owner_unit_id, visibility, person_id, event_id, reason, created_at)
       select n.id, e.id, e.kind, e.owner_unit_id, e.visibility, n.person_id, $4, $5, $6
         from entry e cross join unnest($2::uuid[], $3::uuid[]) as n (id, person_id) where e.id = $1
       on conflict (person_id, event_id, reason) do nothing returning id`,
      [entry.id, people.map(() => newId('Notification')), people, eventId, reason, tx.now],
    );
    for (const { id } of told) await tx.emit('notification.told', { entryId: entry.id, notificationId: id });
  }

  async watchersOf(tx: Tx, entryId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('select person_id as id from watch where entry_id = $1', [entryId]);
    return rows.map((row) => row.id);
  }

  read(actor: Actor, input: NotificationReadInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      if (!isId(input.id, 'Notification')) throw notFound('input.id');
      const row = await tx.one<{ id: string }>(
        'update notification set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2 returning id',
        [input.id, personOf(actor), tx.now],
      );
      if (!row) throw notFound('input.id');
      return { id: row.id };
    });
  }

  readAll(actor: Actor, _input: NotificationReadAllInput): Promise<{ id: string; count: number }> {
    return this.db.transact(actor, async (tx) => {
      const rows = await tx.query(
        'update notification set read_at = $2 where person_id = $1 and read_at is null returning id',
        [personOf(actor), tx.now],
      );
      return { id: '', count: rows.length };
    });
  }
}
