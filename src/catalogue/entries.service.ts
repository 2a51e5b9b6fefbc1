import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Tx } from '../platform/database/transaction.js';
import { isEntryId, newId } from '../platform/ids.js';
import { Principal } from '../platform/principal.js';
import { notFound, UserError } from '../platform/user-error.js';
import { Access, EntryKind, EntryRow } from './entry.entity.js';
import { EntryGrant, Link, LinkType } from './entry-parts.entity.js';
import { ENTRY_SELECT } from './entry.queries.js';
import { Kinds } from './kinds.js';
import { under } from './protected.js';
import { EntrySubjectArea } from './subject-area.entity.js';
import { visibilityOf } from './visibility.js';

export interface NewEntry {
  id?: string;
  kind: EntryKind;
  title: string;
  ownerOrgId: string;
  ownerUnitId: string;
  access: Access;
  accessGround?: string | null;
  state: string;
  /** A draft is seen by its own unit only. */
  draft: boolean;
  /** Given from outside and not numbered here, such as the canonical id of a legal source. */
  ref?: string;
  /** Published elsewhere before it came here: as wide as its access from the first moment. */
  published?: boolean;
  /** INTERNAL where the trail may not say to everybody who made it. */
  audience?: 'SHARED' | 'INTERNAL';
}

/** One step of an entry's workflow. */
export interface Step {
  /** What the caller saw; absent for steps that no person takes with a form in front of them. */
  version?: number;
  from: readonly string[];
  set?: Partial<
    Pick<
      EntryRow,
      | 'state'
      | 'title'
      | 'access'
      | 'accessGround'
      | 'visibility'
      | 'publishedAt'
      | 'ref'
      | 'ownerOrgId'
      | 'ownerUnitId'
    >
  >;
  /** Past tense for the trail: `question.submitted`. */
  action: string;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
  audience?: 'SHARED' | 'INTERNAL';
}

/** Everything that is done to an entry row, whatever its kind. All methods join the caller's transaction. */
@Injectable()
export class Entries {
  constructor(private readonly kinds: Kinds) {}

