import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { MEMBER_KINDS } from '../access/organisation.entity.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { under } from '../catalogue/protected.js';
import { Clock } from '../platform/clock.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { requireCitation, requireInForce } from './barrier-citations.js';
import { figuresOf, Population, Signer } from './barrier-figures.js';
import { BarrierEvidence, EvidenceKind } from './barrier-parts.entity.js';
import { Barrier, SEVERITY_POINTS } from './barrier.entity.js';
import { BarrierEvidenceContentInput } from './barrier.inputs.js';
import { BarrierAction, barrierMachine } from './barrier.machine.js';
import { BARRIER_FROM, BARRIER_SELECT, BarrierRow, EVIDENCE_SELECT, EvidenceRow } from './barrier.queries.js';
import { requireBarrier } from './barrier.relations.js';

export const MAX_REASON = 4_000;
const MOST_EVIDENCE = 20;
const EXPLAINED: readonly EvidenceKind[] = [
  EvidenceKind.SUPPORT_MISSING,
  EvidenceKind.READING,
  EvidenceKind.AUTHORITY_MISSING,
];

/** What one action does to a barrier: its entry's step, its own columns, what follows. */
export interface BarrierStep {
  action: BarrierAction;
  /** Past tense; `barrier.<event>` in the trail and to those who listen. */
  event: string;
  version?: number;
  entry?: Partial<Pick<EntryRow, 'title' | 'access' | 'visibility' | 'publishedAt'>>;
  set?: Partial<Barrier>;
  /** Goes with the event: ids and codes only. */
  told?: Record<string, string>;
  /** For the trail only: nobody is told. */
  silent?: boolean;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
  audience?: 'SHARED' | 'INTERNAL';
}

/** What every action on a barrier is made of. All methods join the caller's transaction. */
@Injectable()
export class BarrierService {
  constructor(
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly clock: Clock,
  ) {}

  /** The barrier as this principal sees it; missing, forbidden and garbled are the same. */
  async load(tx: Tx, id: string, path = 'input.id'): Promise<BarrierRow> {
    const row = isId(id, 'Barrier')
      ? await tx.one<BarrierRow>(`select ${BARRIER_SELECT} ${BARRIER_FROM} where b.id = $1`, [id])
      : null;
    if (!row) throw notFound(path);
    return row;
  }

  /** The barrier, if this actor may do this to it as they saw it. */
  async take(
    tx: Tx,
    actor: Actor,
    input: { id: string; expectedVersion?: number },
    action: BarrierAction,
  ): Promise<BarrierRow> {
    const barrier = await this.load(tx, input.id);
    requireBarrier(action, barrier, actor, input.expectedVersion);
    return barrier;
  }

  /**
   * The same for what is added without a version: one at a time for each barrier, so that counts and demands of evidence
   * are tried against what stands at the commit.
   */
  async takeLocked(tx: Tx, actor: Actor, id: string, action: BarrierAction): Promise<BarrierRow> {
    if (!isId(id, 'Barrier')) throw notFound('input.id');
    await this.lock(tx, id);
    return this.take(tx, actor, { id }, action);
  }

  async lock(tx: Tx, ...ids: string[]): Promise<void> {
    await tx.query('select 1 from barrier where id = any($1::uuid[]) order by id for update', [ids]);
  }

  /** Guarded step of the entry with its trail, own columns, and the event. Answers with the barrier as it is now. */
  async step(tx: Tx, barrier: BarrierRow, step: BarrierStep): Promise<BarrierRow> {
    const rule = barrierMachine.rule(step.action);
    const entry = await this.entries.step(tx, barrier as unknown as EntryRow, {
      version: step.version,
      from: rule.from,
      set: { ...(rule.to ? { state: rule.to } : {}), ...step.entry },
      action: `barrier.${step.event}`,
      facts: step.facts,
      values: step.values,
      audience: step.audience,
    });
    const now = { ...barrier, ...entry, ...step.set } as BarrierRow;
    await this.put(tx, barrier.id, { ...step.set, searchText: searchText(now) });
    if (!step.silent) await tx.emit(`barrier.${step.event}`, { entryId: barrier.id, ...step.told });
    return now;
  }

  /** A description was published: its title is the barrier's from now on, in whatever state. */
  async describe(tx: Tx, barrier: BarrierRow, title: string, facts: Record<string, string | number>): Promise<void> {
    const entry = await this.entries.step(tx, barrier as unknown as EntryRow, {
      from: [barrier.state],
      set: { title },
      action: 'barrier.published',
      facts,
      values: { title },
    });
    await this.put(tx, barrier.id, { searchText: searchText({ ...barrier, title: entry.title }) });
  }

