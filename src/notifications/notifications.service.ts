import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { personOf } from '../catalogue/entries.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { grouped } from '../platform/graphql/context.js';
import { isId, newId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { NotificationReadAllInput, NotificationReadInput } from './notification.inputs.js';
import { Recipients } from './recipients.service.js';

export interface Telling {
  entry: Pick<EntryRow, 'id'>;
  personIds: readonly string[];
  /** Stable code with words in `notification.messages.ts`: `question.answered`. */
  reason: string;
  /** What makes a second delivery impossible: the job's outbox id, or the id of the task that is due. */
  eventId: string;
  /** What nobody does, such as a change of the law, is told also to whoever brought the news in. */
  alsoCauser?: boolean;
}

/** What came of telling: everybody who was named stands in one of them, but the causer. */
export interface Told {
  told: string[];
  /** May not see the entry now. */
  notAllowed: string[];
  /** Heard of the same event before. */
  already: string[];
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
  async tell(tx: Tx, telling: Telling): Promise<void> {
    await this.tellEach(tx, [telling]);
  }

  /** The same for many entries at once, in a handful of statements. Answers by entry what came of it. */
  async tellEach(tx: Tx, tellings: readonly Telling[]): Promise<Map<string, Told>> {
    const causer = tx.principal.causer ?? tx.principal.id;
    const wanted = tellings.map(({ entry, personIds, alsoCauser }) => ({
      entryId: entry.id,
      personIds: [...new Set(personIds)].filter((id) => alsoCauser || causer !== `person:${id}`),
    }));
    const seeing = await this.recipients.whoMaySeeEach(tx, wanted);
    const rows = tellings.flatMap((telling) =>
      (seeing.get(telling.entry.id) ?? []).map((personId) => ({
        id: newId('Notification'),
        entryId: telling.entry.id,
        personId,
        eventId: telling.eventId,
        reason: telling.reason,
      })),
    );
    // Visibility is taken from the entry's row and not from what the caller has read, maybe before it changed.
    const told =
      rows.length === 0
        ? []
        : await tx.query<{ id: string; entryId: string; personId: string }>(
            `insert into notification (id, entry_id, kind, owner_unit_id, visibility, person_id, event_id, reason, created_at)
             select n.id, e.id, e.kind, e.owner_unit_id, e.visibility, n.person_id, n.event_id, n.reason, $6
               from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[])
                 as n (id, entry_id, person_id, event_id, reason)
               join entry e on e.id = n.entry_id
             on conflict (person_id, event_id, reason) do nothing
             returning id, entry_id as "entryId", person_id as "personId"`,
            [
              rows.map((row) => row.id),
              rows.map((row) => row.entryId),
              rows.map((row) => row.personId),
              rows.map((row) => row.eventId),
              rows.map((row) => row.reason),
              tx.now,
            ],
          );
    await tx.announce(...[...new Set(told.map(({ personId }) => personId))].map((id) => ({ on: 'told', id }) as const));
    await tx.emitEach(
      'notification.told',
      told.map(({ id, entryId }) => ({ entryId, notificationId: id })),
    );
    const toldOf = grouped(
      wanted.map(({ entryId }) => entryId),
      told,
      (one) => one.entryId,
    );
    return new Map(
      wanted.map(({ entryId, personIds }) => {
        const may = seeing.get(entryId) ?? [];
        const now = (toldOf.get(entryId) ?? []).map((one) => one.personId);
        return [
          entryId,
          {
            told: now,
            notAllowed: personIds.filter((id) => !may.includes(id)),
            already: may.filter((id) => !now.includes(id)),
          },
        ];
      }),
    );
  }

  async watchersOf(tx: Tx, entryId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('select person_id as id from watch where entry_id = $1', [entryId]);
    return rows.map((row) => row.id);
  }

  /** Watchers of many entries, by entry. */
  async watchersOfEach(tx: Tx, entryIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ entryId: string; personId: string }>(
      'select entry_id as "entryId", person_id as "personId" from watch where entry_id = any($1::uuid[])',
      [[...entryIds]],
    );
    return new Map(
      [...grouped(entryIds, rows, (row) => row.entryId)].map(([id, some]) => [id, some.map((row) => row.personId)]),
    );
  }

  read(actor: Actor, input: NotificationReadInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      if (!isId(input.id, 'Notification')) throw notFound('input.id');
      const row = await tx.one<{ id: string }>(
        'update notification set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2 returning id',
        [input.id, personOf(actor), tx.now],
      );
      if (!row) throw notFound('input.id');
      await tx.announce({ on: 'told', id: personOf(actor) });
      return { id: row.id };
    });
  }

  readAll(actor: Actor, _input: NotificationReadAllInput): Promise<{ id: string; count: number }> {
    return this.db.transact(actor, async (tx) => {
      const rows = await tx.query(
        'update notification set read_at = $2 where person_id = $1 and read_at is null returning id',
        [personOf(actor), tx.now],
      );
      if (rows.length) await tx.announce({ on: 'told', id: personOf(actor) });
      return { id: '', count: rows.length };
    });
  }
}
