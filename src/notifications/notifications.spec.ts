import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { MailServer, startMailServer } from '../../test/harness/mail-server.js';
import { actorOf, entryOf, StubKind, stubKind } from '../../test/harness/stub-kind.js';
import { Entries } from '../catalogue/entries.service.js';
import { Access, EntryRow } from '../catalogue/entry.entity.js';
import { ENTRY_SELECT } from '../catalogue/entry.queries.js';
import { newId } from '../platform/ids.js';
import { hasMessage } from '../platform/i18n/messages.js';
import { wordsOf } from './notification.messages.js';
import { Notifications } from './notifications.service.js';

const LIST = `query($unreadOnly: Boolean, $first: Int, $after: String) { unreadNotificationCount
  notifications(unreadOnly: $unreadOnly, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    nodes { id reason message createdAt readAt } } }`;
const READ = `mutation($input: NotificationReadInput!) { notificationRead(input: $input) { notification { id readAt } userErrors { code } } }`;
const READ_ALL = `mutation($input: NotificationReadAllInput!) { notificationReadAll(input: $input) { count userErrors { code } } }`;
const revision = (name: string, input: string): string =>
  `mutation($input: ${input}!) { ${name}(input: $input) { revision { id version } userErrors { code } } }`;

interface Shown {
  unreadNotificationCount: number;
  notifications: {
    totalCount: number;
    pageInfo: { endCursor: string; hasNextPage: boolean };
    nodes: { id: string; reason: string; message: string; readAt: string | null }[];
  };
}

