import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { personOf } from '../catalogue/entries.service.js';
import { Database } from '../platform/database/database.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { LawLedgerEntry } from './law-import.entity.js';
import { LawLedgerHandleInput } from './law-import.inputs.js';

const MOST_NOTE = 2_000;

/** What whoever keeps the catalogue does with the ledger: says that a line has been looked at, and what came of it. */
@Injectable()
export class LawLedgers {
  constructor(
    private readonly db: Database,
    private readonly gate: PrivacyGate,
  ) {}

  handle(actor: Actor, input: LawLedgerHandleInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      if (!isId(input.id, 'LawLedgerEntry')) throw notFound('input.id');
      const rule = { max: MOST_NOTE, path: 'input.note', required: false };
      const { note } = this.gate.pass({ note: { text: input.note, rule } }, input.personalData, { restricted: false });
      const handled = input.handled ?? true;
      const { id } = input;
      await tx.guard(
        LawLedgerEntry,
        { id, version: input.expectedVersion },
        handled ? { handledAt: tx.now, handledBy: personOf(actor), note } : { handledAt: null, handledBy: null, note },
      );
      const row = await tx.one<{ sourceId: string }>('select source_id as "sourceId" from law_ledger where id = $1', [
        id,
      ]);
      await tx.record({
        subject: row!.sourceId,
        action: handled ? 'law-ledger.handled' : 'law-ledger.reopened',
        facts: { line: id },
        values: { note },
      });
      return { id };
    });
  }
}
