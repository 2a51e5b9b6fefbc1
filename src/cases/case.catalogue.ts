import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart, Kinds } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { caseMachine, PERSONAL_CASE_ACTIONS } from './case.machine.js';
import { caseRelations } from './case.relations.js';

/** The case's part in the common workflows. It has no reviewed texts: its documents are what it says. */
@Injectable()
export class CasePart implements KindPart, OnModuleInit {
  readonly kind = EntryKind.CASE;
  readonly type: TypeName = 'Case';
  readonly refPrefix = 'Ä';
  readonly refYearly = true;
  readonly slots = [];
  /** A unit's matter is shown to others by releasing documents, tried at each request; never by widening the case. */
  readonly widest = Access.OWN;
  readonly actions = PERSONAL_CASE_ACTIONS;

  constructor(
    private readonly kinds: Kinds,
    private readonly secrecy: Secrecy,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = caseMachine.possible(entry.state, caseRelations(context.principal, entry));
    return [
      ...possible.map((action) => ({ action, blockers: [] })),
      ...this.secrecy.actionsOf(context.principal, entry),
    ];
  }

  async revisionBlockers(): Promise<Blocker[]> {
    return [{ code: 'CASE_HAS_NO_TEXTS' }];
  }

  async onRevision(): Promise<void> {
    // No slots, so nothing is ever published of it.
  }

  async reviewersRequired(): Promise<number> {
    return 1;
  }

  /** Nobody besides watchers. */
  async audience(): Promise<string[]> {
    return [];
  }

  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const responsible = await this.responsible(tx, entry);
    return responsible ? [responsible] : [];
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    return { role: Role.SUBMITTER, assigneeId: await this.responsible(tx, entry) };
  }

  private async responsible(tx: Tx, entry: EntryRow): Promise<string | null> {
    const row = await tx.one<{ id: string | null }>('select responsible_id as id from case_file where id = $1', [
      entry.id,
    ]);
    return row?.id ?? null;
  }
}