  /** Own columns; names come from the program only. */
  async put(tx: Tx, id: string, set: Partial<Barrier>): Promise<void> {
    const columns = Object.keys(set);
    if (columns.length === 0) return;
    const assignments = columns.map((name, i) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 2}`);
    await tx.query(`update barrier set ${assignments.join(', ')} where id = $1`, [id, ...Object.values(set)]);
  }

  /**
   * Counts anew after a sign-on or another severity. The exact figures are kept by the database where only those who
   * handle barriers read them; what may be shown to all is worked out here and kept on the barrier. The barrier is locked.
   */
  async reckon(tx: Tx, id: string): Promise<void> {
    const signers = await tx.query<Signer & { org: string }>(
      `select org, county, org_kind as "orgKind", named, volume::float8 as volume, cost::float8 as cost
         from barrier_reckon($1)`,
      [id],
    );
    const populations = await tx.query<Population>(
      `select county, kind, count(*)::int as members from organisation
        where kind = any($1::text[]) and valid_to is null group by county, kind`,
      [[...MEMBER_KINDS]],
    );
    const figures = figuresOf(signers, populations);
    const barrier = await tx.one<Pick<Barrier, 'severity'>>('select severity from barrier where id = $1', [id]);
    await this.put(tx, id, {
      shownMembers: figures.members,
      publicWeight: Math.max(1, figures.members) * SEVERITY_POINTS[barrier!.severity],
      figures: { ...figures },
      shownCounties: Object.keys(figures.counties.cells),
      namedOrgIds: signers.filter((one) => one.named).map((one) => one.org),
    });
  }

  evidence(tx: Tx, id: string): Promise<EvidenceRow[]> {
    return tx.query<EvidenceRow>(
      `select ${EVIDENCE_SELECT} from barrier_evidence v where v.entry_id = $1 and v.removed_at is null order by v.added_at, v.id`,
      [id],
    );
  }

  /** Evidence as a person wrote it, through hygiene, the gate and the grammar of citations; stored. Answers with the ids. */
  async addEvidence(
    tx: Tx,
    barrier: BarrierRow,
    pieces: readonly BarrierEvidenceContentInput[],
    decision: PersonalDataDecision | null | undefined,
    { path, audience }: { path: string; audience?: 'SHARED' | 'INTERNAL' },
  ): Promise<string[]> {
    if (pieces.length > MOST_EVIDENCE) throw new UserError('EVIDENCE_TOO_MUCH', path, { max: MOST_EVIDENCE });
    const ids: string[] = [];
    for (const [index, piece] of pieces.entries()) {
      const at = pieces.length === 1 && !path.endsWith('evidence') ? path : `${path}.${index}`;
      const explanation = this.text(
        barrier,
        piece.explanation,
        { path: `${at}.explanation`, max: MAX_REASON },
        decision,
      );
      const cited = piece.target?.trim() ? requireCitation(piece.target, `${at}.target`) : null;
      const { kind } = piece;
      if (kind === EvidenceKind.FORBIDS) {
        if (!cited?.law) throw new UserError('EVIDENCE_NEEDS_PROVISION', `${at}.target`);
        await requireInForce(tx, cited.act, this.clock.today(), `${at}.target`);
      }
      if (EXPLAINED.includes(kind) && !explanation)
        throw new UserError('EVIDENCE_NEEDS_EXPLANATION', `${at}.explanation`);
      if (!cited && !explanation) throw new UserError('EVIDENCE_SAYS_NOTHING', `${at}.target`);
      if (cited && (kind === EvidenceKind.FORBIDS || kind === EvidenceKind.AUTHORITY_ANSWERS)) {
        const there = await tx.one(
          `select 1 from barrier_evidence where entry_id = $1 and evidence_kind = $2 and target = $3 and removed_at is null`,
          [barrier.id, kind, cited.id],
        );
        if (there) throw new UserError('EVIDENCE_ALREADY_THERE', `${at}.target`, {}, barrier.id);
      }
      const id = newId('Link');
      await tx.insert(BarrierEvidence, {
        id,
        ...under(barrier as unknown as EntryRow),
        evidenceKind: kind,
        target: cited?.id ?? null,
        act: cited?.act ?? null,
        explanation,
        addedBy: tx.principal.id,
        addedAt: tx.now,
      });
      await tx.record({
        subject: barrier.id,
        action: 'barrier.evidence-added',
        audience,
        facts: { evidence: id, kind, target: cited?.id ?? null },
        values: { explanation },
      });
      ids.push(id);
    }
    if (ids.length) await this.provisionsChanged(tx, barrier.id);
    return ids;
  }

  /** Whoever follows the law asks anew what it cites by hand. */
  async provisionsChanged(tx: Tx, id: string): Promise<void> {
    await tx.emit('barrier.evidence-changed', { entryId: id });
    await tx.emit('entry.provisions-changed', { entryId: id });
  }

  /** A text of an action, through hygiene and the gate; null when there is none. */
  text(
    barrier: Pick<BarrierRow, 'access'> | null,
    text: string | null | undefined,
    rule: { path: string; max: number; required?: boolean; singleLine?: boolean },
    decision: PersonalDataDecision | null | undefined,
  ): string | null {
    return this.gate.pass({ text: { text, rule } }, decision, { restricted: barrier?.access === 'RESTRICTED' }).text;
  }

  /** Names of services, one line each, without doubles. */
  services(given: readonly string[], decision: PersonalDataDecision | null | undefined): string[] {
    if (given.length > 20) throw new UserError('BARRIER_TOO_MANY', 'input.services', { max: 20 });
    const rule = { path: 'input.services', max: 200, singleLine: true };
    return [...new Set(given.map((one) => this.text(null, one, rule, decision)).filter((one) => one !== null))];
  }
}

/** What the list searches in: small letters, one line. */
export function searchText(barrier: Pick<BarrierRow, 'ref' | 'title' | 'summary' | 'services'>): string {
  return [barrier.ref, barrier.title, barrier.summary, ...barrier.services]
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .toLocaleLowerCase('sv');
}
