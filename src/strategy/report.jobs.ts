import { Injectable } from '@nestjs/common';
import { Notifications } from '../notifications/notifications.service.js';
import { Database } from '../platform/database/database.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { FOLLOWED, ReportFigures } from './report-figures.service.js';
import { ReportState } from './report.entity.js';
import { ReportService } from './report.service.js';

const draftReport = declareJob({ kind: 'report.draft', on: ['report.requested'], reads: FOLLOWED });
const tellOfReport = declareJob({ kind: 'report.tell', on: ['report.drafted', 'report.approved'], reads: ['REPORT'] });

/** Reckons a follow-up, and tells those who wait for it. */
@Injectable()
export class ReportJobs {
  constructor(
    private readonly db: Database,
    private readonly figures: ReportFigures,
    private readonly reports: ReportService,
    private readonly notifications: Notifications,
  ) {}

  @OnJob(draftReport)
  async draft(job: Job): Promise<void> {
    const { entryId, draft } = job.payload as { entryId: string; draft: number };
    const report = await this.db.reads.one<{
      year: number;
      state: string;
      draftNumber: number;
      id: string;
      code: string;
      title: string;
    }>(
      job.principal,
      'report_to_draft',
      `select r.year, e.state, r.draft_number as "draftNumber", s.id, s.code, s.title_sv as title
         from report r join entry e on e.id = r.id join strategy s on s.id = r.strategy_id where r.id = $1`,
      [entryId],
    );
    // Drafted anew meanwhile: the later job does it.
    if (!report || report.state !== ReportState.DRAFTING || report.draftNumber !== draft) return;
    const data = await this.figures.reckon(job.principal, report, report.year, (percent) => job.progress(percent));
    await job.effect('store', (tx) => this.reports.store(tx, entryId, draft, data));
    await job.progress(100);
  }

  @OnJob(tellOfReport)
  async tell(job: Job): Promise<void> {
    const event = String(job.payload.event);
    await job.effect('tell', async (tx) => {
      const report = await this.reports.load(tx, String(job.payload.entryId));
      const asked = report.requestedById ? [report.requestedById] : [];
      const watchers = event === 'report.approved' ? await this.notifications.watchersOf(tx, report.id) : [];
      await this.notifications.tell(tx, {
        entry: report,
        personIds: [...asked, ...watchers],
        reason: event,
        eventId: job.outboxId,
      });
    });
  }
}
