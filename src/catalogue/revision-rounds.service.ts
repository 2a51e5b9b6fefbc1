import { Injectable } from '@nestjs/common';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { personOf } from './entries.service.js';
import { under } from './protected.js';
import { RevisionInHand } from './revision.relations.js';
import { RevisionRound, RoundOutcome } from './revision-round.entity.js';

/**
 * What a text said each time that it was sent to review (ADR 0023). The row of the revision has been taken by the guarded
 * update before any of this, so that the number is nobody else's.
 */
@Injectable()
export class RevisionRounds {
  /** Keeps the text as it is sent; returns which time it is, from 1. */
  async begin(tx: Tx, { entry, revision }: RevisionInHand): Promise<number> {
    const last = await tx.one<{ number: number }>(
      'select coalesce(max(number), 0)::int as number from revision_round where revision_id = $1',
      [revision.id],
    );
    const number = last!.number + 1;
    await tx.insert(RevisionRound, {
      id: newId('RevisionRound'),
      ...under(entry),
      revisionId: revision.id,
      number,
      title: revision.title,
      body: revision.body,
      conclusion: revision.conclusion,
      forWhom: revision.forWhom,
      asOf: revision.asOf,
      reviewBy: revision.reviewBy,
      transitional: revision.transitional,
      contentHash: revision.contentHash,
      authorOrgId: revision.authorOrgId,
      submittedById: personOf(tx.principal),
      submittedAt: tx.now,
    });
    return number;
  }

  /** Says what came of the round that is open; a text that is not in review has none. */
  async end(tx: Tx, revisionId: string, outcome: RoundOutcome): Promise<void> {
    await tx.query(
      'update revision_round set outcome = $2, ended_at = $3 where revision_id = $1 and outcome is null returning 1',
      [revisionId, outcome, tx.now],
    );
  }

  /** The round that a verdict or a comment of now belongs to: the last; null before the first. */
  async current(tx: Tx, revisionId: string): Promise<number | null> {
    const last = await tx.one<{ number: number | null }>(
      'select max(number) as number from revision_round where revision_id = $1',
      [revisionId],
    );
    return last?.number ?? null;
  }
}
