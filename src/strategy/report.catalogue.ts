import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { revisionsOfEntry } from '../catalogue/entry.loaders.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { ReportState } from './report.entity.js';
import { approvalOfReport } from './report.loaders.js';
import { ReportAction, reportMachine } from './report.machine.js';
import { approvalBlockers, commentsFrom, reportRelations, ReportService, TEXT_SLOT } from './report.service.js';

const MUTATIONS: Partial<Record<ReportAction, string>> = { draft: 'followUpDraft', propose: 'followUpApprove' };

/** What a yearly follow-up gives the common workflows: its comments, until it is approved. */
@Injectable()
export class ReportPart implements KindPart {
  readonly kind = EntryKind.REPORT;
  readonly type: TypeName = 'Report';
  readonly refPrefix = 'U';
  readonly refYearly = true;
  readonly slots = [{ name: TEXT_SLOT, concluded: false }];
  readonly actions = reportMachine.actions;

  constructor(private readonly reports: ReportService) {}

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = reportMachine.possible(entry.state, reportRelations(context.principal, entry));
    const actions: AllowedAction[] = [];
    for (const action of possible) {
      const blockers = action === 'propose' ? await this.blockers(context, entry) : [];
      actions.push({ action, mutation: MUTATIONS[action], blockers });
    }
    return actions;
  }

  private async blockers(context: RequestContext<Actor>, entry: EntryRow): Promise<Blocker[]> {
    if (await context.load(approvalOfReport, entry.id)) return [{ code: 'ALREADY_PROPOSED' }];
    const texts = (await context.load(revisionsOfEntry, entry.id)) ?? [];
    const swedish = texts.filter(({ slot, language }) => slot === TEXT_SLOT && language === 'sv');
    return approvalBlockers(commentsFrom(swedish.map(({ state, contentHash }) => ({ state, hash: contentHash }))));
  }

  revisionBlockers(_tx: Tx, _actor: Actor, _action: string, entry: EntryRow): Promise<Blocker[]> {
    return Promise.resolve(
      entry.state === ReportState.APPROVED ? [{ code: 'FOLLOW_UP_FROZEN', params: { ref: entry.ref ?? '' } }] : [],
    );
  }

  /** Its comments go out with it, when it is approved. */
  onRevision(): Promise<void> {
    return Promise.resolve();
  }

  reviewersRequired(): Promise<number> {
    return Promise.resolve(1);
  }

  audience(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const { requestedById } = await this.reports.load(tx, entry.id);
    return requestedById ? [requestedById] : [];
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    const { requestedById } = await this.reports.load(tx, entry.id);
    return { role: Role.ADVOCATE, assigneeId: requestedById };
  }
}
