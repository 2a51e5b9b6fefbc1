import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { subjectAreasOfEntry } from '../catalogue/entry.loaders.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import {
  AllowedAction,
  Blocker,
  CitedByHand,
  Handler,
  KindPart,
  Kinds,
  OwnText,
  RevisionEvent,
} from '../catalogue/kinds.js';
import { stockholmDate } from '../calendar/working-days.js';
import { Revision } from '../catalogue/revision.entity.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { organisationById, unitById } from '../access/access.loaders.js';
import { textsOf } from './barrier-course.service.js';
import { BarrierState } from './barrier.entity.js';
import { barrierById, evidenceOfBarrier, mySignOnsOfBarrier, reportersOfBarrier } from './barrier.loaders.js';
import { BarrierAction, barrierMachine, MUTATIONS } from './barrier.machine.js';
import { BarrierRow, REPORTERS } from './barrier.queries.js';
import { barrierRelations, evidenceBlockers, knowsSigners, memberUnits, namesIn } from './barrier.relations.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import { BarrierService } from './barrier.service.js';

const TEXT_SLOT = 'text';
const ENDED: readonly string[] = [BarrierState.DISMISSED, BarrierState.MERGED];

/** What a barrier gives the common workflows. */
@Injectable()
export class BarrierPart implements KindPart, OnModuleInit {
  readonly kind = EntryKind.BARRIER;
  readonly type: TypeName = 'Barrier';
  readonly refPrefix = 'H';
  readonly refYearly = false;
  readonly slots = [{ name: TEXT_SLOT, concluded: false }];
  readonly actions = barrierMachine.actions;

  constructor(
    private readonly kinds: Kinds,
    private readonly barriers: BarrierService,
    private readonly signOns: BarrierSignOns,
    private readonly secrecy: Secrecy,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const barrier = await context.load(barrierById, entry.id);
    if (!barrier) return [];
    const actor = context.principal;
    const possible = barrierMachine.possible(barrier.state, barrierRelations(actor, barrier));
    const own = await Promise.all(
      possible.map(async (action) => ({
        action,
        mutation: MUTATIONS[action],
        blockers: await this.blockers(context, barrier, action),
      })),
    );
    return [...own, ...(await this.correspondence(context, barrier)), ...this.secrecy.actionsOf(actor, entry)];
  }

  /** The thread between whoever reported it and the association. */
  private async correspondence(context: RequestContext<Actor>, barrier: BarrierRow): Promise<AllowedAction[]> {
    const actor = context.principal;
    const units = (await context.load(reportersOfBarrier, barrier.id)) ?? [];
    const mine = knowsSigners(actor) ? units : units.filter(({ unitId }) => actor.hasIn(unitId));
    return mine.length ? [{ action: 'correspond', mutation: 'commentAdd', blockers: [] }] : [];
  }

  private async blockers(
    context: RequestContext<Actor>,
    barrier: BarrierRow,
    action: BarrierAction,
  ): Promise<Blocker[]> {
    if (action === 'signOn') {
      const signed = (await context.load(mySignOnsOfBarrier, barrier.id)) ?? [];
      const free = memberUnits(context.principal).filter((one) => !signed.some((s) => s.unitId === one.unitId));
      return free.length ? [] : [{ code: 'SIGN_ON_ALREADY' }];
    }
    if (action !== 'confirm' && action !== 'reopen') return [];
    const evidence = ((await context.load(evidenceOfBarrier, barrier.id)) ?? []).filter((one) => !one.removedAt);
    const areas = (await context.load(subjectAreasOfEntry, barrier.id)) ?? [];
    return [
      ...evidenceBlockers(barrier.barrierKind, evidence),
      ...(areas.length ? [] : [{ code: 'BARRIER_NEEDS_SUBJECT_AREA' }]),
      ...(await this.naming(context, barrier, textsOf(barrier, evidence))),
    ];
  }

  /** As `BarrierSignOns.naming`, for the button. */
  private async naming(
    context: RequestContext<Actor>,
    barrier: BarrierRow,
    texts: readonly (string | null)[],
  ): Promise<Blocker[]> {
    const unit = barrier.reporterUnitId ? await context.load(unitById, barrier.reporterUnitId) : null;
    const organisation = unit ? await context.load(organisationById, unit.organisationId) : null;
    if (!organisation || barrier.namedOrgIds.includes(organisation.id)) return [];
    const what = namesIn([organisation.name, organisation.shortName], texts);
    return what.length ? [{ code: 'BARRIER_NAMES_REPORTER', params: { what } }] : [];
  }

