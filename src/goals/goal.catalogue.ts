import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart, Kinds, RevisionEvent } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { isId, TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { gradesOfGoal } from './goal.loaders.js';
import { GoalAction, goalMachine, MUTATIONS } from './goal.machine.js';
import { goalRelations } from './goal.relations.js';
import { endBlockers, GoalService } from './goal.service.js';

export const CLAIM_SLOT = 'claim:';

/** The goal's part in the common workflows. Its texts are those of its claims. */
@Injectable()
export class GoalPart implements KindPart, OnModuleInit {
  readonly kind = EntryKind.GOAL;
  readonly type: TypeName = 'Goal';
  readonly refPrefix = 'P';
  readonly refYearly = false;
  readonly slots = [{ name: CLAIM_SLOT, concluded: false }];
  readonly actions = goalMachine.actions;

  constructor(
    private readonly kinds: Kinds,
    private readonly goals: GoalService,
    private readonly secrecy: Secrecy,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** What is done to one claim stands on the claim. */
  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = goalMachine
      .possible(entry.state, goalRelations(context.principal, entry))
      .filter((action) => !OF_CLAIMS.includes(action));
    const actions: AllowedAction[] = [];
    for (const action of possible) {
      if (action === 'publish' && entry.publishedAt) continue;
      actions.push({ action, mutation: MUTATIONS[action], blockers: await this.blockers(context, entry, action) });
    }
    return [...actions, ...this.secrecy.actionsOf(context.principal, entry)];
  }

  private async blockers(context: RequestContext<Actor>, entry: EntryRow, action: GoalAction): Promise<Blocker[]> {
    if (action !== 'achieve') return [];
    const grades = (await context.load(gradesOfGoal, entry.id)) ?? [];
    return endBlockers(grades.map(({ grade }) => grade));
  }

  async revisionBlockers(
    tx: Tx,
    actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    slot: string,
  ): Promise<Blocker[]> {
    const claimId = slot.slice(CLAIM_SLOT.length);
    const claim = isId(claimId, 'Claim')
      ? await tx.one('select 1 from claim where id = $1 and entry_id = $2', [claimId, entry.id])
      : null;
    if (!claim) return [{ code: 'NO_SUCH_CLAIM' }];
    const blockers: Blocker[] = [];
    if (action !== 'withdraw' && !goalMachine.from('updateClaim').includes(entry.state as never))
      blockers.push({ code: 'GOAL_HAS_ENDED' });
    if ((action === 'draft' || action === 'submit') && !goalRelations(actor, entry).has('checker'))
      blockers.push({ code: 'CLAIM_BY_STAFF' });
    return blockers;
  }

  /** A demand is not public while its goal is not: the first text that goes out takes the goal with it. */
  async onRevision(tx: Tx, event: RevisionEvent, entry: EntryRow): Promise<void> {
    if (event !== 'published' || entry.publishedAt) return;
    await this.goals.publishIn(tx, await this.goals.load(tx, entry.id));
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
    const { responsibleId } = await this.goals.load(tx, entry.id);
    return responsibleId ? [responsibleId] : [];
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    return { role: Role.ADVOCATE, assigneeId: (await this.goals.load(tx, entry.id)).responsibleId };
  }
}

export const OF_CLAIMS: readonly GoalAction[] = [
  'updateClaim',
  'gradeClaim',
  'verifyClaim',
  'dropClaim',
  'reviveClaim',
];
