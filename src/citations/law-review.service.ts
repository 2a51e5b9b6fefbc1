import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { EntryParts } from '../catalogue/parts.service.js';
import { confirmable, FLAGS } from '../inbox/re-review-causes.js';
import { ReReviews } from '../inbox/re-reviews.service.js';
import { Database } from '../platform/database/database.js';
import { UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { ReReviewConfirmInput } from './citation.inputs.js';
import { actOf } from './law-following.service.js';
import { LawImpacts } from './law-impacts.service.js';

/** A person has looked again and says that the text holds: the other way out of a re-review than a new text. */
@Injectable()
export class LawReview {
  constructor(
    private readonly db: Database,
    private readonly reReviews: ReReviews,
    private readonly impacts: LawImpacts,
    private readonly parts: EntryParts,
    private readonly gate: PrivacyGate,
  ) {}

  confirm(actor: Actor, input: ReReviewConfirmInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const task = await this.reReviews.take(tx, actor, input.id);
      const entry = await tx.one<{ visibility: string }>('select visibility from entry where id = $1', [task.entryId]);
      const flags = task.cause === FLAGS;
      const { note } = this.gate.pass(
        { note: { text: input.note, rule: { max: 2_000, path: 'input.note', required: flags } } },
        input.personalData,
        { restricted: entry?.visibility === 'RESTRICTED' },
      );
      // First, so that of two who say it at once the second is told that it is said.
      await this.reReviews.finish(tx, actor, task, input.expectedVersion);
      const act = actOf(task.cause);
      if (flags) {
        const open = await tx.query<{ id: string }>(
          'select id from flag where entry_id = $1 and settled_at is null order by created_at, id',
          [task.entryId],
        );
        for (const { id } of open) await this.parts.settleFlagIn(tx, actor, { id, note: note! });
      } else if (!confirmable(task.cause)) {
        throw new UserError('NOT_A_RE_REVIEW', 'input.id', {}, task.id);
      }
      const marks = act === null ? 0 : await this.impacts.confirm(tx, task.entryId, act, note);
      await tx.record({
        subject: task.entryId,
        action: 'law.re-review-confirmed',
        audience: 'INTERNAL',
        facts: { task: task.id, act, marks },
        values: { note },
      });
      return { id: task.id };
    });
  }
}
