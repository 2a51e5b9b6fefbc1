import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { stockholmDate } from '../calendar/working-days.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { CaseLogEntry, CaseLogKind, ReleaseOutcome } from './case-parts.entity.js';
import { CaseLogAddInput, CaseLogReleaseInput } from './case.inputs.js';
import { CaseRow } from './case.queries.js';
import { CaseService, notAhead } from './case.service.js';

const MAX_LINE = 4_000;
export const REFUSALS: readonly ReleaseOutcome[] = [
  ReleaseOutcome.PARTLY_RELEASED,
  ReleaseOutcome.REFUSED,
  ReleaseOutcome.REFUSED_BY_DECISION,
];
/** What a request may become; one that was refused by an official can still be decided on in writing (OSL 6 kap. 3 §). */
const NEXT: Partial<Record<ReleaseOutcome, readonly ReleaseOutcome[]>> = {
  [ReleaseOutcome.PENDING]: Object.values(ReleaseOutcome).filter((one) => one !== ReleaseOutcome.PENDING),
  [ReleaseOutcome.PARTLY_RELEASED]: [ReleaseOutcome.RELEASED, ReleaseOutcome.REFUSED_BY_DECISION],
  [ReleaseOutcome.REFUSED]: [
    ReleaseOutcome.RELEASED,
    ReleaseOutcome.PARTLY_RELEASED,
    ReleaseOutcome.REFUSED_BY_DECISION,
    ReleaseOutcome.WITHDRAWN,
  ],
  [ReleaseOutcome.REFUSED_BY_DECISION]: [ReleaseOutcome.RELEASED, ReleaseOutcome.PARTLY_RELEASED],
};

/** The log of a case: append-only, and open also when the case is closed. */
@Injectable()
export class CaseLog {
  constructor(
    private readonly db: Database,
    private readonly gate: PrivacyGate,
    private readonly cases: CaseService,
  ) {}

  logRelease(actor: Actor, input: CaseLogReleaseInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'logRelease');
      const outcome = input.outcome ?? ReleaseOutcome.PENDING;
      const texts = this.gate.pass(
        {
          body: { text: input.body, rule: { path: 'input.body', max: MAX_LINE, required: true } },
          requester: { text: input.requester, rule: { path: 'input.requester', max: 200, singleLine: true } },
          ground: { text: input.ground, rule: { path: 'input.ground', max: 300, singleLine: true } },
        },
        input.personalData,
        { restricted: found.visibility === 'RESTRICTED' },
      );
      if (REFUSALS.includes(outcome) && !texts.ground)
        throw new UserError('REFUSAL_NEEDS_GROUND', 'input.ground', {}, found.id);
      if (input.follows) {
        const before = await this.before(tx, found, input.follows, CaseLogKind.RELEASE_REQUEST);
        const possible = NEXT[before.outcome!] ?? [];
        if (!possible.includes(outcome))
          throw new UserError(
            'RELEASE_CANNOT_BECOME',
            'input.outcome',
            { from: before.outcome, to: outcome },
            found.id,
          );
      }
      const id = await this.add(tx, actor, found, 'logRelease', {
        logKind: CaseLogKind.RELEASE_REQUEST,
        date: input.date,
        body: texts.body!,
        requester: texts.requester,
        outcome,
        ground: REFUSALS.includes(outcome) ? texts.ground : null,
        followsId: input.follows ?? null,
      });
      return { id: found.id, line: id };
    });
  }

  note(actor: Actor, input: CaseLogAddInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const found = await this.cases.take(tx, actor, input.case, 'logAdd');
      if (input.kind === CaseLogKind.RELEASE_REQUEST)
        throw new UserError('LOG_RELEASE_INSTEAD', 'input.kind', {}, found.id);
      const rule = { path: 'input.body', max: MAX_LINE, required: true };
      const body = this.cases.text(found, input.body, rule, input.personalData);
      if (input.follows) await this.before(tx, found, input.follows, null);
      const id = await this.add(tx, actor, found, 'logAdd', {
        logKind: input.kind,
        date: input.date,
        body: body!,
        requester: null,
        outcome: null,
        ground: null,
        followsId: input.follows ?? null,
      });
      return { id: found.id, line: id };
    });
  }

  private async add(
    tx: Tx,
    actor: Actor,
    found: CaseRow,
    action: 'logRelease' | 'logAdd',
    given: Pick<CaseLogEntry, 'logKind' | 'body' | 'requester' | 'outcome' | 'ground' | 'followsId'> & {
      date?: string | null;
    },
  ): Promise<string> {
    const today = stockholmDate(tx.now);
    const date = notAhead(given.date ?? today, today, 'input.date');
    const id = newId('CasePart');
    await this.cases.step(tx, found, {
      action,
      event: 'logged',
      facts: { line: id, about: given.logKind, outcome: given.outcome, follows: given.followsId },
      values: { body: given.body, requester: given.requester },
    });
    await tx.insert(CaseLogEntry, {
      id,
      ...under(found),
      ...given,
      date,
      authorId: personOf(actor),
      at: tx.now,
    });
    return id;
  }

  /** The line that a new one goes on from: of this case, and not gone on from already. */
  private async before(
    tx: Tx,
    found: CaseRow,
    id: string,
    kind: CaseLogKind | null,
  ): Promise<{ outcome: ReleaseOutcome | null }> {
    const row = isId(id, 'CasePart')
      ? await tx.one<{ outcome: ReleaseOutcome | null; logKind: CaseLogKind; followed: boolean }>(
          `select l.outcome, l.log_kind as "logKind", exists (select 1 from case_log n where n.follows_id = l.id) as followed
             from case_log l where l.id = $1 and l.entry_id = $2`,
          [id, found.id],
        )
      : null;
    if (!row || (kind !== null && row.logKind !== kind)) throw notFound('input.follows');
    if (row.followed) throw new UserError('LOG_ALREADY_FOLLOWED', 'input.follows', {}, found.id);
    return row;
  }
}
