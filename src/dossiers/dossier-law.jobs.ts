import { Injectable } from '@nestjs/common';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Kinds } from '../catalogue/kinds.js';
import { overlapSql } from '../citations/overlap.js';
import { DOSSIER_CAUSE } from '../inbox/re-review-causes.js';
import { ReReviews } from '../inbox/re-reviews.service.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { DossierService } from './dossier.service.js';

const lookAgain = declareJob({
  kind: 'dossier.re-review',
  on: ['dossier.in-force'],
  reads: Object.values(EntryKind),
});

/** What follows for texts that lean on the law when a dossier has changed it. */
@Injectable()
export class DossierLawJobs {
  constructor(
    private readonly dossiers: DossierService,
    private readonly reReviews: ReReviews,
    private readonly kinds: Kinds,
  ) {}

  /**
   * What is published and cites a provision that the dossier set out to change is looked at again on the day. The
   * amendment's own change set does it better, with both wordings, once the new text of the act is imported: where that has
   * been done already, or a mark stands, this opens nothing beside it.
   */
  @OnJob(lookAgain)
  async look(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('open', async (tx) => {
      const dossier = await this.dossiers.load(tx, id);
      const entries = await tx.query<EntryRow>(
        `select ${ENTRY_SELECT} from entry e where e.id <> $1 and e.id in (
           select z.entry_id
             from dossier_stage s cross join lateral unnest(s.provisions) as p(id)
             join citation z on z.source_key = split_part(p.id, '#', 1) and strpos(z.target, '#') > 0
               and ${overlapSql('z.target', 'p.id')}
             left join revision r on r.id = z.revision_id
            where s.entry_id = $1 and s.state = 'CONFIRMED' and (z.revision_id is null or r.state = 'PUBLISHED'))
           and not exists (select 1 from law_impact i join dossier_stage s on s.entry_id = $1
                 and s.document_id = 'sfs/' || i.act where i.entry_id = e.id)
         order by e.id`,
        [id],
      );
      const leaning = entries.filter((entry) => this.kinds.of(entry.kind).leansOnLaw?.(entry) ?? leans(entry));
      const cause = `${DOSSIER_CAUSE}${dossier.id}`;
      await this.reReviews.open(
        tx,
        leaning.map((entry) => ({ entry, cause, kind: TaskKind.RE_REVIEW })),
      );
      await this.reReviews.tell(
        tx,
        leaning.map((entry) => ({ entry, cause, reason: 'law.changed', eventId: job.outboxId, alsoCauser: true })),
      );
    });
  }
}

/** Kinds that say what the law is; a letter or a case said what it was. */
const leans = ({ kind }: EntryRow): boolean =>
  kind === EntryKind.GUIDANCE || kind === EntryKind.QUESTION || kind === EntryKind.BARRIER;
