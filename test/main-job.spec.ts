import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hasMessage } from '../src/platform/i18n/messages.js';
import { createTestApp, TestApp } from './harness/app.js';
import {
  accepted,
  ANSWER,
  answered,
  approved,
  area,
  demandingArea,
  drafted,
  inReview,
  People,
  people,
  Q,
  question,
  R,
  revision,
  submitted,
} from './harness/world.js';

/** The main job, and every rule of `domain.md` on questions and revisions that is not one feature's own. */
describe('from a question to published guidance', () => {
  let t: TestApp;
  let p: People;
  beforeAll(async () => {
    t = await createTestApp();
    p = await people(t);
  }, 180_000);
  afterAll(() => t.close());
  const events = (id: string) =>
    t
      .sql<{ action: string }>('select action from audit_event where subject_id = $1 order by seq', [id])
      .then((rows) => rows.map((row) => row.action));

  it('goes the whole way, and everybody sees what is theirs', async () => {
    const draft = await drafted(t, p.officer);
    const seeIt =
      'query ($id: ID!) { node(id: $id) { ... on Question { ref state answer { body conclusion state } } } }';
    // A draft is the unit's own.
    expect(await p.lawyer.ask(seeIt, { id: draft.id })).toEqual({ node: null });
    const sent = await question(p.officer, Q.submit, {
      id: draft.id,
      expectedVersion: draft.version,
      deIdentified: true,
    });
    expect(sent).toMatchObject({ state: 'SUBMITTED' });
    expect(sent.ref).toMatch(/^F-2026-\d+$/);
    await t.drainJobs();

    const inbox = 'query { inbox(first: 50) { nodes { kind state entry { id ref } } } }';
    const { inbox: triage } = await p.lawyer.ask<{ inbox: { nodes: { kind: string; entry: { id: string } }[] } }>(
      inbox,
    );
    expect(triage.nodes.filter((task) => task.entry.id === draft.id)).toEqual([
      expect.objectContaining({ kind: 'TRIAGE', state: 'OPEN' }),
    ]);
    const { notifications } = await p.lawyer.ask<{ notifications: { nodes: { entry: { id: string } | null }[] } }>(
      '{ notifications(first: 50) { nodes { entry { id } } } }',
    );
    expect(notifications.nodes.some((one) => one.entry?.id === draft.id)).toBe(true);

    const taken = await question(p.lawyer, Q.accept, {
      id: sent.id,
      expectedVersion: sent.version,
      subjectAreas: [await area(t)],
    });
    expect(taken.state).toBe('IN_PROGRESS');
    const text = await revision(p.lawyer, R.draft, { entry: sent.id, ...ANSWER });
    await revision(p.lawyer, R.submit, { id: text.id, expectedVersion: text.version });
    // The asker sees no draft of a lawyer's, whatever it asks.
    expect(await p.officer.ask('query ($id: ID!) { node(id: $id) { id } }', { id: text.id })).toEqual({ node: null });
    expect(
      await p.officer.ask('query ($id: ID!) { question(id: $id) { answer { id } revisions { id } } }', { id: sent.id }),
    ).toEqual({ question: { answer: null, revisions: [] } });
    const yes = await revision(p.reviewer, R.approve, { id: text.id, expectedVersion: 2 });
    expect(yes.state).toBe('APPROVED');
    expect((await revision(p.lawyer, R.publish, { id: text.id, expectedVersion: yes.version })).state).toBe(
      'PUBLISHED',
    );
    await t.drainJobs();

    // The asker, and nobody else.
    expect(await p.officer.ask(seeIt, { id: sent.id })).toMatchObject({
      node: { state: 'ANSWERED', answer: { body: ANSWER.body, conclusion: 'POSSIBLE' } },
    });
    for (const other of [p.neighbour, t.anonymous]) {
      expect(
        await other.ask(
          'query ($id: ID!, $ref: String!, $text: ID!) { node(id: $id) { id } entry(ref: $ref) { id } answer: node(id: $text) { id } }',
          { id: sent.id, ref: sent.ref, text: text.id },
        ),
      ).toEqual({ node: null, entry: null, answer: null });
    }

    const lifted = await p.lawyer.act<{ guidance: { id: string; ref: string; revisions: { id: string }[] } }>(
      `mutation ($input: GuidanceLiftInput!) { guidanceLift(input: $input) { guidance { id ref state revisions { id version } } userErrors { code message } } }`,
      { question: sent.id, title: 'Utlämnande mellan nämnder', deIdentified: true, conclusion: 'POSSIBLE' },
    );
    expect(lifted.userErrors).toEqual([]);
    const guidance = lifted.guidance;
    const readIt = 'query ($id: ID!) { guidance(id: $id) { ref title state conclusion html } }';
    expect(await t.anonymous.ask(readIt, { id: guidance.id })).toEqual({ guidance: null });
    const lift = guidance.revisions[0]!;
    await revision(p.lawyer, R.submit, { id: lift.id, expectedVersion: 1 });
    await revision(p.reviewer, R.approve, { id: lift.id, expectedVersion: 2 });
    await revision(p.lawyer, R.publish, { id: lift.id, expectedVersion: 3 });
    await t.drainJobs();
    expect(await t.anonymous.ask(readIt, { id: guidance.id })).toMatchObject({
      guidance: { title: 'Utlämnande mellan nämnder', state: 'PUBLISHED', conclusion: 'POSSIBLE' },
    });
    // The way back to the question stands open only to those who see both ends.
    const links = 'query ($id: ID!) { guidance(id: $id) { links { type direction entry { ref } } } }';
    expect(await t.anonymous.ask(links, { id: guidance.id })).toEqual({ guidance: { links: [] } });
    expect(await p.neighbour.ask(links, { id: guidance.id })).toEqual({ guidance: { links: [] } });
    expect(JSON.stringify(await p.lawyer.ask(links, { id: guidance.id }))).toContain(sent.ref);

    expect(await events(sent.id)).toEqual(
      expect.arrayContaining(['question.created', 'question.submitted', 'question.accepted', 'revision.published']),
    );
    // What happened is said in words, not in codes.
    const recorded = await t.sql<{ action: string }>('select distinct action from audit_event');
    expect(recorded.map((row) => row.action).filter((action) => !hasMessage(`EVENT_${action}`))).toEqual([]);
    // Nothing is left waiting.
    const open = await t.sql("select task_kind from task where entry_id = $1 and state in ('OPEN','CLAIMED')", [
      sent.id,
    ]);
    expect(open).toEqual([]);
    expect(await t.sql('select kind from outbox where failed_at is not null')).toEqual([]);
  }, 180_000);

  it('the same key and input answers as the first time; the same key with other input is refused', async () => {
    const asked = await accepted(t, p);
    const headers = { 'idempotency-key': 'once-and-only-once-1' };
    const first = await p.lawyer.act<{ revision: { id: string } }>(R.draft, { entry: asked.id, ...ANSWER }, headers);
    const again = await p.lawyer.act<{ revision: { id: string } }>(R.draft, { entry: asked.id, ...ANSWER }, headers);
    expect(again).toEqual(first);
    expect(await t.sql('select 1 from revision where entry_id = $1', [asked.id])).toHaveLength(1);
    const other = await p.lawyer.act(R.draft, { entry: asked.id, ...ANSWER, body: 'Något annat.' }, headers);
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    // Somebody else's key of the same name is another key.
    const sent = await submitted(t, p.officer);
    expect(sent.state).toBe('SUBMITTED');
  });

  it('an edit after approval dismisses it', async () => {
    const { revision: ready } = await approved(t, p);
    const edited = await revision(p.lawyer, R.edit, { id: ready.id, expectedVersion: ready.version, body: 'Ändrat.' });
    expect(edited.state).toBe('DRAFT');
    expect(edited.contentHash).not.toBe(ready.contentHash);
    const payload = await p.lawyer.act(R.publish, { id: ready.id, expectedVersion: edited.version });
    expect(payload.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    const { node } = await p.lawyer.ask<{ node: { approvals: { dismissedAt: string | null }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on Revision { approvals { verdict dismissedAt } } } }',
      { id: ready.id },
    );
    expect(node.approvals).toHaveLength(1);
    expect(node.approvals[0]!.dismissedAt).not.toBeNull();
  });

  describe('who has edited may not review', () => {
    const giveReviewerThePen = () =>
      t.sql(
        `insert into membership (id, person_id, organisation_id, unit_id, role)
         select gen_random_uuid(), person_id, organisation_id, unit_id, 'LAWYER' from membership where person_id = $1 and role = 'REVIEWER'
         on conflict do nothing`,
        [p.reviewer.personId],
      );
    it('in the API, with its reason before the click', async () => {
      await giveReviewerThePen();
      const asked = await accepted(t, p);
      const text = await revision(p.lawyer, R.draft, { entry: asked.id, ...ANSWER });
      const edited = await revision(p.reviewer, R.edit, {
        id: text.id,
        expectedVersion: text.version,
        body: 'Granskaren skrev om.',
      });
      const waiting = await revision(p.lawyer, R.submit, { id: text.id, expectedVersion: edited.version });
      const payload = await p.reviewer.act<{ revision: { state: string } }>(R.approve, {
        id: text.id,
        expectedVersion: waiting.version,
      });
      expect(payload.userErrors).toMatchObject([{ code: 'REVIEWER_IS_EDITOR' }]);
      const { node } = await p.reviewer.ask<{
        node: { allowedActions: { action: string; blockers: { code: string; message: string }[] }[] };
      }>(
        'query ($id: ID!) { node(id: $id) { ... on Revision { allowedActions { action blockers { code message } } } } }',
        { id: text.id },
      );
      const approve = node.allowedActions.find((one) => one.action === 'approve')!;
      expect(approve.blockers).toMatchObject([{ code: 'REVIEWER_IS_EDITOR' }]);
      expect(approve.blockers[0]!.message).toMatch(/kan därför inte granska/);
    });
    it('and in the database alone', async () => {
      const { revision: waiting } = await inReview(t, p);
      await expect(
        t.sql(
          `insert into approval (id, revision_id, reviewer_id, verdict, content_hash) values (gen_random_uuid(), $1, $2, 'APPROVED', 'x')`,
          [waiting.id, p.lawyer.personId],
        ),
      ).rejects.toMatchObject({ constraint: 'reviewer_is_not_an_editor' });
    });
    it('nor may somebody whose approval stands begin to edit behind it', async () => {
      const { revision: ready } = await approved(t, p);
      await expect(
        t.sql('insert into revision_editor (revision_id, person_id) values ($1, $2)', [ready.id, p.reviewer.personId]),
      ).rejects.toMatchObject({ constraint: 'reviewer_is_not_an_editor' });
    });
  });

  it('one published and one open text a slot, also for who goes past the API; a published text is frozen', async () => {
    const { question: asked, revision: out } = await answered(t, p);
    const copy = (state: string, number: number) =>
      t.sql(
        `insert into revision (id, entry_id, kind, owner_unit_id, visibility, slot, number, state, body, content_hash, author_org_id)
         select gen_random_uuid(), entry_id, kind, owner_unit_id, visibility, slot, $2::int, $3, body, content_hash, author_org_id from revision where id = $1`,
        [out.id, number, state],
      );
    await expect(copy('PUBLISHED', 90)).rejects.toMatchObject({ constraint: 'one_published_revision_per_slot' });
    await copy('DRAFT', 91);
    await expect(copy('IN_REVIEW', 92)).rejects.toMatchObject({ constraint: 'one_open_revision_per_slot' });
    await expect(t.sql(`update revision set body = 'förfalskad' where id = $1`, [out.id])).rejects.toMatchObject({
      constraint: 'published_text_is_frozen',
    });
    expect(asked.id).toBeTruthy();
  });

  it('two reviewers approve at once: one wins, the other is told', async () => {
    const second = await t.as('admin@skr.demo');
    await t.sql(
      `insert into membership (id, person_id, organisation_id, unit_id, role)
       select gen_random_uuid(), $1, organisation_id, unit_id, 'REVIEWER' from membership where person_id = $2 and role = 'REVIEWER' on conflict do nothing`,
      [second.personId, p.reviewer.personId],
    );
    const { revision: waiting } = await inReview(t, p);
    const both = await Promise.all(
      [p.reviewer, second].map((who) =>
        who.act<{ revision: { state: string; version: number } }>(R.approve, {
          id: waiting.id,
          expectedVersion: waiting.version,
        }),
      ),
    );
    expect(both.filter((one) => one.userErrors.length === 0)).toHaveLength(1);
    const loser = both.find((one) => one.userErrors.length > 0)!;
    expect(loser.userErrors[0]!.code).toMatch(/^(CONFLICT|WRONG_STATE)$/);
    // What is there now stands beside the message.
    expect(loser.revision).toMatchObject({ state: 'APPROVED', version: waiting.version + 1 });
    const versions = await t.sql<{ version: number }>('select version from revision where id = $1', [waiting.id]);
    expect(versions[0]!.version).toBe(waiting.version + 1);
  });

  it('two reviewers where the area demands two', async () => {
    const second = await t.as('admin@skr.demo');
    const { revision: waiting } = await inReview(t, p, await demandingArea(t));
    const one = await revision(p.reviewer, R.approve, { id: waiting.id, expectedVersion: waiting.version });
    expect(one.state).toBe('IN_REVIEW');
    const again = await p.reviewer.act(R.approve, { id: waiting.id, expectedVersion: one.version });
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_APPROVED' }]);
    const two = await revision(second, R.approve, { id: waiting.id, expectedVersion: one.version });
    expect(two.state).toBe('APPROVED');
  });

  it('a reviewer asks for changes, the author makes them, and the round begins anew', async () => {
    const { revision: waiting } = await inReview(t, p);
    const empty = await p.reviewer.act(R.requestChanges, {
      id: waiting.id,
      expectedVersion: waiting.version,
      reason: '  ',
    });
    expect(empty.userErrors).toMatchObject([{ code: 'REQUIRED', path: ['input', 'reason'] }]);
    const back = await revision(p.reviewer, R.requestChanges, {
      id: waiting.id,
      expectedVersion: waiting.version,
      reason: 'Hänvisa till 8 kap. 1 § OSL.',
    });
    expect(back.state).toBe('CHANGES_REQUESTED');
    await t.drainJobs();
    const tasks = await t.sql<{ task_kind: string }>(
      `select task_kind from task where cause = $1 and state in ('OPEN','CLAIMED')`,
      [waiting.id],
    );
    expect(tasks.map((task) => task.task_kind)).toEqual(['REVISE']);
    const edited = await revision(p.lawyer, R.edit, {
      id: waiting.id,
      expectedVersion: back.version,
      body: 'Ja, se 8 kap. 1 § och 10 kap. 2 § OSL.',
    });
    const again = await revision(p.lawyer, R.submit, { id: waiting.id, expectedVersion: edited.version });
    expect(
      (
        await revision(p.reviewer, R.approve, {
          id: waiting.id,
          expectedVersion: again.version,
          dissent: 'Jag hade stannat vid oklart.',
        })
      ).state,
    ).toBe('APPROVED');
  });

  it('a text is recalled, discarded, and begun anew', async () => {
    const { question: asked, revision: waiting } = await inReview(t, p);
    const busy = await p.lawyer.act<{ revision: { id: string } }>(R.draft, { entry: asked.id, ...ANSWER });
    expect(busy.userErrors).toMatchObject([{ code: 'REVISION_ALREADY_OPEN' }]);
    expect(busy.revision).toMatchObject({ id: waiting.id });
    const back = await revision(p.lawyer, R.recall, { id: waiting.id, expectedVersion: waiting.version });
    expect(back.state).toBe('DRAFT');
    expect((await revision(p.lawyer, R.discard, { id: waiting.id, expectedVersion: back.version })).state).toBe(
      'DISCARDED',
    );
    expect((await revision(p.lawyer, R.draft, { entry: asked.id, ...ANSWER })).number).toBe(2);
  });

  it('a withdrawn answer sends its question back to work; the next one supersedes it', async () => {
    const { question: asked, revision: out } = await answered(t, p);
    const gone = await revision(p.lawyer, R.withdraw, {
      id: out.id,
      expectedVersion: out.version,
      reason: 'Ny dom från HFD.',
    });
    expect(gone.state).toBe('WITHDRAWN');
    expect(
      await p.officer.ask('query ($id: ID!) { question(id: $id) { state answer { id } } }', { id: asked.id }),
    ).toEqual({ question: { state: 'IN_PROGRESS', answer: null } });
    const next = await revision(p.lawyer, R.draft, { entry: asked.id, ...ANSWER, body: 'Nej, se domen.' });
    expect(next.number).toBe(2);
  });

  it('an emergency goes out first and is reviewed after, by somebody who neither wrote nor published it', async () => {
    const asked = await accepted(t, p);
    const text = await revision(p.lawyer, R.draft, { entry: asked.id, ...ANSWER });
    const notAdmin = await p.lawyer.raw(R.emergency, {
      input: { id: text.id, expectedVersion: text.version, reason: 'Bråttom' },
    });
    expect(notAdmin.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const out = await revision(p.admin, R.emergency, {
      id: text.id,
      expectedVersion: text.version,
      reason: 'Beslut i dag.',
    });
    expect(out.state).toBe('PUBLISHED');
    await t.drainJobs();
    const retro = await t.sql(`select 1 from task where cause = $1 and task_kind = 'RETRO_REVIEW' and state = 'OPEN'`, [
      text.id,
    ]);
    expect(retro).toHaveLength(1);
    const byPublisher = await p.admin.raw<{ revisionRetroReview: { userErrors: { code: string }[] } }>(R.retro, {
      input: { id: text.id, expectedVersion: out.version, stands: true, note: 'Ok' },
    });
    expect(byPublisher.errors?.[0]?.extensions?.code ?? byPublisher.data.revisionRetroReview.userErrors[0]?.code).toBe(
      'FORBIDDEN',
    );
    await revision(p.reviewer, R.retro, {
      id: text.id,
      expectedVersion: out.version,
      stands: false,
      note: 'Fel lagrum.',
    });
    await t.drainJobs();
    const replace = await t.sql(
      `select 1 from task where cause = $1 and task_kind = 'REPLACE' and state in ('OPEN','CLAIMED')`,
      [text.id],
    );
    expect(replace).toHaveLength(1);
  });

  it('a stale version is told what is there now, and nothing is changed', async () => {
    const sent = await submitted(t, p.officer);
    const before = await t.sql('select version, state, updated_at from entry where id = $1', [sent.id]);
    const stale = await p.lawyer.act<{ question: { version: number } }>(Q.accept, {
      id: sent.id,
      expectedVersion: sent.version - 1,
      subjectAreas: [await area(t)],
    });
    expect(stale.userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'expectedVersion'] }]);
    expect(stale.userErrors[0]!.message).toMatch(/Någon annan har ändrat/);
    expect(stale.question).toMatchObject({ version: sent.version, state: 'SUBMITTED' });
    expect(await t.sql('select version, state, updated_at from entry where id = $1', [sent.id])).toEqual(before);
  });

  it('an action that fails after its last write leaves nothing: no row, no trail, no job', async () => {
    const sent = await submitted(t, p.officer);
    const count = () =>
      t.sql(
        'select (select version from entry where id = $1) v, (select count(*) from audit_event) e, (select count(*) from outbox) o, (select count(*) from idempotency) i',
        [sent.id],
      );
    const before = await count();
    await t.sql(
      `create function planted_fault() returns trigger language plpgsql as $$ begin raise exception 'planted' using errcode = 'XX000'; end $$`,
    );
    // The outbox row is the last thing that the action writes.
    await t.sql(
      'create constraint trigger planted after insert on outbox deferrable initially deferred for each row execute function planted_fault()',
    );
    try {
      const answer = await p.lawyer.raw(
        Q.accept,
        { input: { id: sent.id, expectedVersion: sent.version, subjectAreas: [await area(t)] } },
        { 'idempotency-key': 'planted-fault-1' },
      );
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', reference: expect.any(String) });
      expect(answer.errors?.[0]?.message).not.toMatch(/planted/);
    } finally {
      await t.sql('drop trigger planted on outbox');
      await t.sql('drop function planted_fault');
    }
    expect(await count()).toEqual(before);
    // And the same key works when the fault is gone.
    const again = await p.lawyer.act<{ question: { state: string } }>(
      Q.accept,
      { id: sent.id, expectedVersion: sent.version, subjectAreas: [await area(t)] },
      { 'idempotency-key': 'planted-fault-1' },
    );
    expect(again.question.state).toBe('IN_PROGRESS');
  });
});

