import { Inject, Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { FOLLOWED, ReportFigures } from './report-figures.service.js';
import { ReportState } from './report.entity.js';
import { ReportService } from './report.service.js';

const draftReport = declareJob({ kind: 'report.draft', on: ['report.requested'], reads: FOLLOWED });
const tellOfReport = declareJob({ kind: 'report.tell', on: ['report.drafted', 'report.approved'], reads: ['REPORT'] });

const draftEachYear = declareJob({ kind: 'report.each-year', every: 3_600, reads: FOLLOWED });

/** A server that stood still over New Year drafts when it is up again; whoever turns this on in May means next year. */
const LAST_MONTH = 3;

/** Reckons a follow-up, and tells those who wait for it. */
@Injectable()
export class ReportJobs {
  constructor(
    private readonly db: Database,
    private readonly figures: ReportFigures,
    private readonly reports: ReportService,
    private readonly notifications: Notifications,
    private readonly tasks: Tasks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
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

  /** Kap. 10: the whole is followed up every year. Nobody has to remember it. */
  @OnJob(draftEachYear)
  async draftLastYear(job: Job): Promise<void> {
    const today = this.clock.today();
    if (!this.config.followUpEachYear || Number(today.slice(5, 7)) > LAST_MONTH) return;
    const year = Number(today.slice(0, 4)) - 1;
    for (const strategy of await this.reports.inForce(job.principal, today)) {
      if (Number((strategy.validFrom ?? '1900').slice(0, 4)) > year) continue;
      if (!(await this.figures.hasData(job.principal, strategy.id, year))) continue;
      await job.effect(strategy.code, (tx) => this.reports.draftUnasked(tx, strategy, year));
    }
  }

  @OnJob(tellOfReport)
  async tell(job: Job): Promise<void> {
    const event = String(job.payload.event);
    await job.effect('tell', async (tx) => {
      const report = await this.reports.load(tx, String(job.payload.entryId));
      // What nobody asked for is for those who are to look at it.
      const asked = report.requestedById
        ? [report.requestedById]
        : await this.tasks.holders(tx, { orgId: report.ownerOrgId, role: Role.ADVOCATE });
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
