import { Injectable } from '@nestjs/common';
import { splitId } from '../citations/citation-id.js';
import { familyOf } from './document-id.js';
import { DossierStage, DossierStageKind as S, StageState } from './dossier.entity.js';
import { Seen } from './dossier-proposals.service.js';
import { furthest, rankOf } from './dossier-stages.js';
import { ReferralItem } from './referral-feed.js';
import { RiksdagenClient } from './riksdagen.client.js';
import { canonicalId, dayOfReport, decisionOf, DocumentStatus, httpsLink, reportOf } from './riksdagen-data.js';

const DATED = ['prop', 'bet', 'rskr', 'sou', 'dir'];

/** Reads what public sources say about the documents of a dossier. Proposes; moves nothing. */
@Injectable()
export class DossierFollower {
  constructor(private readonly riksdagen: RiksdagenClient) {}

  /**
   * What Riksdagen knows that the dossier does not: days of documents, the report on a bill, the decision on a report.
   *
   * @throws SourceError
   */
  async look(stages: readonly DossierStage[]): Promise<Seen[]> {
    const seen: Seen[] = [];
    const standing = stages.filter((one) => one.state !== StageState.REMOVED);
    for (const stage of standing) {
      const { documentId } = stage;
      if (stage.state !== StageState.CONFIRMED || !documentId) continue;
      const family = familyOf(documentId);
      const grown = (kind: S): boolean => standing.some((one) => one.parentId === stage.id && one.stage === kind);
      const followed =
        (stage.stage === S.BILL && family === 'prop' && !grown(S.COMMITTEE_REPORT)) ||
        (stage.stage === S.COMMITTEE_REPORT && family === 'bet' && !grown(S.DECISION));
      const undated = stage.date === null && DATED.includes(family);
      if (!followed && !undated) continue;
      const row = await this.riksdagen.find(documentId);
      if (!row) continue;
      if (undated && row.date)
        seen.push({
          stage: stage.stage,
          stageId: stage.id,
          parentId: null,
          date: row.date,
          documentId,
          link: row.link,
          title: row.title,
          source: 'Sveriges riksdag',
          seenCode: 'SEEN_DATE',
          quote: null,
        });
      if (!followed || !row.hasStatus) continue;
      const status = await this.riksdagen.status(row.dokId);
      if (stage.stage === S.BILL) seen.push(...(await this.afterBill(stage, status)));
      else seen.push(...decided(stage.id, status));
    }
    return seen.filter((one) => one.stageId !== null || !standing.some((there) => there.documentId === one.documentId));
  }

  /** Referrals to the Council on Legislation that amend what the dossier is about, and are newer than what it has. */
  referralsFor(stages: readonly DossierStage[], changes: readonly string[], items: readonly ReferralItem[]): Seen[] {
    const standing = stages.filter((one) => one.state !== StageState.REMOVED);
    const at = furthest(standing);
    if (rankOf(at.stage) >= rankOf(S.BILL) || standing.some((one) => one.stage === S.COUNCIL_ON_LEGISLATION)) return [];
    const acts = new Set([...changes, ...standing.flatMap((one) => one.provisions.map((id) => splitId(id).source))]);
    return items
      .filter((item) => item.acts.some((act) => acts.has(act)) && (!at.date || item.date >= at.date))
      .map((item) => ({
        stage: S.COUNCIL_ON_LEGISLATION,
        stageId: null,
        parentId: null,
        date: item.date,
        documentId: item.documentId,
        link: item.link,
        title: item.title,
        source: 'Regeringen',
        seenCode: 'SEEN_REFERRAL',
        quote: null,
      }));
  }

  private async afterBill(bill: DossierStage, status: DocumentStatus): Promise<Seen[]> {
    const report = reportOf(status);
    const documentId = report ? canonicalId('bet', report.session, report.designation) : null;
    if (!report || !documentId) return [];
    const page = await this.riksdagen.status(report.dokId);
    const date = dayOfReport(page);
    if (!date) return [];
    return [
      {
        stage: S.COMMITTEE_REPORT,
        stageId: null,
        parentId: bill.id,
        date,
        documentId,
        link: page.link ?? httpsLink(`https://data.riksdagen.se/dokument/${report.dokId}`),
        title: report.title,
        source: 'Sveriges riksdag',
        seenCode: 'SEEN_REPORT',
        quote: null,
      },
      // Its report is not in the dossier yet: which one it grew from is clear when that was confirmed.
      ...decided(null, page),
    ];
  }
}

function decided(parentId: string | null, report: DocumentStatus): Seen[] {
  const decision = decisionOf(report);
  const documentId = decision ? canonicalId('rskr', decision.letter.session, decision.letter.designation) : null;
  if (!decision || !documentId) return [];
  return [
    {
      stage: S.DECISION,
      stageId: null,
      parentId,
      date: decision.date,
      documentId,
      link: httpsLink(`https://data.riksdagen.se/dokument/${decision.letter.dokId}`),
      title: decision.letter.title,
      source: 'Sveriges riksdag',
      seenCode: 'SEEN_DECISION',
      quote: decision.words,
    },
  ];
}
