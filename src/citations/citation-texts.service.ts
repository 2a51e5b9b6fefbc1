import { Injectable } from '@nestjs/common';
import { stockholmDate } from '../calendar/stockholm-time.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { CitedByHand, Kinds } from '../catalogue/kinds.js';
import { under } from '../catalogue/protected.js';
import { Revision, RevisionState } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { placeOf } from '../law/fragment.js';
import { Clock } from '../platform/clock.js';
import { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { splitId } from './citation-id.js';
import { Citation, CitationOrigin } from './citation.entity.js';
import { CITATION_SELECT } from './citation.queries.js';
import { Passage, placeCorrections, withoutPlaced } from './corrections.js';
import { extractCitations } from './extract.js';
import { NameTable } from './names.js';
import { Names } from './names.service.js';
import { Pins } from './pins.service.js';

const PUBLISHED: readonly string[] = [RevisionState.PUBLISHED, RevisionState.SUPERSEDED, RevisionState.WITHDRAWN];

/** A text with what its citations need to know of it. */
interface Subject {
  id: string;
  entry: EntryRow;
  revisionId: string | null;
  authorOrgId: string;
  shown: boolean;
  /** The day whose law is meant, and whose names of acts. */
  asOf: string;
  texts: Map<string, string>;
}

interface Found extends Passage {
  target: string | null;
  through: string | null;
  reason: string | null;
}

type Aim = Pick<Citation, 'target' | 'sourceKey' | 'place' | 'through' | 'throughPlace' | 'reason'>;

/** The provision that a fragment stands in, `K6P2aS1N3` → `K6P2a`; null for the whole act. */
function provisionOf(fragment: string | null): string | null {
  return fragment === null ? null : (placeOf(fragment)?.provision ?? null);
}

/** A target taken apart, as it is stored. */
export function aimAt(target: string | null, through: string | null, reason: string | null): Aim {
  const at = target === null ? null : splitId(target);
  return {
    target,
    sourceKey: at?.source ?? null,
    place: provisionOf(at?.fragment ?? null),
    through,
    throughPlace: through === null ? null : provisionOf(splitId(through).fragment),
    reason: target === null ? (reason ?? 'unknown-act') : null,
  };
}

/** Finds the citations of stored texts and keeps them; what a person has corrected survives. Joins the caller's transaction. */
@Injectable()
export class CitationTexts {
  constructor(
    private readonly names: Names,
    private readonly pins: Pins,
    private readonly kinds: Kinds,
    private readonly clock: Clock,
  ) {}

  /**
   * A revision as it stands now: the event that was heard only said that it moved. Answers null when it is gone or thrown
   * away.
   */
  async citeRevision(tx: Tx, revisionId: string): Promise<{ entry: EntryRow; revision: Revision } | null> {
    const locked = await tx.one('select 1 from revision where id = $1 for update', [revisionId]);
    if (!locked) return null;
    const revision = (await tx.one<Revision>(`select ${REVISION_SELECT} from revision r where r.id = $1`, [
      revisionId,
    ]))!;
    const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [revision.entryId]);
    if (!entry) return null;
    if (revision.state === RevisionState.DISCARDED) {
      await tx.query('delete from citation where subject_id = $1', [revisionId]);
      return null;
    }
    const subject: Subject = {
      id: revision.id,
      entry,
      revisionId: revision.id,
      authorOrgId: revision.authorOrgId,
      shown: PUBLISHED.includes(revision.state),
      asOf: revision.asOf ?? (revision.publishedAt ? stockholmDate(revision.publishedAt) : this.clock.today()),
      texts: new Map(
        (['body', 'transitional', 'forWhom'] as const).flatMap((field) =>
          revision[field] ? [[field, revision[field]] as const] : [],
        ),
      ),
    };
    await this.store(tx, subject, await this.names.table(), () => this.inherited(tx, revision));
    return { entry, revision };
  }

  /** The texts of an entry outside its revisions, and what is pointed out there by hand. */
  async citeEntry(tx: Tx, entryId: string): Promise<EntryRow | null> {
    const locked = await tx.one('select 1 from entry where id = $1 for update', [entryId]);
    if (!locked) return null;
    const entry = (await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [entryId]))!;
    const part = this.kinds.of(entry.kind);
    const own = (await part.texts?.(tx, entryId)) ?? [];
    const [first] = own;
    if (part.texts) {
      await this.store(
        tx,
        {
          id: entry.id,
          entry,
          revisionId: null,
          authorOrgId: first?.authorOrgId ?? entry.ownerOrgId,
          shown: true,
          asOf: first?.writtenOn ?? this.clock.today(),
          texts: new Map(own.map(({ field, text }) => [field, text])),
        },
        await this.names.table(),
        () => Promise.resolve([]),
      );
    }
    if (part.citedByHand) await this.storeByHand(tx, entry, await part.citedByHand(tx, entryId));
    return entry;
  }

  private async store(tx: Tx, subject: Subject, names: NameTable, inherited: () => Promise<Citation[]>): Promise<void> {
    const existing = await tx.query<Citation>(
      `select ${CITATION_SELECT} from citation c where c.subject_id = $1 and c.origin <> 'HAND' order by c.field, c.start_at`,
      [subject.id],
    );
    await this.settle(tx, subject, existing);
    const corrected = existing.filter((one) => one.origin === CitationOrigin.CORRECTED);
    const kept = existing.length > 0 ? corrected : await inherited();
    const found = [...subject.texts].flatMap(([field, text]) => find(field, text, names, subject.asOf));
    const places = placeCorrections(kept, found, subject.texts);
    const wanted = withoutPlaced(found, places);
    const keyOf = (one: Found) => JSON.stringify([one.field, one.start, one.end, one.target, one.through, one.reason]);
    const standing = new Map(
      existing
        .filter((one) => one.origin === CitationOrigin.EXTRACTED)
        .map((one) => [
          JSON.stringify([one.field, one.startAt, one.endAt, one.target, one.through, one.reason]),
          one.id,
        ]),
    );
    const stay = new Set(wanted.map(keyOf));
    const gone = [...standing].filter(([key]) => !stay.has(key)).map(([, id]) => id);
    if (gone.length > 0) await tx.query('delete from citation where id = any($1::uuid[])', [gone]);
    await this.moveCorrections(tx, subject, existing.length > 0, kept, places);
    const fresh = wanted.filter((one) => !standing.has(keyOf(one)));
    await tx.insert(
      Citation,
      fresh.map((one) => ({
        ...this.row(tx, subject, one),
        ...aimAt(one.target, one.through, one.reason),
        origin: CitationOrigin.EXTRACTED,
      })),
    );
    const ids = await tx.query<{ id: string }>('select id from citation where subject_id = $1 order by id', [
      subject.id,
    ]);
    await this.pins.pin(
      tx,
      ids.map(({ id }) => id),
    );
  }

  /** Day, publicity and access follow the text. Another day means another wording, so the pins are made anew. */
  private async settle(tx: Tx, subject: Subject, existing: readonly Citation[]): Promise<void> {
    if (existing.some((one) => one.shown !== subject.shown)) {
      for (const table of ['citation', 'citation_pin', 'law_impact']) {
        await tx.query(`update ${table} set shown = $2 where subject_id = $1`, [subject.id, subject.shown]);
      }
    }
    const other = existing.filter((one) => one.asOf !== subject.asOf).map((one) => one.id);
    if (other.length === 0) return;
    await this.pins.unpin(tx, other);
    await tx.query('update citation set as_of = $2 where id = any($1::uuid[])', [other, subject.asOf]);
  }

  /** Own corrections move with their words, or are orphaned; those of the version before are taken over. */
  private async moveCorrections(
    tx: Tx,
    subject: Subject,
    own: boolean,
    kept: readonly Citation[],
    places: readonly (Passage | null)[],
  ): Promise<void> {
    if (own) {
      const moved = kept.flatMap((one, i) => {
        const place = places[i] ?? null;
        const same = place && !one.orphaned && place.start === one.startAt && place.end === one.endAt;
        return same || (!place && one.orphaned) ? [] : [{ id: one.id, place }];
      });
      if (moved.length === 0) return;
      // Out of one another's way first: two may change places.
      const ids = moved.map(({ id }) => id);
      await tx.query('update citation set orphaned = true where id = any($1::uuid[])', [ids]);
      const placed = moved.filter(({ place }) => place !== null);
      await tx.query(
        `update citation c set orphaned = false, start_at = n.start_at, end_at = n.end_at
           from unnest($1::uuid[], $2::int[], $3::int[]) as n (id, start_at, end_at) where c.id = n.id`,
        [placed.map(({ id }) => id), placed.map(({ place }) => place!.start), placed.map(({ place }) => place!.end)],
      );
      await this.pins.unpin(
        tx,
        moved.filter(({ place }) => place === null).map(({ id }) => id),
      );
      return;
    }
    await tx.insert(
      Citation,
      kept.flatMap((one, i) => {
        const place = places[i];
        if (!place) return [];
        const { target, sourceKey, place: provision, through, throughPlace, reason } = one;
        return [
          {
            ...this.row(tx, subject, place),
            ...{ target, sourceKey, place: provision, through, throughPlace, reason },
            origin: CitationOrigin.CORRECTED,
            extractedTarget: one.extractedTarget,
            correctedBy: one.correctedBy,
            correctedAt: one.correctedAt,
          },
        ];
      }),
    );
  }

  /** What people have put right in the latest earlier version of the same text. */
  private inherited(tx: Tx, revision: Revision): Promise<Citation[]> {
    return tx.query<Citation>(
      `select ${CITATION_SELECT} from citation c where c.origin = 'CORRECTED' and not c.orphaned and c.subject_id = (
         select r.id from revision r where r.entry_id = $1 and r.slot = $2 and r.language = $3 and r.number < $4
           and exists (select 1 from citation x where x.subject_id = r.id)
         order by r.number desc limit 1)
       order by c.field, c.start_at`,
      [revision.entryId, revision.slot, revision.language, revision.number],
    );
  }

  private async storeByHand(tx: Tx, entry: EntryRow, cited: readonly CitedByHand[]): Promise<void> {
    const existing = await tx.query<{ id: string; target: string }>(
      `select id, target from citation where subject_id = $1 and origin = 'HAND'`,
      [entry.id],
    );
    const wanted = new Map(cited.map(({ target, on }) => [target, on ?? null]));
    const gone = existing.filter((one) => !wanted.has(one.target)).map((one) => one.id);
    if (gone.length > 0) await tx.query('delete from citation where id = any($1::uuid[])', [gone]);
    const known = new Set(existing.map((one) => one.target));
    const fresh = [...wanted].filter(([target]) => !known.has(target));
    const rows = fresh.map(([target, on]) => ({
      id: newId('Citation'),
      ...under(entry),
      subjectId: entry.id,
      authorOrgId: entry.ownerOrgId,
      shown: true,
      field: 'provisions',
      ...aimAt(target, null, null),
      asOf: on ?? this.clock.today(),
      origin: CitationOrigin.HAND,
      createdAt: tx.now,
    }));
    await tx.insert(Citation, rows);
    await this.pins.pin(
      tx,
      rows.map(({ id }) => id),
    );
  }

  private row(tx: Tx, subject: Subject, passage: Passage) {
    return {
      id: newId('Citation'),
      ...under(subject.entry),
      revisionId: subject.revisionId,
      subjectId: subject.id,
      authorOrgId: subject.authorOrgId,
      shown: subject.shown,
      field: passage.field,
      startAt: passage.start,
      endAt: passage.end,
      words: passage.words,
      asOf: subject.asOf,
      createdAt: tx.now,
    };
  }
}

function find(field: string, text: string, names: NameTable, date: string): Found[] {
  return extractCitations(text, { names, date }).map((one) => ({
    field,
    start: one.start,
    end: one.end,
    words: one.text,
    target: one.target,
    through: one.through ?? null,
    reason: one.target === null ? (one.reason ?? null) : null,
  }));
}
