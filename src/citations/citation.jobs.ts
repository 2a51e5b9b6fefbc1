import { Injectable } from '@nestjs/common';
import { EntryKind } from '../catalogue/entry.entity.js';
import { RevisionState } from '../catalogue/revision.entity.js';
import { ReReviews } from '../inbox/re-reviews.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { CitationTexts } from './citation-texts.service.js';
import { causeOf, LawFollowing } from './law-following.service.js';
import { LawImpactEnd, NoticeReason } from './law-impact.entity.js';
import { LawImpacts } from './law-impacts.service.js';
import { Pins } from './pins.service.js';

const EVERY_KIND = Object.values(EntryKind);

const citeRevision = declareJob({
  kind: 'citations.revision',
  on: [
    'revision.drafted',
    'revision.edited',
    'revision.published',
    'revision.emergency-published',
    'revision.withdrawn',
    'revision.discarded',
  ],
  reads: EVERY_KIND,
});
const citeEntry = declareJob({
  kind: 'citations.entry',
  on: ['entry.worded', 'entry.provisions-changed'],
  reads: EVERY_KIND,
});
const sourceImported = declareJob({ kind: 'citations.source', on: ['law.imported'], reads: EVERY_KIND });
const lawChanged = declareJob({ kind: 'citations.change-set', on: ['law.changed'], reads: EVERY_KIND });
const followTouched = declareJob({ kind: 'citations.touched', on: ['law.touched'], reads: EVERY_KIND });
const newDay = declareJob({ kind: 'citations.days', every: 600, reads: EVERY_KIND });

/** Told of in the ledger once, whichever job of the same text runs first. */
const PUBLISHING = ['revision.published', 'revision.emergency-published'];
/** Citations pinned, and entries followed up, in one transaction. */
const PART = 200;
/** Marks that come into force in one run; the rest ten minutes later. */
const MOST_A_RUN = 5_000;

@Injectable()
export class CitationJobs {
  constructor(
    private readonly db: Database,
    private readonly texts: CitationTexts,
    private readonly pins: Pins,
    private readonly impacts: LawImpacts,
    private readonly following: LawFollowing,
    private readonly reReviews: ReReviews,
    private readonly clock: Clock,
  ) {}

  /** A text was written, published or taken back. What is found follows what it says now. */
  @OnJob(citeRevision)
  async revision(job: Job): Promise<void> {
    const id = String(job.payload.revisionId);
    await job.effect('cite', async (tx) => {
      const cited = await this.texts.citeRevision(tx, id);
      if (!cited) return;
      const { entry, revision } = cited;
      if (revision.state === RevisionState.WITHDRAWN || revision.state === RevisionState.SUPERSEDED) {
        return this.textEnded(tx, entry.id, LawImpactEnd.GONE, 'OBSOLETE');
      }
      const published = revision.state === RevisionState.PUBLISHED;
      await this.impacts.dropUncited(tx, revision.id);
      if (published) await this.impacts.knewWhenPublished(tx, revision.id);
      const marked = await this.impacts.markKnown(tx, revision.id);
      if (!published) return;
      // A new text stands where the marked one stood: its author has looked.
      await this.textEnded(tx, entry.id, LawImpactEnd.NEW_TEXT, 'DONE');
      const acts = PUBLISHING.includes(String(job.payload.event)) ? await this.impacts.knownActs(tx, revision.id) : [];
      for (const act of acts) {
        await this.following.silent(tx, [entry.id], null, NoticeReason.KNOWN_WHEN_WRITTEN, act);
      }
      if (marked.some((one) => one.follow)) await this.touched(tx, [entry.id], null, 'PROVISIONS');
    });
  }

  /** What an entry says outside its revisions, and the provisions pointed out by hand. */
  @OnJob(citeEntry)
  async entry(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('cite', async (tx) => {
      const entry = await this.texts.citeEntry(tx, id);
      if (!entry) return;
      await this.impacts.dropUncited(tx, id);
      await this.following.closeEmpty(tx, id);
      const marked = await this.impacts.markKnown(tx, id);
      if (marked.some((one) => one.follow)) await this.touched(tx, [id], null, 'PROVISIONS');
    });
  }

  /** A law source has arrived or moved on: what pointed at it in vain is pinned, in parts that each commit. */
  @OnJob(sourceImported)
  async source(job: Job): Promise<void> {
    const sourceId = String(job.payload.entryId);
    await job.effect('follow', async (tx) => {
      await this.pins.followReplaced(tx, sourceId);
      await this.impacts.followDays(tx, sourceId);
      await this.touched(tx, await this.impacts.markRepealedSource(tx, sourceId), null, 'PROVISIONS');
    });
    for (let after: string | null = null, part = 0; ; part++) {
      const last: string | null = after;
      let next: string | null = null;
      await this.db.transact(job.principal, async (tx) => {
        next = (await this.pins.unpinned(tx, sourceId, last, PART)).at(-1) ?? null;
      });
      const end = next as string | null;
      if (end === null) return;
      // What stays unpinned is passed over by its id; the name of the effect is that of the part's end, whoever repeats it.
      await job.effect(`pin.${end}`, (tx) => this.pinPart(tx, sourceId, last));
      after = end;
    }
  }

