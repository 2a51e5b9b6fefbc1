import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { personOf } from '../catalogue/entries.service.js';
import { takeRevision } from '../catalogue/revision.relations.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { labelOf } from '../law/fragment.js';
import { Citation, CitationOrigin } from './citation.entity.js';
import { CitationCorrectInput, CitationRestoreInput } from './citation.inputs.js';
import { CITATION_SELECT } from './citation.queries.js';
import { aimAt, CitationTexts } from './citation-texts.service.js';
import { extractCitations } from './extract.js';
import { LawFollowing } from './law-following.service.js';
import { LawImpacts } from './law-impacts.service.js';
import { Names } from './names.service.js';
import { Pins } from './pins.service.js';

const CANONICAL = /^[a-z][a-z-]{1,19}\/[^\s#]{1,80}(?:#[A-Za-z0-9ÅÄÖåäö.:]{1,60})?$/;
export const NOT_A_CITATION = 'not-a-citation';

/** What people put right: it survives every new reading of the text, and goes over to the next version of it. */
@Injectable()
export class Corrections {
  constructor(
    private readonly db: Database,
    private readonly names: Names,
    private readonly pins: Pins,
    private readonly texts: CitationTexts,
    private readonly impacts: LawImpacts,
    private readonly following: LawFollowing,
  ) {}

  correct(actor: Actor, input: CitationCorrectInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const citation = await this.take(tx, actor, input.id);
      const said = cleanText(input.target, { max: 200, path: 'input.target', singleLine: true }) || null;
      if ((said === null) === (input.noCitation !== true))
        throw new UserError('CITATION_TARGET_OR_NONE', 'input.target');
      const { target, through } =
        said === null ? { target: null, through: null } : await this.meant(said, citation.asOf);
      const aim = aimAt(target, through, target === null ? NOT_A_CITATION : null);
      await this.requirePlace(tx, aim.sourceKey, aim.place);
      const was = citation.origin === CitationOrigin.CORRECTED ? citation.extractedTarget : citation.target;
      await tx.guard(
        Citation,
        { id: citation.id, version: input.expectedVersion },
        {
          ...aim,
          origin: CitationOrigin.CORRECTED,
          extractedTarget: was,
          correctedBy: personOf(actor),
          correctedAt: tx.now,
        },
      );
      await this.pins.unpin(tx, [citation.id]);
      await this.pins.pin(tx, [citation.id]);
      await this.impacts.dropUncited(tx, citation.subjectId);
      await this.impacts.markKnown(tx, citation.subjectId);
      await this.following.closeEmpty(tx, citation.entryId);
      await tx.record({
        subject: citation.entryId,
        action: 'citation.corrected',
        audience: 'INTERNAL',
        facts: { citation: citation.id, from: citation.target, to: target },
      });
      await tx.emit('citation.corrected', { entryId: citation.entryId, citationId: citation.id });
      return { id: citation.id };
    });
  }

  /** As the program reads it. The words get a citation of their own again, or none: its id is another. */
  restore(actor: Actor, input: CitationRestoreInput): Promise<{ id: string; citation: string | null }> {
    return this.db.transact(actor, async (tx) => {
      const citation = await this.take(tx, actor, input.id);
      if (citation.origin !== CitationOrigin.CORRECTED) throw new UserError('CITATION_NOT_CORRECTED', 'input.id');
      await tx.guard(
        Citation,
        { id: citation.id, version: input.expectedVersion },
        { origin: CitationOrigin.EXTRACTED, extractedTarget: null, correctedBy: null, correctedAt: null },
      );
      if (citation.revisionId) await this.texts.citeRevision(tx, citation.revisionId);
      else await this.texts.citeEntry(tx, citation.entryId);
      await this.impacts.dropUncited(tx, citation.subjectId);
      await this.impacts.markKnown(tx, citation.subjectId);
      await this.following.closeEmpty(tx, citation.entryId);
      await tx.record({
        subject: citation.entryId,
        action: 'citation.restored',
        audience: 'INTERNAL',
        facts: { citation: citation.id, from: citation.target },
      });
      const now = await tx.one<{ id: string }>(
        'select id from citation where subject_id = $1 and field = $2 and start_at = $3 and not orphaned',
        [citation.subjectId, citation.field, citation.startAt],
      );
      return { id: citation.subjectId, citation: now?.id ?? null };
    });
  }

  /** Whoever may write the text may say what it means: its editors, and for an entry's own words its owner and who handles it. */
  private async take(tx: Tx, actor: Actor, id: string): Promise<Citation> {
    const citation = isId(id, 'Citation')
      ? await tx.one<Citation>(`select ${CITATION_SELECT} from citation c where c.id = $1`, [id])
      : null;
    if (!citation) throw notFound('input.id');
    if (citation.origin === CitationOrigin.HAND) throw new UserError('CITATION_BY_HAND', 'input.id');
    if (citation.revisionId) {
      const { relations } = await takeRevision(tx, actor, citation.revisionId);
      if (!relations.has('editor') && !relations.has('author')) throw new UserError('FORBIDDEN', 'input.id');
    } else if (!actor.hasIn(citation.ownerUnitId) && !actor.context!.kinds.includes(citation.kind)) {
      throw new UserError('FORBIDDEN', 'input.id');
    }
    return citation;
  }

  private async meant(said: string, date: string): Promise<{ target: string; through: string | null }> {
    if (CANONICAL.test(said)) return { target: said, through: null };
    const [first, ...more] = extractCitations(said, { names: await this.names.table(), date });
    const range = first?.through !== undefined && more.length === 1;
    if (!first?.target || (more.length > 0 && !range)) {
      throw new UserError('CITATION_TARGET_UNREADABLE', 'input.target', { target: said });
    }
    return { target: first.target, through: first.through ?? null };
  }

  /** A slip of the pen would look like a citation for ever; what has not been read here cannot be checked. */
  private async requirePlace(tx: Tx, sourceKey: string | null, place: string | null): Promise<void> {
    if (sourceKey === null || place === null) return;
    const source = await tx.one<{ id: string; title: string; running: boolean }>(
      'select s.id, e.title, s.running from law_source s join entry e on e.id = s.id where s.key = $1',
      [sourceKey],
    );
    if (!source) return;
    const fragments = source.running ? [place, place.replace(/^K[^P]+(?=P)/, '')] : [place];
    const found = await tx.one('select 1 from provision where source_id = $1 and fragment = any($2::text[])', [
      source.id,
      fragments,
    ]);
    if (!found) {
      throw new UserError('CITATION_NO_SUCH_PROVISION', 'input.target', {
        place: labelOf(place),
        source: source.title,
      });
    }
  }
}