describe('Telling people', () => {
  let smtp: MailServer;
  let bed: TestApp;
  let stub: StubKind;
  let officer: Client;
  let chief: Client;
  let neighbour: Client;
  let lawyer: Client;
  let reviewer: Client;
  beforeAll(async () => {
    smtp = await startMailServer();
    bed = await createTestApp({
      env: { SMTP_URL: smtp.url, PUBLIC_URL: 'https://lagrum.example', MAIL_FROM: 'Lagrum <lagrum@skr.example>' },
    });
    stub = stubKind(bed);
    [officer, chief, neighbour, lawyer, reviewer] = (await Promise.all(
      [
        'handlaggare@kommun-a.demo',
        'chef@kommun-a.demo',
        'handlaggare@kommun-b.demo',
        'jurist@skr.demo',
        'granskare@skr.demo',
      ].map((email) => bed.as(email)),
    )) as [Client, Client, Client, Client, Client];
  });
  afterAll(async () => {
    await bed.close();
    await smtp.close();
  });
  beforeEach(() => void smtp.received.splice(0));

  let number = 0;
  const entry = (options: Parameters<typeof entryOf>[2] = {}) =>
    entryOf(bed, 'handlaggare@kommun-a.demo', { ref: `H-${9000 + ++number}`, title: 'HEMLIG TITEL', ...options });
  /** Tells as a job does. */
  const tell = (
    entryId: string,
    people: Client[],
    reason = 'question.answered',
    eventId = newId('Job'),
    causer = 'system:test',
  ) =>
    bed.db.transact(
      {
        id: 'system:test',
        personId: null,
        causer,
        context: { person: null, organisations: [], units: [], kinds: [], member: false, systemKinds: ['BARRIER'] },
      },
      async (tx) => {
        const row = await tx.one<EntryRow>(`select ${ENTRY_SELECT} from entry e where e.id = $1`, [entryId]);
        await bed.app
          .get(Notifications)
          .tell(tx, { entry: row!, personIds: people.map((one) => one.personId!), reason, eventId });
      },
    );
  const toldOf = async (entryId: string): Promise<string[]> =>
    (
      await bed.sql<{ email: string }>(
        'select p.email from notification n join person p on p.id = n.person_id where n.entry_id = $1 order by p.email',
        [entryId],
      )
    ).map((row) => row.email);
  const list = (client: Client, args: object = {}): Promise<Shown> => client.ask<Shown>(LIST, args);

  it('tells those only who may see it now, each once, and not whoever caused it', async () => {
    const { id } = await entry();
    const event = newId('Job');
    const all = [officer, chief, neighbour, lawyer];
    await tell(id, all, 'question.answered', event, `person:${lawyer.personId}`);
    await tell(id, all, 'question.answered', event, `person:${lawyer.personId}`);
    expect(await toldOf(id)).toEqual(['chef@kommun-a.demo', 'handlaggare@kommun-a.demo']);
    await bed.drainJobs();
  });

  it('knows who may see it: by unit, by role, by invitation, by name', async () => {
    const all = [officer, chief, neighbour, lawyer];
    const own = await entry({ access: Access.OWN });
    await tell(own.id, all);
    expect(await toldOf(own.id)).toEqual(['chef@kommun-a.demo', 'handlaggare@kommun-a.demo']);

    const actor = await actorOf(bed, 'handlaggare@kommun-a.demo');
    const { unitId } = (await actorOf(bed, 'handlaggare@kommun-b.demo')).memberships[0]!;
    const invited = await entry({ access: Access.OWN });
    await bed.db.transact(actor, async (tx) => {
      const entries = bed.app.get(Entries);
      await entries.grant(tx, await entries.load(tx, invited.id), { unitId });
    });
    await tell(invited.id, all);
    expect(await toldOf(invited.id)).toContain('handlaggare@kommun-b.demo');

    const restricted = await entry({ access: Access.RESTRICTED });
    await tell(restricted.id, all);
    expect(await toldOf(restricted.id)).toEqual(['handlaggare@kommun-a.demo']);

    await bed.sql('update person set disabled_at = now() where email = $1', ['chef@kommun-a.demo']);
    const late = await entry();
    await tell(late.id, all);
    await bed.sql('update person set disabled_at = null where email = $1', ['chef@kommun-a.demo']);
    expect(await toldOf(late.id)).toEqual(['handlaggare@kommun-a.demo', 'jurist@skr.demo']);
    await bed.drainJobs();
  });

  it("shows one's own, newest first, with the ref and the title, in one's language", async () => {
    await chief.act(READ_ALL, {});
    const { id } = await entry({ ref: 'H-8001', title: 'Delad journal' });
    await tell(id, [chief], 'question.answered');
    await tell(id, [chief], 'question.closed');
    const shown = await list(chief, { unreadOnly: true });
    expect(shown.unreadNotificationCount).toBe(2);
    expect(shown.notifications.nodes.map((one) => one.message)).toEqual([
      'H-8001 har avslutats – Delad journal',
      'H-8001 har besvarats – Delad journal',
    ]);
    const english = await chief.ask<Shown>(LIST, { first: 1 }, { 'accept-language': 'en' });
    expect(english.notifications.nodes[0]!.message).toBe('H-8001 has been closed – Delad journal');
    const next = await list(chief, { first: 1, after: english.notifications.pageInfo.endCursor });
    expect(next.notifications.nodes[0]!.reason).toBe('question.answered');
    expect((await list(neighbour)).notifications.nodes.some((one) => one.message.includes('H-8001'))).toBe(false);
    expect((await bed.anonymous.raw(LIST)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    await bed.drainJobs();
  });

  it('marks as read, for oneself only, and twice is once', async () => {
    await chief.act(READ_ALL, {});
    const { id } = await entry();
    await tell(id, [chief, officer]);
    const [mine] = (await list(chief, { unreadOnly: true })).notifications.nodes;
    expect((await officer.act(READ, { id: mine!.id })).userErrors[0]!.code).toBe('NOT_FOUND');
    const first = await chief.act<{ notification: { readAt: string } }>(READ, { id: mine!.id });
    const second = await chief.act<{ notification: { readAt: string } }>(READ, { id: mine!.id });
    expect(second.notification.readAt).toBe(first.notification.readAt);
    await tell(id, [chief], 'question.closed');
    expect((await chief.act<{ count: number }>(READ_ALL, {})).count).toBe(1);
    expect((await list(chief)).unreadNotificationCount).toBe(0);
    await bed.drainJobs();
  });

  it('says nothing of a RESTRICTED entry but its ref, and takes back what was said when access is narrowed', async () => {
    const { id } = await entry({ access: Access.RESTRICTED, ref: 'H-8002' });
    await tell(id, [officer]);
    const before = await bed.sql('select 1 from restricted_read');
    const [shown] = (await list(officer, { unreadOnly: true })).notifications.nodes;
    expect(shown!.message).toBe('H-8002 har besvarats');
    // The ref alone is no read of the entry.
    expect(await bed.sql('select 1 from restricted_read')).toHaveLength(before.length);

    const open = await entry({ ref: 'H-8003' });
    await tell(open.id, [lawyer]);
    expect((await list(lawyer)).notifications.nodes.some((one) => one.message.includes('H-8003'))).toBe(true);
    await bed.sql(`update entry set access = 'OWN', visibility = 'OWN' where id = $1`, [open.id]);
    expect((await list(lawyer)).notifications.nodes.some((one) => one.message.includes('H-8003'))).toBe(false);
    await bed.drainJobs();
    // Nor is a mail sent of what was narrowed while the mail waited.
    expect(smtp.received.some((mail) => mail.source.includes('H-8003'))).toBe(false);
  });

  it('mails the ref and a link, never a word of the entry', async () => {
    const { id } = await entry({ ref: 'H-8004' });
    await tell(id, [officer]);
    await bed.drainJobs();
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.received;
    expect(mail!.recipients).toEqual(['handlaggare@kommun-a.demo']);
    expect(mail!.subject).toBe('Lagrum: H-8004 har besvarats');
    expect(mail!.text).toContain('https://lagrum.example/entry/H-8004');
    expect(mail!.source).not.toContain('HEMLIG');
    expect(mail!.html).toBe(false);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    const [job] = await bed.sql<{ id: string }>(
      `select id from outbox where kind = 'notification.mail' and entry_id = $1`,
      [id],
    );
    expect(mail!.messageId).toBe(`<${job!.id}@lagrum.example>`);
    const [row] = await bed.sql<{ mailed: boolean }>(
      'select mailed_at is not null as mailed from notification where entry_id = $1',
      [id],
    );
    expect(row!.mailed).toBe(true);
    // A second delivery of the same job sends nothing.
    await bed.sql('update outbox set finished_at = null where id = $1', [job!.id]);
    await bed.drainJobs();
    expect(smtp.received).toHaveLength(1);
  });

  it('tries again when the mail server is busy, and gives the lasting no to an operator without the address', async () => {
    const busy = await entry({ ref: 'H-8005' });
    smtp.refuse(451, 451);
    await tell(busy.id, [officer]);
    await bed.drainJobs();
    expect(smtp.received).toHaveLength(1);

    const never = await entry({ ref: 'H-8006' });
    smtp.refuse(550);
    await tell(never.id, [officer]);
    await expect(bed.drainJobs()).rejects.toThrow('SMTP 550');
    const [dead] = await bed.sql<{ error: string; attempts: number }>('select error, attempts from dead_letter');
    expect(dead).toEqual({ error: 'SMTP 550', attempts: 1 });
    expect(bed.logs.join('\n')).not.toContain('handlaggare@kommun-a.demo');
    expect(await toldOf(never.id)).toEqual(['handlaggare@kommun-a.demo']);
    await bed.sql('delete from dead_letter');
  });

  it('tells watchers and the audience of the kind of a major change and not of a minor one', async () => {
    const publish = async (entryId: string, changeWeight: string): Promise<void> => {
      const act = async (by: Client, name: string, input: string, more: object) => {
        const done = await by.act<{ revision: { id: string; version: number } }>(revision(name, input), more);
        expect(done.userErrors).toEqual([]);
        return { id: done.revision.id, expectedVersion: done.revision.version };
      };
      let at = await act(lawyer, 'revisionDraft', 'RevisionDraftInput', {
        entry: entryId,
        body: 'Det går.',
        language: 'sv',
        changeWeight,
      });
      at = await act(lawyer, 'revisionSubmit', 'RevisionSubmitInput', at);
      at = await act(reviewer, 'revisionApprove', 'RevisionApproveInput', at);
      await act(lawyer, 'revisionPublish', 'RevisionActionInput', at);
      await bed.drainJobs();
    };
    const published = (entryId: string) =>
      bed.sql<{ email: string }>(
        `select p.email from notification n join person p on p.id = n.person_id
         where n.entry_id = $1 and n.reason = 'entry.published' order by p.email`,
        [entryId],
      );
    const { id } = await entry({ ref: 'H-8007' });
    await bed.sql(
      `insert into watch (id, entry_id, kind, owner_unit_id, visibility, person_id)
       select $2, id, kind, owner_unit_id, visibility, $3 from entry where id = $1`,
      [id, newId('Link'), chief.personId],
    );
    stub.audience = [officer.personId!, neighbour.personId!];
    await publish(id, 'MINOR');
    expect(await published(id)).toEqual([]);
    await publish(id, 'MAJOR');
    expect(await published(id)).toEqual([{ email: 'chef@kommun-a.demo' }, { email: 'handlaggare@kommun-a.demo' }]);
  });
});

describe('The words of a notification', () => {
  it('fall back to a plain sentence for a reason they do not know, and translate no title', () => {
    expect(wordsOf('nothing.known', 'sv', 'F-2026-1', null)).toBe('Något har hänt med F-2026-1');
    expect(hasMessage('FORBIDDEN')).toBe(true);
    expect(wordsOf('question.answered', 'sv', null, 'FORBIDDEN')).toBe('Ett utkast har besvarats – FORBIDDEN');
  });
});
