import { Injectable } from '@nestjs/common';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { Kinds } from '../catalogue/kinds.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { LANGUAGES, Language } from '../platform/i18n/messages.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { Mail } from './mail.service.js';
import { Notifications } from './notifications.service.js';
import { Recipients } from './recipients.service.js';

/** Whatever happens to an entry of any kind may have to be told. */
const EVERY_KIND = Object.values(EntryKind);

const mailNotification = declareJob({
  kind: 'notification.mail',
  on: ['notification.told'],
  reads: EVERY_KIND,
  // A mail server may be away for a while; the notification itself is there all the time.
  attempts: 10,
});
const tellWatchers = declareJob({
  kind: 'notification.watchers',
  on: ['revision.published', 'revision.withdrawn'],
  reads: EVERY_KIND,
});

const tellOfComment = declareJob({ kind: 'notification.comment', on: ['comment.added'], reads: EVERY_KIND });

interface Commented {
  entryId: string;
  audience: string;
  revisionId: string | null;
  authorOrgId: string | null;
  unitId: string | null;
}
interface Addressed {
  entryId: string;
  personId: string;
  reason: string;
  mailedAt: Date | null;
  ref: string | null;
  name: string;
  email: string;
  language: string;
}

@Injectable()
export class NotificationJobs {
  constructor(
    private readonly db: Database,
    private readonly notifications: Notifications,
    private readonly recipients: Recipients,
    private readonly kinds: Kinds,
    private readonly mail: Mail,
  ) {}

  /** Without a mail server the notification stays as not mailed. The right is asked again: the queue may have waited. */
  @OnJob(mailNotification)
  async sendMail(job: Job): Promise<void> {
    if (!this.mail.on) return;
    const id = String(job.payload.notificationId);
    let letter: Addressed | null = null;
    await this.db.transact(job.principal, async (tx) => {
      const row = await tx.one<Addressed>(
        `select n.entry_id as "entryId", n.person_id as "personId", n.reason, n.mailed_at as "mailedAt", e.ref,
           p.name, p.email, p.language
         from notification n join entry e on e.id = n.entry_id join person p on p.id = n.person_id where n.id = $1`,
        [id],
      );
      if (!row || row.mailedAt) return;
      const [may] = await this.recipients.whoMaySee(tx, { id: row.entryId }, [row.personId]);
      letter = may ? row : null;
    });
    // Assigned in the callback, which the checker cannot follow.
    const addressed = letter as Addressed | null;
    if (!addressed) return;
    await job.once('mail', () =>
      this.mail.send({
        messageId: job.outboxId,
        to: { name: addressed.name, email: addressed.email, language: languageOfPerson(addressed.language) },
        reason: addressed.reason,
        entry: { id: addressed.entryId, ref: addressed.ref },
      }),
    );
    await job.effect('mailed', async (tx) => {
      await tx.query('update notification set mailed_at = $2 where id = $1 and mailed_at is null', [id, tx.now]);
    });
  }

  /**
   * Who watches, and whom the kind itself wants told, when a text is published with a major change or taken back. An
   * English text follows its Swedish one, which has told already.
   */
  @OnJob(tellWatchers)
  async told(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const revision = await tx.one<{ entryId: string; state: string; language: string; changeWeight: string }>(
        `select entry_id as "entryId", state, language, change_weight as "changeWeight" from revision where id = $1`,
        [job.payload.revisionId],
      );
      if (!revision || revision.language !== 'sv') return;
      const published = job.payload.event === 'revision.published';
      if (published && (revision.state !== 'PUBLISHED' || revision.changeWeight !== 'MAJOR')) return;
      const entry = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [revision.entryId]);
      if (!entry) return;
      const audience = await this.kinds.of(entry.kind).audience(tx, entry);
      await this.notifications.tell(tx, {
        entry,
        personIds: [...(await this.notifications.watchersOf(tx, entry.id)), ...audience],
        reason: published ? 'entry.published' : 'entry.withdrawn',
        eventId: job.outboxId,
      });
    });
  }

  /**
   * What is written in the thread is told to both its ends and to whoever watches. An internal note stays in the writer's
   * organisation, also as a notification: that the association notes something is not the asker's to know.
   */
  @OnJob(tellOfComment)
  async commented(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const comment = await tx.one<Commented>(
        `select entry_id as "entryId", audience, revision_id as "revisionId", author_org_id as "authorOrgId", unit_id as "unitId"
           from comment where id = $1`,
        [job.payload.commentId],
      );
      const entry =
        comment && (await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [comment.entryId]));
      if (!comment || !entry) return;
      const parties = await this.kinds.of(entry.kind).parties(tx, entry);
      const watchers = await this.notifications.watchersOf(tx, entry.id);
      if (comment.unitId) {
        const audience = await this.kinds.of(entry.kind).audience(tx, entry);
        const unit = await ofUnit(tx, entry.id, comment.unitId, [...watchers, ...audience]);
        const personIds = [...parties, ...unit];
        await this.notifications.tell(tx, { entry, personIds, reason: 'comment.added', eventId: job.outboxId });
        return;
      }
      const concerned = [...parties, ...watchers];
      const personIds =
        comment.audience === 'SHARED'
          ? concerned
          : await ofOrganisation(tx, comment.authorOrgId, [
              ...concerned,
              ...(await editorsOf(tx, entry.id, comment.revisionId)),
            ]);
      await this.notifications.tell(tx, { entry, personIds, reason: 'comment.added', eventId: job.outboxId });
    });
  }
}

async function editorsOf(tx: Tx, entryId: string, revisionId: string | null): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct x.person_id as id from revision_editor x join revision r on r.id = x.revision_id
      where r.entry_id = $1 and ($2::uuid is null or r.id = $2)
        and ($2::uuid is not null or r.state in ('DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED'))`,
    [entryId, revisionId],
  );
  return rows.map((row) => row.id);
}

/** Of the people that it concerns those of the unit, and whoever has written for it before. */
async function ofUnit(tx: Tx, entryId: string, unitId: string, people: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct m.person_id as id from membership m
      where m.unit_id = $2 and m.ended_at is null and (m.person_id = any($3::uuid[])
        or m.person_id in (select c.author_id from comment c where c.entry_id = $1 and c.unit_id = $2))`,
    [entryId, unitId, [...people]],
  );
  return rows.map((row) => row.id);
}

async function ofOrganisation(tx: Tx, organisationId: string | null, people: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct m.person_id as id from membership m
      where m.organisation_id = $1 and m.ended_at is null and m.person_id = any($2::uuid[])`,
    [organisationId, [...people]],
  );
  return rows.map((row) => row.id);
}

function languageOfPerson(language: string): Language {
  return LANGUAGES.find((one) => one === language) ?? 'sv';
}
