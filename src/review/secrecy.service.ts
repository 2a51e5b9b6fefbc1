import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Kinds } from '../catalogue/kinds.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Recipients } from '../notifications/recipients.service.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { storedTexts } from './entry-texts.js';
import { EntryLowerSecrecyProposeInput, EntryRestrictInput } from './review.inputs.js';
import { ReviewRequest } from './review-request.entity.js';
import { ReviewRequests } from './review.service.js';
import { ReviewedActs } from './reviewed-acts.js';

export const LOWER_SECRECY = 'entry.lower-secrecy';

/** Whoever works with a unit's things; an AUDITOR only reads. */
export const WORKING_ROLES: readonly Role[] = Object.values(Role).filter((role) => role !== Role.AUDITOR);

const WIDTH: readonly Access[] = [Access.RESTRICTED, Access.OWN, Access.PARTIES, Access.MEMBERS, Access.PUBLIC];
const wider = (a: Access, b: Access): boolean => WIDTH.indexOf(a) > WIDTH.indexOf(b);
const MOST_PEOPLE = 50;

/**
 * Who may see an entry, changed by people. Wider takes two of the unit that owns it, since what has been seen cannot be
 * unseen; narrower is done at once by one, since waiting could do harm.
 */
@Injectable()
export class Secrecy implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly kinds: Kinds,
    private readonly tasks: Tasks,
    private readonly recipients: Recipients,
    private readonly requests: ReviewRequests,
    private readonly acts: ReviewedActs,
    private readonly gate: PrivacyGate,
  ) {}

  onModuleInit(): void {
    this.acts.registerAct({
      act: LOWER_SECRECY,
      roles: WORKING_ROLES,
      ownUnitOnly: true,
      carryOut: (tx, request, entry) => this.widen(tx, request, entry),
    });
  }

  propose(actor: Actor, input: EntryLowerSecrecyProposeInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.id);
      if (!actor.hasIn(entry.ownerUnitId, ...WORKING_ROLES)) throw new UserError('FORBIDDEN', 'input.id', {}, entry.id);
      if (!wider(input.access, entry.access))
        throw new UserError('ACCESS_NOT_WIDER', 'input.access', { access: entry.access }, entry.id);
      const { widest } = this.kinds.of(entry.kind);
      if (widest && wider(input.access, widest))
        throw new UserError('ACCESS_TOO_WIDE', 'input.access', { widest }, entry.id);
      const { reason } = this.gate.pass(
        { reason: { text: input.reason, rule: { max: 4_000, path: 'input.reason', required: true } } },
        input.personalData,
        { restricted: entry.visibility === 'RESTRICTED' },
      );
      await this.requireNoNumbers(tx, entry);
      const deciderId = await this.decider(tx, actor, entry, input.decider);
      // The version that was seen counts; nothing of the entry changes but that somebody proposes something about it.
      await this.entries.step(tx, entry, {
        version: input.expectedVersion,
        from: [entry.state],
        action: 'entry.lower-secrecy-proposed',
        audience: 'INTERNAL',
        facts: { access: entry.access, proposed: input.access },
      });
      const id = await this.requests.propose(tx, {
        entry,
        act: LOWER_SECRECY,
        arguments: { access: input.access },
        reason: reason!,
        orgId: entry.ownerOrgId,
        deciderId,
      });
      return { id, entry: entry.id };
    });
  }

  /** By the owning unit, or by staff whose role handles the kind: whoever sees what should not be seen acts at once. */
  restrict(actor: Actor, input: EntryRestrictInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.id);
      if (!this.mayRestrict(actor, entry)) throw new UserError('FORBIDDEN', 'input.id', {}, entry.id);
      const access = input.access ?? Access.RESTRICTED;
      if (!wider(entry.access, access))
        throw new UserError('ACCESS_NOT_NARROWER', 'input.access', { access: entry.access }, entry.id);
      const { ground } = this.gate.pass(
        { ground: { text: input.ground, rule: { max: 300, path: 'input.ground', required: true, singleLine: true } } },
        null,
        // The ground is read by more people than the entry: it names a provision, not a person.
        { restricted: false },
      );
      const restricted = access === Access.RESTRICTED;
      // Grants before narrowing: the row policy refuses an update that hides the row from whoever makes it.
      if (restricted) {
        for (const personId of await this.keepers(tx, actor, entry, input.people ?? [])) {
          await this.entries.grant(tx, entry, { personId });
        }
      } else if (!actor.hasIn(entry.ownerUnitId)) {
        // OWN hides it from the association, which has no named people there.
        if (access === Access.OWN) throw new UserError('FORBIDDEN', 'input.access', {}, entry.id);
      }
      await this.entries.step(tx, entry, {
        version: input.expectedVersion,
        from: [entry.state],
        set: {
          access,
          accessGround: restricted ? ground : null,
          visibility: visibilityOf(access, stageOf(entry)),
        },
        action: 'entry.restricted',
        facts: { from: entry.access, to: access },
        values: { ground },
      });
      await tx.emit('entry.restricted', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  /** For `allowedActions` of any kind: what this actor may do about who sees the entry. */
  actionsOf(actor: Actor, entry: EntryRow): AllowedAction[] {
    const actions: AllowedAction[] = [];
    if (entry.access !== Access.RESTRICTED && this.mayRestrict(actor, entry))
      actions.push({ action: 'restrict', mutation: 'entryRestrict', blockers: [] });
    const widest = this.kinds.of(entry.kind).widest ?? Access.PUBLIC;
    if (wider(widest, entry.access) && actor.hasIn(entry.ownerUnitId, ...WORKING_ROLES)) {
      actions.push({ action: 'lowerSecrecyPropose', mutation: 'entryLowerSecrecyPropose', blockers: [] });
    }
    return actions;
  }

  private mayRestrict(actor: Actor, entry: EntryRow): boolean {
    return (
      actor.hasIn(entry.ownerUnitId, ...WORKING_ROLES) ||
      (actor.staff && (actor.context?.kinds.includes(entry.kind) ?? false))
    );
  }

  /** The second person's yes, carried out. */
  private async widen(tx: Tx, request: ReviewRequest, entry: EntryRow): Promise<void> {
    const access = request.arguments.access as Access;
    // It may have been widened or narrowed since; what was agreed on is the step from what it was to what it becomes.
    if (!wider(access, entry.access))
      throw new UserError('ACCESS_NOT_WIDER', 'input.id', { access: entry.access }, request.id);
    await this.requireNoNumbers(tx, entry);
    await this.entries.step(tx, entry, {
      from: [entry.state],
      set: { access, accessGround: null, visibility: visibilityOf(access, stageOf(entry)) },
      action: 'entry.secrecy-lowered',
      facts: { from: entry.access, to: access, request: request.id },
    });
    await tx.emit('entry.secrecy-lowered', { entryId: entry.id });
  }

  /** Personal numbers were let in because few would read them; before more do, they must go. */
  private async requireNoNumbers(tx: Tx, entry: EntryRow): Promise<void> {
    if (entry.access !== Access.RESTRICTED) return;
    const texts = await storedTexts(tx, entry);
    try {
      this.gate.check(
        texts.map((text) => ({ path: 'input.id', text })),
        null,
        { restricted: false },
      );
    } catch (error) {
      if (error instanceof UserError) throw new UserError('PERSONAL_DATA_STANDS', 'input.id', {}, entry.id);
      throw error;
    }
  }

  /** The colleague named, granted the sight that deciding takes; else nobody in particular, if there is anybody. */
  private async decider(
    tx: Tx,
    actor: Actor,
    entry: EntryRow,
    named: string | null | undefined,
  ): Promise<string | null> {
    const unit = { orgId: entry.ownerOrgId, unitId: entry.ownerUnitId };
    const others = await this.working(tx, unit, [personOf(actor)]);
    if (named) {
      if (named === actor.personId) throw new UserError('DECIDER_IS_PROPOSER', 'input.decider');
      if (!isId(named, 'Person') || !others.includes(named)) throw new UserError('NOT_OF_THE_UNIT', 'input.decider');
      if (entry.visibility === 'RESTRICTED') await this.entries.grant(tx, entry, { personId: named });
      return named;
    }
    if ((await this.recipients.whoMaySee(tx, entry, others)).length === 0)
      throw new UserError('NO_SECOND_PERSON', 'input.decider');
    return null;
  }

  /**
   * Who goes on seeing it: whoever acts, colleagues named, and whoever made it, so that staff who restrict do not shut
   * out the owner. Assigned staff are granted by a job (`review.jobs.ts`): the owner cannot see their tasks.
   */
  private async keepers(tx: Tx, actor: Actor, entry: EntryRow, named: readonly string[]): Promise<string[]> {
    if (named.length > MOST_PEOPLE) throw new UserError('TOO_MANY_PEOPLE', 'input.people', { max: MOST_PEOPLE });
    if (named.some((id) => !isId(id, 'Person'))) throw notFound('input.people');
    const colleagues = await this.working(tx, { orgId: entry.ownerOrgId, unitId: entry.ownerUnitId }, []);
    if (named.some((id) => !colleagues.includes(id))) throw new UserError('NOT_OF_THE_UNIT', 'input.people');
    const maker = entry.createdBy.replace(/^person:/, '');
    return [...new Set([personOf(actor), ...named, ...(colleagues.includes(maker) ? [maker] : [])])];
  }

  private working(tx: Tx, unit: { orgId: string; unitId: string }, excluded: string[]): Promise<string[]> {
    return this.tasks.holders(tx, { ...unit, roles: WORKING_ROLES }, excluded);
  }
}

/** A draft, also one thrown away, stays with its unit; nothing is wider than PARTIES before its first publication. */
function stageOf(entry: EntryRow): { draft: boolean; published: boolean } {
  return { draft: entry.state === 'DRAFT' || entry.state === 'DISCARDED', published: entry.publishedAt !== null };
}
