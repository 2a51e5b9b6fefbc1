import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/platform/config.js';
import { Client } from '../harness/app.js';
import { area, drafted, people, question, Q, R, revision, submitted } from '../harness/world.js';
import { inBrowser, openStreet, Street } from './browser.js';
import { settled, trafficOf } from './traffic.js';

/**
 * What a person may not see is in no answer, no header, no address and no storage of the browser. Marks are planted where
 * only some may see them; every page is then opened by those it is made for, and whatever it asked the server is asked again
 * by everybody else.
 */

const PAGES = JSON.parse(readFileSync(join(projectRoot, 'web', 'screenshots.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const NOBODY = '-';
const A = 'handlaggare@kommun-a.demo';
const B = 'handlaggare@kommun-b.demo';
const C = 'handlaggare@region-c.demo';
const LAWYER = 'jurist@skr.demo';
const REVIEWER = 'granskare@skr.demo';
const EVERYBODY = [
  NOBODY,
  A,
  B,
  C,
  'chef@kommun-a.demo',
  LAWYER,
  REVIEWER,
  'paverkan@skr.demo',
  'katalog@skr.demo',
  'revisor@skr.demo',
  'admin@skr.demo',
];
const MEMBERS_ELSEWHERE = [NOBODY, B, C];
const OUTSIDE = [NOBODY, A, B, C, 'chef@kommun-a.demo'];

/** A word that stands nowhere else, by who may never see it. */
const MARKS = {
  Kvarnhjulsfrågan: MEMBERS_ELSEWHERE, // a municipality's question, sent
  Vattenlinjeutkastet: EVERYBODY.filter((who) => ![A, 'chef@kommun-a.demo'].includes(who)), // its draft, not sent
  Smedjenoteringen: OUTSIDE, // a note between lawyers on the question
  Granrotssvaret: OUTSIDE, // the answer before it is published
  Tjärdalsvägledningen: OUTSIDE, // guidance before it is published
  Lekattsärendet: EVERYBODY.filter((who) => ![A, 'chef@kommun-a.demo'].includes(who)), // a matter of the municipality's own
  Hällristningsparten: EVERYBODY.filter((who) => ![A, 'chef@kommun-a.demo'].includes(who)), // a party in it
  Myrullshindret: [NOBODY, A, C], // a barrier reported and not confirmed
  Näverkontsanslutningen: [NOBODY, A, C], // what an unnamed organisation said as it joined a barrier
  '19121212-1212': EVERYBODY.filter((who) => ![A, 'chef@kommun-a.demo'].includes(who)), // a personal number in that draft
} as const;
type Mark = keyof typeof MARKS;

interface Asked {
  person: string;
  body: string;
}

inBrowser('what one may not see', () => {
  let street: Street;
  const asked = new Map<string, Asked>();
  /** Everything that a person's browser was given or kept, by person. */
  const got = new Map<string, string[]>();
  const extra: Record<string, Record<string, string>> = {};
  const clients = new Map<string, Client>();

  beforeAll(async () => {
    street = await openStreet();
    const { t } = street;
    const p = await people(t);
    const areas = [await area(t)];
    const sent = await submitted(t, p.officer, {
      title: 'Får vi lämna ut ritningar?',
      text: 'Kvarnhjulsfrågan gäller ritningar.',
    });
    const taken = await question(p.lawyer, Q.accept, {
      id: sent.id,
      expectedVersion: sent.version,
      subjectAreas: areas,
    });
    const draft = await drafted(t, p.officer, {
      title: 'Ett utkast om bryggor',
      text: 'Vattenlinjeutkastet är inte sänt.',
    });
    const unitOf = async (who: Client): Promise<string> => {
      const [row] = await t.sql<{ unit: string }>(
        `select unit_id as unit from membership where person_id = $1 and role = 'SUBMITTER' and ended_at is null order by id limit 1`,
        [who.personId],
      );
      return row!.unit;
    };
    const plain = (field: string, type: string, more = '') =>
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${more} userErrors { code message path } } }`;
    const done = async <T>(who: Client, mutation: string, input: object): Promise<T> => {
      const payload = await who.act<T>(mutation, input);
      expect(payload.userErrors).toEqual([]);
      return payload;
    };
    await done(p.lawyer, plain('commentAdd', 'CommentAddInput'), {
      entry: taken.id,
      body: 'Smedjenoteringen: fråga enheten.',
      audience: 'INTERNAL',
    });
    await revision(p.lawyer, R.draft, {
      entry: taken.id,
      body: 'Granrotssvaret, enligt 10 kap. 2 § OSL.',
      conclusion: 'POSSIBLE',
    });
    const { guidance } = await done<{ guidance: { id: string } }>(
      p.lawyer,
      plain('guidanceCreate', 'GuidanceCreateInput', 'guidance { id }'),
      { title: 'Tjärdalsvägledningen', subjectAreas: areas },
    );
    const opened = await done<{ case: { id: string; ref: string } }>(
      p.officer,
      plain('caseOpen', 'CaseOpenInput', 'case { id ref }'),
      { unitId: await unitOf(p.officer), title: 'Lekattsärendet', summary: 'Om Lekattsärendet.' },
    );
    await done(p.officer, plain('caseAddParty', 'CaseAddPartyInput'), {
      case: opened.case.id,
      name: 'Hällristningsparten',
      role: 'APPLICANT',
    });
    const reported = await done<{ barrier: { id: string } }>(
      p.neighbour,
      plain('barrierReport', 'BarrierReportInput', 'barrier { id }'),
      {
        unitId: await unitOf(p.neighbour),
        title: 'Något som stoppar',
        summary: 'Myrullshindret, inte bekräftat.',
        subjectAreas: areas,
      },
    );
    const barrier = await p.neighbour.ask<{ entry: { id: string } }>('{ entry(ref: "H-14") { id } }');
    await done(p.neighbour, plain('barrierSignOn', 'BarrierSignOnInput'), {
      id: barrier.entry.id,
      unitId: await unitOf(p.neighbour),
      words: 'Näverkontsanslutningen stoppar oss.',
      showName: false,
    });
    await t.sql(`update question set text = text || ' 19121212-1212' where id = $1`, [draft.id]);
    await t.drainJobs();
    extra[A] = {
      fraga: `/fragor/${sent.id}`,
      utkast: `/fraga?utkast=${draft.id}`,
      arende: `/arenden/${opened.case.ref}`,
    };
    extra[LAWYER] = { arbete: `/arbete/${sent.id}`, vagledning: `/arbete/${guidance.id}` };
    extra[B] = { hinder: `/hinder/${reported.barrier.id}`, anslutet: '/hinder/H-14' };
    // As any program may ask, beside what the pages ask.
    const body = JSON.stringify({
      query:
        'query ($id: ID!) { case(id: $id) { title html parties { name } } cases(first: 20) { nodes { title parties { name } } } }',
      variables: { id: opened.case.id },
    });
    asked.set(body, { person: A, body });
    for (const who of EVERYBODY) clients.set(who, who === NOBODY ? t.anonymous : await t.as(who));
  }, 240_000);
  afterAll(() => street?.close());

  /** Answers, their headers and addresses, as they come. */
  function listen(page: Page, person: string): void {
    const kept = got.get(person) ?? [];
    got.set(person, kept);
    trafficOf(page);
    page.on('request', (request) => {
      kept.push(request.url());
      const body = request.url().endsWith('/graphql') ? request.postData() : null;
      // What changes something is not asked again.
      if (body && !/"query":"\s*mutation/.test(body)) asked.set(body, { person, body });
    });
    page.on('response', (response) => {
      kept.push(JSON.stringify(response.headers()));
      response.text().then(
        (text) => kept.push(text),
        () => undefined,
      );
    });
  }
  const keptByBrowser = (page: Page): Promise<string> =>
    page.evaluate<string>(
      `JSON.stringify([location.href, document.title, document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state])`,
    );

  it('is in nothing that a page fetched, shows or keeps', async () => {
    for (const person of new Set([...Object.keys(PAGES), B])) {
      const page = await street.as(person === NOBODY ? null : person);
      listen(page, person);
      for (const path of Object.values({ ...PAGES[person], ...extra[person] })) {
        await page.goto(path);
        await settled(page);
        got.get(person)!.push(await keptByBrowser(page));
      }
      await page.context().close();
    }
    for (const { person, body } of asked.values()) {
      if (body.includes('cases(first: 20)'))
        got
          .get(person)!
          .push(
            JSON.stringify(
              await clients
                .get(person)!
                .raw(
                  (JSON.parse(body) as { query: string }).query,
                  (JSON.parse(body) as { variables: object }).variables,
                ),
            ),
          );
    }
    const leaks = [...got].flatMap(([person, kept]) => leaksTo(person, kept));
    expect(leaks).toEqual([]);
    expect(unseen([...got])).toEqual([]);
  }, 300_000);

  it('is in no answer when somebody else asks the same', async () => {
    expect(asked.size).toBeGreaterThan(Object.keys(PAGES).length * 8);
    const leaks: string[] = [];
    let answered = 0;
    for (const [who, client] of clients) {
      for (const { person, body } of asked.values()) {
        if (person === who) continue;
        const { query, variables } = JSON.parse(body) as { query: string; variables: object };
        const { data, errors } = await client.raw(query, variables);
        if (data) answered++;
        for (const leak of leaksTo(who, [JSON.stringify({ data, errors })]))
          leaks.push(`${leak} asking ${query.slice(0, 60)} as ${person} did`);
      }
    }
    expect([...new Set(leaks)]).toEqual([]);
    expect(answered).toBeGreaterThan(asked.size);
  }, 300_000);

  it('is gone with whoever signed out: from storage, from memory, and behind the back button', async () => {
    const page = await street.as(A);
    await page.goto(extra[A]!.utkast!);
    await settled(page);
    await page.getByLabel('Frågan med egna ord').pressSequentially(' Och mer.');
    expect(await keptByBrowser(page)).toContain('Vattenlinjeutkastet');
    await page.getByRole('button', { name: /konto/ }).click();
    await page.getByRole('button', { name: 'Logga ut' }).click();
    // The provider asks whether one is to be signed out there too; the application is left already.
    await page.getByRole('button', { name: 'Ja, logga ut' }).waitFor();
    await page.goto('/');
    await page.locator('.shell-head').getByText('Logga in').waitFor();
    await settled(page);
    const after: string[] = [await keptByBrowser(page)];
    for (let i = 0; i < 2; i++) {
      await page.goBack();
      await settled(page);
      after.push(await keptByBrowser(page));
    }
    expect(Object.keys(MARKS).filter((mark) => after.join().includes(mark))).toEqual([]);
    expect(after.join()).not.toContain('Sara Lindqvist');
    const again = await page.request.get(extra[A]!.utkast!, { headers: { cookie: 'x=1', accept: 'text/html' } });
    expect(again.headers()['cache-control']).toBe('no-store');
    await page.context().close();
  }, 60_000);

  function leaksTo(person: string, kept: readonly string[]): string[] {
    const all = kept.join('\n');
    return (Object.keys(MARKS) as Mark[])
      .filter((mark) => (MARKS[mark] as readonly string[]).includes(person) && all.includes(mark))
      .map((mark) => `${person} got ${mark}`);
  }
  /** Marks that nobody saw at all: looking for them proves nothing. */
  function unseen(all: readonly (readonly [string, readonly string[]])[]): string[] {
    const text = all.map(([, kept]) => kept.join('\n')).join('\n');
    return Object.keys(MARKS).filter((mark) => !text.includes(mark));
  }
});