  /** The row as this principal sees it; missing and forbidden are the same. */
  async load(tx: Tx, id: string, kind?: EntryKind, path = 'input.id'): Promise<EntryRow> {
    if (!isEntryId(id)) throw notFound(path);
    const row = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [id]);
    if (!row || (kind && row.kind !== kind)) throw notFound(path);
    return row;
  }

  async create(tx: Tx, entry: NewEntry): Promise<EntryRow> {
    const id = entry.id ?? newId(this.kinds.of(entry.kind).type);
    const visibility = visibilityOf(entry.access, { draft: entry.draft, published: entry.published ?? false });
    const row = {
      id,
      kind: entry.kind,
      title: entry.title,
      ref: entry.ref ?? null,
      ownerOrgId: entry.ownerOrgId,
      ownerUnitId: entry.ownerUnitId,
      access: entry.access,
      accessGround: entry.accessGround ?? null,
      visibility,
      state: entry.state,
      version: 1,
      createdBy: tx.principal.id,
      createdAt: tx.now,
      updatedAt: tx.now,
      publishedAt: entry.published ? tx.now : null,
    };
    // RESTRICTED is seen by named people only: the grant must be there before the row policy looks for it, and the row
    // before the grant's foreign key does. So it is made OWN and narrowed at once.
    if (visibility === 'RESTRICTED') {
      await tx.insert(EntryRow, { ...row, access: Access.OWN, visibility: 'OWN' });
      if (tx.principal.personId) {
        await this.grant(tx, { ...row, visibility: 'OWN' }, { personId: tx.principal.personId });
      }
      await tx.query(
        `update entry set access = 'RESTRICTED', visibility = 'RESTRICTED', access_ground = $2 where id = $1`,
        [id, row.accessGround],
      );
    } else {
      await tx.insert(EntryRow, row);
    }
    await tx.record({
      subject: id,
      action: `${entry.kind.toLowerCase()}.created`,
      audience: entry.audience,
      facts: { access: entry.access, state: entry.state },
      values: { title: entry.title },
    });
    return row as EntryRow;
  }

  /**
   * Guarded update of the entry with its trail. Answers with the row as it is now. When the step narrows to RESTRICTED,
   * whoever acts must have been granted before, or the policy refuses the row they can no longer see.
   */
  async step(tx: Tx, entry: EntryRow, step: Step): Promise<EntryRow> {
    const version = await tx.guard(EntryRow, { id: entry.id, version: step.version, from: step.from }, step.set ?? {});
    await tx.record({
      subject: entry.id,
      action: step.action,
      audience: step.audience,
      facts: {
        ...(step.set?.state && step.set.state !== entry.state ? { from: entry.state, to: step.set.state } : {}),
        ...step.facts,
      },
      values: step.values,
    });
    return { ...entry, ...step.set, version, updatedAt: tx.now };
  }

  /** The next number of the kind's series: unique for ever, gaps allowed. */
  async nextRef(tx: Tx, kind: EntryKind, today: string): Promise<string> {
    const { refPrefix, refYearly } = this.kinds.of(kind);
    const series = refYearly ? `${refPrefix}-${today.slice(0, 4)}` : refPrefix;
    const row = await tx.one<{ last: number }>(
      `insert into ref_counter (series, last) values ($1, 1)
       on conflict (series) do update set last = ref_counter.last + 1 returning last`,
      [series],
    );
    return `${series}-${row!.last}`;
  }

  async grant(
    tx: Tx,
    entry: Pick<EntryRow, 'id' | 'kind' | 'ownerUnitId' | 'visibility'>,
    to: { personId?: string; unitId?: string },
  ): Promise<void> {
    const existing = await tx.one(
      'select 1 from entry_grant where entry_id = $1 and (person_id = $2 or unit_id = $3)',
      [entry.id, to.personId ?? null, to.unitId ?? null],
    );
    if (existing) return;
    await tx.insert(EntryGrant, {
      id: newId('Link'),
      ...under(entry),
      personId: to.personId ?? null,
      unitId: to.unitId ?? null,
      grantedBy: tx.principal.id,
      grantedAt: tx.now,
    });
    await tx.record({
      subject: entry.id,
      action: 'entry.access-granted',
      facts: { person: to.personId ?? null, unit: to.unitId ?? null },
      audience: 'INTERNAL',
    });
  }

  /** Adds a link that is not there; the same link twice is no error, since people add it from both ends. */
  async link(tx: Tx, from: EntryRow, type: LinkType, to: EntryRow): Promise<string> {
    const there = await tx.one<{ id: string }>('select id from link where from_id = $1 and type = $2 and to_id = $3', [
      from.id,
      type,
      to.id,
    ]);
    if (there) return there.id;
    if (from.id === to.id) throw new UserError('LINK_TO_ITSELF', 'input.to');
    const id = newId('Link');
    await tx.insert(Link, {
      id,
      type,
      fromId: from.id,
      fromKind: from.kind,
      fromUnitId: from.ownerUnitId,
      fromVisibility: from.visibility,
      toId: to.id,
      toKind: to.kind,
      toUnitId: to.ownerUnitId,
      toVisibility: to.visibility,
      createdBy: tx.principal.id,
      createdAt: tx.now,
    });
    await tx.record({ subject: from.id, action: 'link.added', facts: { type, to: to.id } });
    return id;
  }

  /** Sets the subject areas to exactly these. */
  async setSubjectAreas(
    tx: Tx,
    entry: EntryRow,
    ids: readonly string[],
    path = 'input.subjectAreas',
    audience?: 'SHARED' | 'INTERNAL',
  ): Promise<void> {
    const wanted = [...new Set(ids)];
    const known = await tx.query<{ id: string }>('select id from subject_area where id::text = any($1)', [wanted]);
    if (known.length !== wanted.length) throw notFound(path);
    await tx.query('delete from entry_subject_area where entry_id = $1 and not subject_area_id = any($2::uuid[])', [
      entry.id,
      wanted,
    ]);
    const have = await tx.query<{ id: string }>(
      'select subject_area_id as id from entry_subject_area where entry_id = $1',
      [entry.id],
    );
    const missing = wanted.filter((id) => !have.some((row) => row.id === id));
    await tx.insert(
      EntrySubjectArea,
      missing.map((subjectAreaId) => ({ id: newId('Link'), ...under(entry), subjectAreaId })),
    );
    await tx.record({
      subject: entry.id,
      action: 'entry.subject-areas-set',
      audience,
      facts: { subjectAreas: wanted },
    });
  }
}

/** The unit in which a member acts: the one named, else the only one they have a role in. */
export function actingUnit(
  actor: Actor,
  unitId: string | null | undefined,
  roles: Parameters<Actor['has']>,
): { organisationId: string; unitId: string } {
  const mine = actor.memberships.filter((m) => roles.includes(m.role));
  const units = [...new Set(mine.map((m) => m.unitId))];
  const chosen = unitId ?? (units.length === 1 ? units[0] : undefined);
  const membership = mine.find((m) => m.unitId === chosen);
  if (!membership) throw new UserError(unitId ? 'NOT_FOUND' : 'CHOOSE_UNIT', 'input.unitId');
  return { organisationId: membership.organisationId, unitId: membership.unitId };
}

/** Person behind a principal, for columns that name one. */
export function personOf(principal: Principal): string {
  if (!principal.personId) throw new UserError('UNAUTHENTICATED');
  return principal.personId;
}