  async revisionBlockers(
    tx: Tx,
    actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    slot: string,
  ): Promise<Blocker[]> {
    if (action === 'withdraw') return [];
    if (ENDED.includes(entry.state)) return [{ code: 'BARRIER_STATE_CLOSED', params: { state: entry.state } }];
    const unnamed = action === 'draft' ? [] : await this.stillNamed(tx, entry, slot);
    if (action === 'publish')
      return [...(entry.state === BarrierState.REPORTED ? [{ code: 'BARRIER_NOT_CONFIRMED_YET' }] : []), ...unnamed];
    const writes = actor.hasInOrganisation(entry.ownerOrgId, Role.LAWYER, Role.ADVOCATE);
    return [...(writes ? [] : [{ code: 'BARRIER_TEXT_BY_STAFF' }]), ...unnamed];
  }

  /** The description is read by everybody: searched for whoever reported it when it goes to review and when it goes out. */
  private async stillNamed(tx: Tx, entry: EntryRow, slot: string): Promise<Blocker[]> {
    const barrier = await this.barriers.load(tx, entry.id);
    const open = await tx.query<Pick<Revision, 'title' | 'body' | 'changeNote'>>(
      `select title, body, change_note as "changeNote" from revision
        where entry_id = $1 and slot = $2 and state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED')`,
      [entry.id, slot],
    );
    return this.signOns.naming(
      tx,
      barrier,
      open.flatMap((one) => [one.title, one.body, one.changeNote]),
    );
  }

  /** A published description carries the title on; where the barrier stands does not follow from what is written of it. */
  async onRevision(tx: Tx, event: RevisionEvent, entry: EntryRow, revision: Revision): Promise<void> {
    if (event !== 'published' || revision.language !== 'sv') return;
    const barrier = await this.barriers.load(tx, entry.id);
    await this.barriers.describe(tx, barrier, revision.title ?? barrier.title, {
      revision: revision.id,
      number: revision.number,
    });
  }

  async reviewersRequired(tx: Tx, entry: EntryRow): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `select coalesce(max(s.reviewers_required), 1)::int as n
         from entry_subject_area x join subject_area s on s.id = x.subject_area_id where x.entry_id = $1`,
      [entry.id],
    );
    return row!.n;
  }

  /** Besides watchers: whoever it stops and whoever reported it. */
  async audience(tx: Tx, entry: EntryRow): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select s.signed_by_id as id from barrier_sign_on s where s.entry_id = $1 and s.withdrawn_at is null
       union select b.reporter_id from barrier b where b.id = $1 and b.reporter_id is not null`,
      [entry.id],
    );
    return rows.map((row) => row.id);
  }

  /** Whoever reported it, or one that was merged into it. */
  async correspondents(tx: Tx, entry: EntryRow): Promise<string[]> {
    return (await tx.query<{ unitId: string }>(REPORTERS, [[entry.id]])).map(({ unitId }) => unitId);
  }

  /** Who writes about it at the association: the thread is theirs. */
  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct m.person_id as id from membership m join person p on p.id = m.person_id
        where m.organisation_id = $1 and m.role in ('LAWYER', 'ADVOCATE') and m.ended_at is null and p.disabled_at is null`,
      [entry.ownerOrgId],
    );
    return rows.map((row) => row.id);
  }

  async handler(): Promise<Handler> {
    return { role: Role.LAWYER, assigneeId: null };
  }

  /** What is said of it outside its description, in the name of the association whose it is. */
  async texts(tx: Tx, entryId: string): Promise<OwnText[]> {
    const row = await tx.one<{ text: string; authorOrgId: string; updatedAt: Date }>(
      `select b.summary as text, e.owner_org_id as "authorOrgId", e.updated_at as "updatedAt"
         from barrier b join entry e on e.id = b.id where b.id = $1`,
      [entryId],
    );
    if (!row) return [];
    return [
      {
        field: 'summary',
        text: row.text,
        authorOrgId: row.authorOrgId,
        writtenOn: stockholmDate(row.updatedAt),
      },
    ];
  }

  /** Provisions of its evidence, and the law that resolved it. */
  async citedByHand(tx: Tx, entryId: string): Promise<CitedByHand[]> {
    const rows = await tx.query<{ target: string; addedAt: Date | null; from: string | null }>(
      `select v.target, min(v.added_at) as "addedAt", null as "from" from barrier_evidence v
        where v.entry_id = $1 and v.removed_at is null and v.target is not null group by v.target
       union all select law, null, b.resolved_from::text from barrier b cross join unnest(b.resolution_law) as law where b.id = $1
       order by target`,
      [entryId],
    );
    return rows.map(({ target, addedAt, from }) => ({ target, on: addedAt ? stockholmDate(addedAt) : from }));
  }

  leansOnLaw(entry: EntryRow): boolean {
    return !ENDED.includes(entry.state);
  }
}