  private async pinPart(tx: Tx, sourceId: string, after: string | null): Promise<void> {
    const ids = await this.pins.unpinned(tx, sourceId, after, PART);
    await this.pins.pin(tx, ids);
    const subjects = await tx.query<{ subjectId: string; entryId: string }>(
      `select distinct subject_id as "subjectId", entry_id as "entryId" from citation_pin
        where citation_id = any($1::uuid[]) and leans order by 1`,
      [ids],
    );
    const late = new Set<string>();
    for (const { subjectId, entryId } of subjects) {
      const marked = await this.impacts.markKnown(tx, subjectId);
      if (marked.some((one) => one.follow)) late.add(entryId);
    }
    await this.touched(tx, [...late], null, 'PROVISIONS');
  }

  /** A newer consolidation has changed the law: texts are marked in one statement, people follow in parts. */
  @OnJob(lawChanged)
  async changed(job: Job): Promise<void> {
    const changeSetId = String(job.payload.changeSetId);
    const sourceId = String(job.payload.entryId);
    await job.effect('mark', async (tx) => {
      await this.pins.followReplaced(tx, sourceId);
      await this.pins.widenRanges(tx, changeSetId);
      await this.impacts.mark(tx, changeSetId);
      for (const { entryId, act } of await this.impacts.endVoided(tx, sourceId)) {
        await this.reReviews.close(tx, entryId, 'OBSOLETE', causeOf(act));
      }
      await this.pins.moveRenumbered(tx, sourceId, this.clock.today());
      const marked = await this.impacts.markedEntries(tx, changeSetId);
      const acts = (await this.impacts.citingWholeAct(tx, changeSetId)).filter((id) => !marked.includes(id));
      const editorial = await this.impacts.citingEditorial(tx, changeSetId);
      await this.touched(tx, marked, changeSetId, 'PROVISIONS');
      await this.touched(tx, acts, changeSetId, 'ACT');
      await this.touched(tx, editorial, changeSetId, 'EDITORIAL');
      if (marked.length + acts.length === 0) {
        await this.following.silent(tx, [sourceId], changeSetId, NoticeReason.NOBODY_CITES);
      }
    });
    await job.progress(100);
  }

  @OnJob(followTouched)
  async follow(job: Job): Promise<void> {
    const entryIds = (job.payload.entryIds as string[] | undefined) ?? [];
    const changeSetId = (job.payload.changeSetId as string | null | undefined) ?? null;
    await job.effect('follow', async (tx) => {
      if (job.payload.about === 'ACT') await this.following.tellOfAct(tx, entryIds, changeSetId!);
      else if (job.payload.about === 'EDITORIAL')
        await this.following.silent(tx, entryIds, changeSetId, NoticeReason.EDITORIAL);
      else await this.following.follow(tx, entryIds, changeSetId, job.payload.about === 'DAY');
    });
  }

  /** What was announced is in force from the day on: *changes on* becomes *changed since*, numbers move along. */
  @OnJob(newDay)
  async day(job: Job): Promise<void> {
    await job.effect('day', async (tx) => {
      const today = this.clock.today();
      const entries = await this.impacts.comeIntoForce(tx, MOST_A_RUN);
      for (const sourceId of await this.pins.dueRenumberings(tx, today)) {
        await this.pins.moveRenumbered(tx, sourceId, today);
      }
      await this.touched(tx, entries, null, 'DAY');
    });
  }

  /** The marks of the entry's earlier texts go, and with them the tasks of acts that nothing of it is marked by any more. */
  private async textEnded(tx: Tx, entryId: string, how: LawImpactEnd, outcome: 'DONE' | 'OBSOLETE'): Promise<void> {
    for (const act of await this.impacts.endReplaced(tx, entryId, how)) {
      await this.reReviews.close(tx, entryId, outcome, causeOf(act));
    }
  }

  private async touched(
    tx: Tx,
    entryIds: readonly string[],
    changeSetId: string | null,
    about: 'PROVISIONS' | 'DAY' | 'ACT' | 'EDITORIAL',
  ): Promise<void> {
    const parts = [];
    for (let at = 0; at < entryIds.length; at += PART) {
      parts.push({ changeSetId, about, entryIds: entryIds.slice(at, at + PART) });
    }
    await tx.emitEach('law.touched', parts);
  }
}
