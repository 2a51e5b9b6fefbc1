import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { Entries } from './entries.service.js';
import { EntryRow } from './entry.entity.js';
import { EntryInviteInput } from './entry.inputs.js';

/** The owning unit, and at the association whoever handles the kind. */
export function mayInvite(actor: Actor, entry: EntryRow): boolean {
  return actor.hasIn(entry.ownerUnitId) || handles(actor, entry);
}

function handles(actor: Actor, entry: EntryRow): boolean {
  return actor.staffMembership !== null && (actor.context?.kinds.includes(entry.kind) ?? false);
}

/**
 * Ownership is per unit: another board of the same municipality sees an entry only if invited (OSL 8 kap. 1 §: secrecy runs
 * between authorities, and each board is one). The owning unit invites units and people of its own organisation; whoever
 * handles the kind at the association invites colleagues there.
 */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
  ) {}

  invite(actor: Actor, input: EntryInviteInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      const organisation = this.organisationOf(actor, entry);
      const to = await this.recipient(tx, entry, organisation, input);
      await this.entries.grant(tx, entry, to);
      await tx.emit('entry.invited', { entryId: entry.id, ...to });
      return { id: entry.id };
    });
  }

  withdraw(actor: Actor, input: EntryInviteInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      const organisation = this.organisationOf(actor, entry);
      const to = await this.recipient(tx, entry, organisation, input);
      // Whoever made it cannot be shut out of it, and nobody shuts themselves out by mistake.
      if (to.personId && (to.personId === actor.personId || entry.createdBy === `person:${to.personId}`)) {
        throw new UserError('INVITATION_STAYS', 'input.person');
      }
      const gone = await tx.query(
        'delete from entry_grant where entry_id = $1 and (person_id = $2 or unit_id = $3) returning 1',
        [entry.id, to.personId ?? null, to.unitId ?? null],
      );
      if (gone.length === 0) throw notFound(to.personId ? 'input.person' : 'input.unit');
      await tx.record({
        subject: entry.id,
        action: 'entry.access-withdrawn',
        audience: 'INTERNAL',
        facts: { person: to.personId ?? null, unit: to.unitId ?? null },
      });
      return { id: entry.id };
    });
  }

  /** The organisation in whose name this actor may invite: its own people only. */
  private organisationOf(actor: Actor, entry: EntryRow): string {
    if (actor.hasIn(entry.ownerUnitId)) return entry.ownerOrgId;
    if (handles(actor, entry)) return actor.staffMembership!.organisationId;
    throw new UserError('FORBIDDEN', 'input.entry');
  }

  private async recipient(
    tx: Tx,
    entry: EntryRow,
    organisation: string,
    { unit, person }: EntryInviteInput,
  ): Promise<{ personId?: string; unitId?: string }> {
    if (Boolean(unit) === Boolean(person)) throw new UserError('INVITE_ONE', 'input');
    if (person) {
      const known = isId(person, 'Person')
        ? await tx.one(
            `select 1 from membership m join person p on p.id = m.person_id and p.disabled_at is null
             where m.person_id = $1 and m.organisation_id = $2 and m.ended_at is null`,
            [person, organisation],
          )
        : null;
      if (!known) throw notFound('input.person');
      return { personId: person };
    }
    if (entry.visibility === 'RESTRICTED') throw new UserError('INVITE_NAMED_PERSON', 'input.unit');
    const known = isId(unit, 'Unit')
      ? await tx.one('select 1 from unit where id = $1 and organisation_id = $2', [unit, organisation])
      : null;
    if (!known) throw notFound('input.unit');
    return { unitId: unit! };
  }
}
