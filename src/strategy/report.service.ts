import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { OPEN_REVISION_STATES } from '../catalogue/revision.entity.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { type Principal, systemPrincipal } from '../platform/principal.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { ReviewRequest } from '../review/review-request.entity.js';
import { ReviewRequests } from '../review/review.service.js';
import { ReviewedActs } from '../review/reviewed-acts.js';
import { hashOf } from './canonical-json.js';
import { FOLLOWED, FollowedStrategy, ReportFigures } from './report-figures.service.js';
import { Report, ReportState } from './report.entity.js';
import { FollowUpApproveInput, FollowUpDraftInput, STRATEGY_IN_FORCE } from './report.inputs.js';
import { APPROVE_REPORT, reportMachine, ReportRelation } from './report.machine.js';
import { REPORT_FROM, REPORT_SELECT, ReportRow } from './report.queries.js';
import type { FollowUpData } from './report.types.js';

export const TEXT_SLOT = 'text';
/** More years than a strategy lasts. */
export const MOST_YEARS = 50;
/** Who decides on a follow-up that somebody else proposed. */
const DECIDERS: readonly Role[] = [Role.REVIEWER, Role.ADVOCATE];

export function reportRelations(actor: Actor, entry: Pick<EntryRow, 'ownerOrgId'>): Set<ReportRelation> {
  return new Set<ReportRelation>(actor.hasInOrganisation(entry.ownerOrgId, Role.ADVOCATE) ? ['advocate'] : []);
}

export interface StrategyRow extends FollowedStrategy {
  validFrom: string | null;
  validTo: string | null;
}

export interface YearChoice {
  year: number;
  report: ReportRow | null;
  blockers: Blocker[];
}

interface Owner {
  organisationId: string;
  unitId: string;
}

function advocateOf(actor: Actor): Owner {
  const membership = actor.memberships.find(({ role }) => role === Role.ADVOCATE);
  if (!membership) throw new UserError('FORBIDDEN');
  return membership;
}

