import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Role } from '../access/person.entity.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Kinds } from '../catalogue/kinds.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { LOGGER } from '../platform/logging.js';
import { UserError } from '../platform/user-error.js';
import { DossierFollower } from './dossier-follower.service.js';
import { DossierMilestones } from './dossier-milestones.service.js';
import { DossierProposals } from './dossier-proposals.service.js';
import { DossierRow, STAGE_SELECT } from './dossier.queries.js';
import { DossierStagesService } from './dossier-stages.service.js';
import { DossierService } from './dossier.service.js';
import { DossierStage } from './dossier.entity.js';
import { ReferralItem } from './referral-feed.js';
import { SourceError } from './polite.client.js';
import { RiksdagenClient } from './riksdagen.client.js';

const READS = [EntryKind.DOSSIER];

/** Every event after which somebody has something to do about a dossier, or no longer has. */
const followDossier = declareJob({
  kind: 'dossier.tasks',
  on: [
    'dossier.updated',
    'dossier.stage-confirmed',
    'dossier.stage-corrected',
    'dossier.milestones-planned',
    'dossier.milestone-reached',
    'dossier.stage-proposed',
    'dossier.proposal-decided',
    'dossier.verified',
    'dossier.ended',
    'dossier.reopened',
    'dossier.adopted',
  ],
  reads: READS,
});
const tellOfDossier = declareJob({
  kind: 'dossier.tell',
  on: ['dossier.stage-confirmed', 'dossier.stage-proposed', 'dossier.in-force', 'dossier.ended', 'dossier.woken'],
  reads: READS,
});
const verifyBarriers = declareJob({
  kind: 'dossier.verify-barriers',
  on: ['dossier.in-force'],
  reads: [EntryKind.DOSSIER, EntryKind.BARRIER, EntryKind.GOAL],
});
const watchDossiers = declareJob({ kind: 'dossier.clock', every: 600, reads: READS });
const followRiksdagen = declareJob({
  kind: 'dossier.riksdagen',
  every: 3_600,
  reads: [EntryKind.DOSSIER, EntryKind.LAW_SOURCE],
});

/** Of each in one run; what is left comes in the next. */
const MOST_A_RUN = 200;
/** At a second a request and a handful of requests each, an hour is enough for these. */
const FOLLOWED_A_RUN = 200;
/** What was asked about today is asked about again tomorrow. */
const FOLLOWED_AGAIN_HOURS = 20;
const FOLLOW_LEASE_SECONDS = 3_000;

