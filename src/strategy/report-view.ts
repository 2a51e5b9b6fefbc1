import { stockholmDate } from '../calendar/working-days.js';
import { ReportDocument, reportDocument } from './report-document.js';
import type { ReportRow } from './report.queries.js';

/** A follow-up that has been reckoned, with its published comments, as the document that the files are written from. */
export function documentOf(report: ReportRow, comments: string | null, now: Date): ReportDocument | null {
  if (!report.data || !report.dataHash) return null;
  return reportDocument(report.data, {
    ref: report.ref,
    approvedAt: report.approvedAt ? stockholmDate(report.approvedAt) : null,
    dataHash: report.dataHash,
    comments,
    today: stockholmDate(now),
  });
}