/** The yearly follow-up: drafted by a job, commented on, approved by two people and frozen. */
@Injectable()
export class ReportService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
    private readonly tasks: Tasks,
    private readonly requests: ReviewRequests,
    private readonly acts: ReviewedActs,
    private readonly figures: ReportFigures,
  ) {}

  onModuleInit(): void {
    this.acts.registerAct({
      act: APPROVE_REPORT,
      roles: DECIDERS,
      carryOut: (tx, request, entry) => this.freeze(tx, request, entry),
    });
  }

  async draft(actor: Actor, input: FollowUpDraftInput): Promise<Outcome> {
    const strategy = await this.strategy(input.strategy ?? STRATEGY_IN_FORCE, 'input.strategy');
    await this.requireYear(strategy, input.year, 'input.year');
    return this.db.transact(actor, async (tx) => {
      const there = await tx.one<ReportRow>(
        `select ${REPORT_SELECT} ${REPORT_FROM} where r.strategy_id = $1 and r.year = $2`,
        [strategy.id, input.year],
      );
      if (there?.state === ReportState.APPROVED)
        throw new UserError('FOLLOW_UP_FROZEN', 'input.year', { year: String(input.year), ref: there.ref }, there.id);
      const report = there
        ? await this.again(tx, actor, there)
        : await this.begin(tx, strategy, input.year, advocateOf(actor), personOf(actor));
      return { id: report.id, job: await this.order(tx, report) };
    });
  }

  approve(actor: Actor, input: FollowUpApproveInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const report = await this.load(tx, input.id);
      if (!reportMachine.allows('propose', reportRelations(actor, report)))
        throw new UserError('FORBIDDEN', 'input.id', {}, report.id);
      const { reason } = this.gate.pass(
        { reason: { text: input.reason, rule: { max: 4_000, path: 'input.reason' } } },
        input.personalData,
        { restricted: false },
      );
      await this.entries.step(tx, report, {
        version: input.expectedVersion,
        from: reportMachine.from('propose'),
        action: 'report.approval-proposed',
        audience: 'INTERNAL',
        facts: { year: report.year, hash: report.dataHash },
      });
      const text = await this.comments(tx, report.id);
      const [blocker] = approvalBlockers(text);
      if (blocker) throw new UserError(blocker.code, 'input.id', blocker.params ?? {}, report.id);
      const request = await this.requests.propose(tx, {
        entry: report,
        act: APPROVE_REPORT,
        arguments: { year: report.year, hash: report.dataHash, text: text.published },
        reason: reason ?? '',
        orgId: report.ownerOrgId,
      });
      return { id: report.id, request };
    });
  }

  /** Strategies that are in force on a day, with what owns their measures: whose report it is when nobody asked. */
  inForce(as: Principal, day: string): Promise<(StrategyRow & Owner)[]> {
    return this.db.reads.all(
      as,
      'strategies_to_follow_up',
      `select s.id, s.code, s.title_sv as title, s.valid_from as "validFrom", s.valid_to as "validTo",
          o.owner_org_id as "organisationId", o.owner_unit_id as "unitId"
         from strategy s cross join lateral (
           select e.owner_org_id, e.owner_unit_id from strategy_measure m join measure n on n.strategy_measure_id = m.id
             join entry e on e.id = n.id where m.strategy_id = s.id order by m.position limit 1) o
        where (s.valid_from is null or s.valid_from <= $1::date) and (s.valid_to is null or s.valid_to > $1::date)
        order by s.code`,
      [day],
    );
  }

  // ---- Joins the caller's transaction ----

  /** The draft of a year that nobody has begun; nothing where there is one, approved or not. */
  async draftUnasked(tx: Tx, strategy: StrategyRow & Owner, year: number): Promise<void> {
    const there = await tx.one('select 1 from report where strategy_id = $1 and year = $2', [strategy.id, year]);
    if (there) return;
    await this.order(tx, await this.begin(tx, strategy, year, strategy, null));
  }

  async load(tx: Tx, id: string): Promise<ReportRow> {
    const report = isId(id, 'Report')
      ? await tx.one<ReportRow>(`select ${REPORT_SELECT} ${REPORT_FROM} where r.id = $1`, [id])
      : null;
    if (!report) throw notFound('input.id');
    return report;
  }

  /** What the job reckoned; nothing when it was drafted anew meanwhile. */
  async store(tx: Tx, id: string, draft: number, data: FollowUpData): Promise<void> {
    await tx.query('select 1 from entry where id = $1 for update', [id]);
    const report = await this.load(tx, id);
    if (report.state !== ReportState.DRAFTING || report.draftNumber !== draft) return;
    const hash = hashOf(data);
    await this.entries.step(tx, report, {
      from: reportMachine.from('complete'),
      set: { state: ReportState.DRAFT },
      action: 'report.drafted',
      facts: { year: report.year, draft, hash },
    });
    await tx.query('update report set data = $2::jsonb, data_hash = $3, drafted_at = $4 where id = $1', [
      id,
      JSON.stringify(data),
      hash,
      tx.now,
    ]);
    await this.tasks.open(tx, {
      entry: report,
      kind: TaskKind.FOLLOW_UP,
      orgId: report.ownerOrgId,
      role: Role.ADVOCATE,
      assigneeId: report.requestedById,
    });
    await tx.emit('report.drafted', { entryId: id });
  }

  async comments(tx: Tx, id: string): Promise<Comments> {
    const rows = await tx.query<{ state: string; hash: string }>(
      `select state, content_hash as hash from revision where entry_id = $1 and slot = $2 and language = 'sv'`,
      [id, TEXT_SLOT],
    );
    return commentsFrom(rows);
  }

  /** @throws UserError NOT_FOUND */
  async strategy(code: string, path: string): Promise<StrategyRow> {
    const row = code.includes('\0')
      ? null
      : await this.db.reads.one<StrategyRow>(
          systemPrincipal('report.strategy', [], 'system:report'),
          'report_strategy',
          `select id, code, title_sv as title, valid_from as "validFrom", valid_to as "validTo" from strategy where code = $1`,
          [code],
        );
    if (!row) throw notFound(path);
    return row;
  }

  /** Every year of the strategy, the newest first, with why it cannot be drafted: asked before the click. */
  async years(strategy: StrategyRow, reports: readonly ReportRow[]): Promise<YearChoice[]> {
    const last = Number(this.clock.today().slice(0, 4));
    const first = Math.max(Number((strategy.validFrom ?? '1900').slice(0, 4)), last - MOST_YEARS + 1);
    const years = Array.from({ length: last - first + 1 }, (_, i) => last - i);
    const filled = await this.figures.yearsWithData(
      systemPrincipal('report.look', FOLLOWED, 'system:report'),
      strategy.id,
      years,
    );
    return years.map((year) => {
      const report = reports.find((one) => one.year === year) ?? null;
      const blockers: Blocker[] =
        report?.state === ReportState.APPROVED
          ? [{ code: 'FOLLOW_UP_FROZEN', params: { year: String(year), ref: report.ref } }]
          : filled.has(year)
            ? []
            : [{ code: 'FOLLOW_UP_YEAR_EMPTY', params: { year: String(year) } }];
      return { year, report, blockers };
    });
  }

  /** @throws UserError FOLLOW_UP_BEFORE_STRATEGY, FOLLOW_UP_YEAR_AHEAD, FOLLOW_UP_YEAR_EMPTY */
  async requireYear(strategy: StrategyRow, year: number, path: string): Promise<void> {
    const first = Number((strategy.validFrom ?? '1900').slice(0, 4));
    const now = Number(this.clock.today().slice(0, 4));
    if (year < first)
      throw new UserError('FOLLOW_UP_BEFORE_STRATEGY', path, { year: String(year), first: String(first) });
    if (year > now) throw new UserError('FOLLOW_UP_YEAR_AHEAD', path, { year: String(year) });
    const as = systemPrincipal('report.look', FOLLOWED, 'system:report');
    if (!(await this.figures.hasData(as, strategy.id, year)))
      throw new UserError('FOLLOW_UP_YEAR_EMPTY', path, { year: String(year) });
  }

  private async order(tx: Tx, report: ReportRow): Promise<string> {
    const [job] = await tx.emit('report.requested', { entryId: report.id, draft: report.draftNumber });
    if (!job) throw new Error('Nobody drafts reports');
    await tx.query('update report set job_id = $2 where id = $1', [report.id, job]);
    return job;
  }

  private async begin(
    tx: Tx,
    strategy: StrategyRow,
    year: number,
    owner: Owner,
    requestedById: string | null,
  ): Promise<ReportRow> {
    const made = await this.entries.create(tx, {
      kind: EntryKind.REPORT,
      title: `${strategy.title}: uppföljning ${year}`,
      ownerOrgId: owner.organisationId,
      ownerUnitId: owner.unitId,
      access: Access.PUBLIC,
      state: ReportState.DRAFTING,
      draft: false,
    });
    // The series is that of the year followed up, not of the year in which somebody does it.
    const ref = await this.entries.nextRef(tx, EntryKind.REPORT, `${year}-12-31`);
    const entry = await this.entries.step(tx, made, {
      from: [ReportState.DRAFTING],
      set: { ref },
      action: 'report.requested',
      facts: { ref, year, strategy: strategy.code },
    });
    await tx.insert(Report, { id: entry.id, ...under(entry), strategyId: strategy.id, year, requestedById });
    return { ...entry, draftNumber: 1 } as ReportRow;
  }

  private async again(tx: Tx, actor: Actor, report: ReportRow): Promise<ReportRow> {
    if (!reportMachine.allows('draft', reportRelations(actor, report)))
      throw new UserError('FORBIDDEN', 'input.year', {}, report.id);
    const draftNumber = report.draftNumber + 1;
    await this.entries.step(tx, report, {
      from: reportMachine.from('draft'),
      set: { state: ReportState.DRAFTING },
      action: 'report.requested',
      facts: { ref: report.ref, year: report.year, draft: draftNumber },
    });
    await tx.query('update report set draft_number = $2, requested_by_id = $3 where id = $1', [
      report.id,
      draftNumber,
      personOf(actor),
    ]);
    return { ...report, draftNumber };
  }

  /** As whoever accepted: what was proposed, or nothing. */
  private async freeze(tx: Tx, request: ReviewRequest, entry: EntryRow): Promise<void> {
    await tx.query('select 1 from entry where id = $1 for update', [entry.id]);
    const report = await this.load(tx, entry.id);
    const text = await this.comments(tx, report.id);
    const { hash, text: proposed } = request.arguments as { hash?: string; text?: string };
    const [blocker] = approvalBlockers(text);
    if (report.state !== ReportState.DRAFT || blocker || report.dataHash !== hash || text.published !== proposed)
      throw new UserError('FOLLOW_UP_CHANGED_SINCE', 'input.id', {}, request.id);
    // The rows are frozen from the moment they say that they are approved; the entry's own columns may follow.
    await tx.query('update report set text_hash = $2, approved_by_id = $3, approved_at = $4 where id = $1', [
      report.id,
      text.published,
      personOf(tx.principal),
      tx.now,
    ]);
    await this.entries.step(tx, report, {
      from: reportMachine.from('approve'),
      set: {
        state: ReportState.APPROVED,
        visibility: visibilityOf(report.access, { draft: false, published: true }),
        publishedAt: tx.now,
      },
      action: 'report.approved',
      facts: { year: report.year, hash: report.dataHash, text: text.published, request: request.id },
    });
    await this.tasks.close(tx, { entryId: report.id, kinds: [TaskKind.FOLLOW_UP], outcome: 'DONE' });
    await tx.emit('report.approved', { entryId: report.id });
  }
}

/** The comments: what is published (by its content hash), and whether something is being written beside it. */
export interface Comments {
  published: string | null;
  open: boolean;
}

export function commentsFrom(rows: readonly { state: string; hash: string }[]): Comments {
  return {
    published: rows.find(({ state }) => state === 'PUBLISHED')?.hash ?? null,
    open: rows.some(({ state }) => (OPEN_REVISION_STATES as readonly string[]).includes(state)),
  };
}

/** Why a follow-up may not be approved yet: the same for the button and for the act. */
export function approvalBlockers({ published, open }: Comments): Blocker[] {
  if (open) return [{ code: 'FOLLOW_UP_TEXT_OPEN' }];
  return published ? [] : [{ code: 'FOLLOW_UP_TEXT_MISSING' }];
}