/** What follows an action on a dossier, and what follows from the day. Everything is read anew. */
@Injectable()
export class DossierJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kinds: Kinds,
    private readonly entries: Entries,
    private readonly dossiers: DossierService,
    private readonly stages: DossierStagesService,
    private readonly milestones: DossierMilestones,
    private readonly proposals: DossierProposals,
    private readonly follower: DossierFollower,
    private readonly riksdagen: RiksdagenClient,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Brings the inbox in line with where the dossier stands now, not with what the event said. */
  @OnJob(followDossier)
  async follow(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('settle', async (tx) => {
      await tx.query('select 1 from entry where id = $1 for update', [id]);
      const dossier = await this.dossiers.load(tx, id);
      await this.milestones.settle(tx, dossier);
      await this.settleProposals(tx, dossier);
      await this.settleVerification(tx, dossier);
    });
  }

  @OnJob(tellOfDossier)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const dossier = await this.dossiers.load(tx, String(job.payload.entryId));
      const event = String(job.payload.event);
      const responsible = dossier.responsibleId ? [dossier.responsibleId] : [];
      // What nobody has confirmed is for those who are to look at it.
      const people =
        event === 'dossier.stage-proposed'
          ? responsible.length
            ? responsible
            : await this.tasks.holders(tx, { orgId: dossier.ownerOrgId, role: Role.ADVOCATE })
          : [...responsible, ...(await this.notifications.watchersOf(tx, dossier.id))];
      await this.notifications.tell(tx, {
        entry: dossier,
        personIds: people,
        reason: event,
        eventId: job.outboxId,
      });
    });
  }

  /**
   * A law that is in force may have taken barriers away: somebody looks at each that leads here, by itself or through the
   * goal that pursues it. Through links and the kinds registry: what a barrier is, is another's business.
   */
  @OnJob(verifyBarriers)
  async verify(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('open', async (tx) => {
      const dossier = await this.dossiers.load(tx, id);
      const barriers = await tx.query<EntryRow>(
        `select ${ENTRY_SELECT} from entry e where e.kind = 'BARRIER' and not e.state in ('DISMISSED','MERGED','RESOLVED')
           and e.id in (
             select l.from_id from link l where l.to_id = $1 and l.from_kind = 'BARRIER'
             union select l.to_id from link l where l.from_id = $1 and l.to_kind = 'BARRIER'
             union select p.from_id from link t join link p on p.to_id = t.from_id and p.type = 'PURSUED_BY'
                    where t.to_id = $1 and t.type = 'TRACKED_IN' and p.from_kind = 'BARRIER')
         order by e.id`,
        [id],
      );
      for (const barrier of barriers) {
        const { role, assigneeId } = await this.kinds.of(barrier.kind).handler(tx, barrier);
        const inbox = { orgId: dossier.ownerOrgId, role };
        await this.tasks.open(tx, {
          entry: barrier,
          kind: TaskKind.VERIFY_RESOLUTION,
          ...inbox,
          assigneeId,
          cause: dossier.id,
        });
        await this.notifications.tell(tx, {
          entry: barrier,
          personIds: assigneeId ? [assigneeId] : await this.tasks.holders(tx, inbox),
          reason: 'barrier.verify-resolution',
          eventId: job.outboxId,
        });
      }
    });
  }

  /** What follows from the day alone: waking, commencements, and dossiers that came with the product. */
  @OnJob(watchDossiers)
  async watch(job: Job): Promise<void> {
    const today = this.clock.today();
    const rows = (name: string, text: string): Promise<{ id: string; stageId?: string }[]> =>
      this.db.reads.all<{ id: string; stageId?: string }>(job.principal, name, `${text} limit ${MOST_A_RUN}`, [today]);
    const resting = await rows(
      'dossiers_to_wake',
      `select d.id from dossier d join entry e on e.id = d.id and e.state = 'RESTING' where d.rest_until <= $1::date order by d.id`,
    );
    for (const { id } of resting) await this.quietly(job, `wake.${id}`, (tx) => this.dossiers.wakeByClock(tx, id));
    const commencing = await rows(
      'commencements_to_announce',
      `select s.entry_id as id, s.id as "stageId" from dossier_stage s
        where s.stage = 'IN_FORCE' and s.state = 'CONFIRMED' and s.announced_at is null and s.date <= $1::date order by s.id`,
    );
    for (const { id, stageId } of commencing)
      await this.quietly(job, `announce.${stageId}`, (tx) => this.stages.announce(tx, id, stageId!));
    const unnumbered = await rows(
      'dossiers_to_adopt',
      `select e.id from entry e where e.kind = 'DOSSIER' and e.ref is null and $1::date is not null order by e.created_at, e.id`,
    );
    for (const { id } of unnumbered) await this.quietly(job, `adopt.${id}`, (tx) => this.adopt(tx, id));
  }

  /** Proposals from Riksdagen and the government; nothing leaves this machine while it is off. */
  @OnJob(followRiksdagen)
  async followDocuments(job: Job): Promise<void> {
    if (!this.riksdagen.on) return;
    await job.once('follow', () => this.askSources(job), { leaseSeconds: FOLLOW_LEASE_SECONDS });
  }

  private async askSources(job: Job): Promise<void> {
    const before = new Date(this.clock.now().getTime() - FOLLOWED_AGAIN_HOURS * 3_600_000);
    const due = await this.db.reads.all<{ id: string }>(
      job.principal,
      'dossiers_to_follow',
      `select d.id from dossier d join entry e on e.id = d.id and e.state in ('OPEN','RESTING')
        where d.followed_at is null or d.followed_at < $1 order by d.followed_at nulls first, d.id limit ${FOLLOWED_A_RUN}`,
      [before],
    );
    if (due.length === 0) return;
    const items = await this.referrals();
    for (const [n, { id }] of due.entries()) {
      const stages = await this.db.reads.all<DossierStage>(
        job.principal,
        'stages_to_follow',
        `select ${STAGE_SELECT} from dossier_stage where entry_id = $1 order by date nulls last, id`,
        [id],
      );
      // A legal source bears its canonical id as its ref.
      const changes = await this.db.reads.all<{ ref: string }>(
        job.principal,
        'acts_that_a_dossier_changes',
        `select e.ref from link l join entry e on e.id = l.to_id where l.from_id = $1 and l.type = 'CHANGES' and e.ref is not null`,
        [id],
      );
      const acts = changes.map((one) => one.ref);
      try {
        const seen = [...(await this.follower.look(stages)), ...this.follower.referralsFor(stages, acts, items)];
        await job.effect(`propose.${id}`, async (tx) => {
          await this.proposals.propose(tx, await this.dossiers.load(tx, id), seen);
          await tx.query('update dossier set followed_at = $2 where id = $1', [id, tx.now]);
        });
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        this.logger.warn({ dossier: id, fault: error.fault, status: error.status }, 'a public source gave no answer');
        // A source that is away is away for all of them; one document that cannot be read is not.
        if (error.fault !== 'UNREADABLE' && error.fault !== 'TOO_LARGE') break;
      }
      await job.progress(Math.round(((n + 1) / due.length) * 100));
    }
  }

  private async referrals(): Promise<ReferralItem[]> {
    try {
      return await this.riksdagen.referrals();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.logger.warn({ fault: error.fault, status: error.status }, "the government's feed gave no answer");
      return [];
    }
  }

  private async settleProposals(tx: Tx, dossier: DossierRow): Promise<void> {
    const rows = await tx.query<{ id: string; state: string }>(
      'select id, state from dossier_proposal where entry_id = $1',
      [dossier.id],
    );
    const alive = ['OPEN', 'RESTING'].includes(dossier.state);
    for (const { id, state } of rows) {
      if (state === 'OPEN' && alive)
        await this.tasks.open(tx, {
          entry: dossier,
          kind: TaskKind.CONFIRM_STAGE,
          orgId: dossier.ownerOrgId,
          role: Role.ADVOCATE,
          assigneeId: dossier.responsibleId,
          cause: id,
        });
      else
        await this.tasks.close(tx, {
          entryId: dossier.id,
          kinds: [TaskKind.CONFIRM_STAGE],
          cause: id,
          outcome: state === 'OPEN' ? 'OBSOLETE' : 'DONE',
        });
    }
  }

  private async settleVerification(tx: Tx, dossier: DossierRow): Promise<void> {
    if (dossier.verified) {
      await this.tasks.close(tx, { entryId: dossier.id, kinds: [TaskKind.VERIFY_SEED], outcome: 'DONE' });
      return;
    }
    await this.tasks.open(tx, {
      entry: dossier,
      kind: TaskKind.VERIFY_SEED,
      orgId: dossier.ownerOrgId,
      role: Role.ADVOCATE,
    });
  }

  /** A dossier that came as data gets its number and its trail here, as one that a person opened. */
  private async adopt(tx: Tx, id: string): Promise<void> {
    const dossier = await this.dossiers.load(tx, id);
    if (dossier.ref) return;
    await this.entries.step(tx, dossier, {
      from: [dossier.state],
      set: { ref: await this.entries.nextRef(tx, EntryKind.DOSSIER, this.clock.today()), publishedAt: tx.now },
      action: 'dossier.adopted',
      facts: { verified: dossier.verified },
      values: { title: dossier.title },
    });
    await tx.emit('dossier.adopted', { entryId: id });
  }

  /** One thing that cannot be done now, since somebody was there before, does not hold up the rest. */
  private async quietly(job: Job, name: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await job.effect(name, work);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
}