describe('what is RESTRICTED', () => {
  let t: TestApp;
  let p: People;
  beforeEach(async () => {
    t = await createTestApp();
    p = await people(t);
  }, 180_000);

  it('is read by named people only, and no answer leaves without its line in the log', async () => {
    try {
      const draft = await drafted(t, p.officer, { access: 'RESTRICTED', accessGround: 'OSL 26 kap. 1 §' });
      const see = 'query ($id: ID!) { node(id: $id) { id } }';
      expect(await p.officer.ask(see, { id: draft.id })).toEqual({ node: { id: draft.id } });
      const logged = await t.sql<{ principal: string }>('select principal from restricted_read where entry_id = $1', [
        draft.id,
      ]);
      expect(logged.length).toBeGreaterThan(0);
      expect(new Set(logged.map((row) => row.principal))).toEqual(new Set([`person:${p.officer.personId}`]));
      const boss = await t.as('chef@kommun-a.demo');
      expect(await boss.ask(see, { id: draft.id })).toEqual({ node: null });
      expect(await p.lawyer.ask(see, { id: draft.id })).toEqual({ node: null });
      // The log cannot be written: the answer is held back.
      await t.sql('revoke insert on restricted_read from lagrum_app');
      const held = await p.officer.raw(see, { id: draft.id });
      expect(held.data).toBeNull();
      expect(held.errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
      expect(held.status).toBe(503);
    } finally {
      await t.close();
    }
  });
});

describe('the answer to what is RESTRICTED', () => {
  it('is reviewed by whoever was named, and by nobody else', async () => {
    const t = await createTestApp();
    try {
      const p = await people(t);
      const draft = await drafted(t, p.officer, { access: 'RESTRICTED', accessGround: 'OSL 26 kap. 1 §' });
      const sent = await question(p.officer, Q.submit, {
        id: draft.id,
        expectedVersion: draft.version,
        disclosureGround: 'Samtycke',
      });
      await t.drainJobs();
      // The association's administrator is the way in: sees it, and assigns.
      const taken = await p.admin.act<{ question: { id: string; version: number } }>(Q.accept, {
        id: sent.id,
        expectedVersion: sent.version,
        subjectAreas: [await area(t)],
        assignee: p.lawyer.personId,
      });
      expect(taken.userErrors).toEqual([]);
      const text = await revision(p.lawyer, R.draft, { entry: sent.id, ...ANSWER });
      const unnamed = await p.lawyer.act(R.submit, { id: text.id, expectedVersion: text.version });
      expect(unnamed.userErrors).toMatchObject([{ code: 'REVIEWER_MUST_BE_NAMED', path: ['input', 'reviewers'] }]);
      const self = await p.lawyer.act(R.submit, {
        id: text.id,
        expectedVersion: text.version,
        reviewers: [p.lawyer.personId],
      });
      expect(self.userErrors[0]!.code).toMatch(/NOT_FOUND|REVIEWER_HAS_EDITED/);
      expect(await p.reviewer.ask('query ($id: ID!) { node(id: $id) { id } }', { id: text.id })).toEqual({
        node: null,
      });
      const waiting = await revision(p.lawyer, R.submit, {
        id: text.id,
        expectedVersion: text.version,
        reviewers: [p.reviewer.personId],
      });
      expect((await revision(p.reviewer, R.approve, { id: text.id, expectedVersion: waiting.version })).state).toBe(
        'APPROVED',
      );
    } finally {
      await t.close();
    }
  }, 180_000);
});
