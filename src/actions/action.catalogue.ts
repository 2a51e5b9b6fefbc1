import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart, Kinds } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { WRITTEN } from './action.entity.js';
import { actionById, lettersOfAction, recipientsOfAction } from './action.loaders.js';
import { actionMachine } from './action.machine.js';
import { actionBlockers, actionRelations } from './action.relations.js';
import { ActionService } from './action.service.js';

/** The action's part in the common workflows. */
@Injectable()
export class ActionPart implements KindPart, OnModuleInit {
  readonly kind = EntryKind.ACTION;
  readonly type: TypeName = 'Action';
  readonly refPrefix = 'A';
  readonly refYearly = true;
  readonly slots = [{ name: 'letter', concluded: false }];
  readonly actions = actionMachine.actions;

  constructor(
    private readonly kinds: Kinds,
    private readonly service: ActionService,
    private readonly secrecy: Secrecy,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const secrecy = this.secrecy.actionsOf(context.principal, entry);
    const possible = actionMachine.possible(entry.state, actionRelations(context.principal, entry as never));
    if (possible.length === 0) return secrecy;
    const [action, letters, recipients] = await Promise.all([
      context.load(actionById, entry.id),
      context.load(lettersOfAction, entry.id),
      context.load(recipientsOfAction, entry.id),
    ]);
    if (!action) return secrecy;
    const written = WRITTEN.includes(action.actionKind);
    return [
      ...possible
        // A meeting is not sent and a letter not held: what can never be done is not offered.
        .filter((does) => does !== (written ? 'hold' : 'send'))
        .map((does) => ({
          action: does,
          blockers: actionBlockers(does, action, letters ?? [], recipients?.length ?? 0),
        }))
        .filter(({ blockers }) => !blockers.some(({ code }) => code === 'ACTION_TAKES_NO_DECISION')),
      ...secrecy,
    ];
  }

  async revisionBlockers(
    tx: Tx,
    actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    _slot: string,
  ): Promise<Blocker[]> {
    const { actionKind } = await this.service.load(tx, entry.id);
    if (!WRITTEN.includes(actionKind)) return [{ code: 'ACTION_HAS_NO_LETTER' }];
    // What has left the house is not rewritten, nor taken back: a new letter is a new action.
    if (!actionMachine.from('update').includes(entry.state as never)) return [{ code: 'LETTER_HAS_LEFT' }];
    const writes = actor.hasInOrganisation(entry.ownerOrgId, Role.ADVOCATE, Role.LAWYER);
    return (action === 'draft' || action === 'submit') && !writes ? [{ code: 'LETTER_BY_STAFF' }] : [];
  }

  async onRevision(): Promise<void> {
    // A published letter is a finished one; it is shown when the action is sent.
  }

  async reviewersRequired(tx: Tx, entry: EntryRow): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `select coalesce(max(s.reviewers_required), 1)::int as n
         from entry_subject_area x join subject_area s on s.id = x.subject_area_id where x.entry_id = $1`,
      [entry.id],
    );
    return row!.n;
  }

  async audience(tx: Tx, entry: EntryRow): Promise<string[]> {
    return this.parties(tx, entry);
  }

  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const { responsibleId } = await this.service.load(tx, entry.id);
    return responsibleId ? [responsibleId] : [];
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    return { role: Role.ADVOCATE, assigneeId: (await this.service.load(tx, entry.id)).responsibleId };
  }
}
