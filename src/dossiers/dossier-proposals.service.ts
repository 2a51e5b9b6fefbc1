import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { DossierStageKind } from './dossier.entity.js';
import { DossierProposal, ProposalState } from './dossier-parts.entity.js';
import { DossierProposalAcceptInput, DossierProposalDeclineInput } from './dossier.inputs.js';
import { DossierRow, PROPOSAL_SELECT } from './dossier.queries.js';
import { DossierStagesService } from './dossier-stages.service.js';
import { DossierService } from './dossier.service.js';

/** What the program has seen in public data about one dossier. */
export interface Seen {
  stage: DossierStageKind;
  /** The stage whose missing day it knows; null for a new stage. */
  stageId: string | null;
  parentId: string | null;
  date: string;
  documentId: string;
  link: string | null;
  title: string | null;
  source: 'Sveriges riksdag' | 'Regeringen';
  seenCode: string;
  quote: string | null;
}

/** Proposals: written by the program, decided by a person. */
@Injectable()
export class DossierProposals {
  constructor(
    private readonly db: Database,
    private readonly dossiers: DossierService,
    private readonly stages: DossierStagesService,
  ) {}

  /** Each document is proposed once for a stage, also when it was declined: the source goes on saying it. */
  async propose(tx: Tx, dossier: DossierRow, seen: readonly Seen[]): Promise<number> {
    let made = 0;
    for (const one of seen) {
      const id = newId('DossierProposal', tx.now.getTime());
      const { entryId, kind, ownerUnitId, visibility } = under(dossier);
      const row = await tx.one(
        `insert into dossier_proposal (id, entry_id, kind, owner_unit_id, visibility, stage, stage_id, parent_id, date,
           document_id, link, title, source, seen_code, quote, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         on conflict (entry_id, stage, document_id) do nothing returning id`,
        [
          id,
          entryId,
          kind,
          ownerUnitId,
          visibility,
          one.stage,
          one.stageId,
          one.parentId,
          one.date,
          one.documentId,
          one.link,
          one.title?.slice(0, 300) ?? null,
          one.source,
          one.seenCode,
          one.quote?.slice(0, 1_000) ?? null,
          tx.now,
        ],
      );
      if (!row) continue;
      made++;
      await tx.record({
        subject: dossier.id,
        action: 'dossier.stage-proposed',
        audience: 'INTERNAL',
        facts: { stage: one.stage, document: one.documentId, date: one.date, source: one.source },
      });
      await tx.emit('dossier.stage-proposed', { entryId: dossier.id, proposalId: id });
    }
    return made;
  }

  accept(actor: Actor, input: DossierProposalAcceptInput): Promise<{ id: string; proposal: string }> {
    return this.db.transact(actor, async (tx) => {
      const { proposal, dossier } = await this.take(tx, actor, 'proposalAccept', input.id);
      await tx.guard(
        DossierProposal,
        { id: proposal.id, version: input.expectedVersion, from: [ProposalState.OPEN] },
        { state: ProposalState.ACCEPTED, decidedById: personOf(actor), decidedAt: tx.now },
      );
      if (proposal.stageId) {
        await this.stages.date(tx, actor, dossier, proposal.stageId, {
          date: proposal.date,
          link: proposal.link,
          reason: proposal.source,
        });
        await this.dossiers.step(tx, dossier, 'proposalAccept', undefined, {
          action: 'dossier.stage-corrected',
          facts: { stage: proposal.stage, stageId: proposal.stageId, date: proposal.date, proposal: proposal.id },
        });
        await tx.emit('dossier.stage-corrected', { entryId: dossier.id, stageId: proposal.stageId });
      } else {
        const { date, documentId, link, title } = proposal;
        await this.stages.add(
          tx,
          actor,
          dossier,
          proposal.stage,
          {
            date,
            documentId,
            link,
            title,
            note: proposal.quote,
            provisions: [],
            deadline: null,
            ministryReference: null,
          },
          { parent: input.parent ?? proposal.parentId, proposal: proposal.id },
        );
      }
      await tx.emit('dossier.proposal-decided', { entryId: dossier.id, proposalId: proposal.id });
      return { id: dossier.id, proposal: proposal.id };
    });
  }

  decline(actor: Actor, input: DossierProposalDeclineInput): Promise<{ id: string; proposal: string }> {
    return this.db.transact(actor, async (tx) => {
      const { proposal, dossier } = await this.take(tx, actor, 'proposalDecline', input.id);
      const reason = this.dossiers.reason(input.reason);
      await tx.guard(
        DossierProposal,
        { id: proposal.id, version: input.expectedVersion, from: [ProposalState.OPEN] },
        { state: ProposalState.DECLINED, declineReason: reason, decidedById: personOf(actor), decidedAt: tx.now },
      );
      await tx.record({
        subject: dossier.id,
        action: 'dossier.proposal-declined',
        audience: 'INTERNAL',
        facts: { stage: proposal.stage, document: proposal.documentId },
        values: { reason },
      });
      await tx.emit('dossier.proposal-decided', { entryId: dossier.id, proposalId: proposal.id });
      return { id: dossier.id, proposal: proposal.id };
    });
  }

  private async take(
    tx: Tx,
    actor: Actor,
    action: 'proposalAccept' | 'proposalDecline',
    id: string,
  ): Promise<{ proposal: DossierProposal; dossier: DossierRow }> {
    const proposal = isId(id, 'DossierProposal')
      ? await tx.one<DossierProposal>(`select ${PROPOSAL_SELECT} from dossier_proposal where id = $1`, [id])
      : null;
    if (!proposal) throw notFound('input.id');
    return { proposal, dossier: await this.dossiers.take(tx, actor, action, proposal.entryId) };
  }
}
