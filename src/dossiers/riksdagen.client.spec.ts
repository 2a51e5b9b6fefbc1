import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { TestClock } from '../../test/harness/clock.js';
import { fixture, hasRiksdagenData, SourceServer, TestWaiter } from '../../test/harness/riksdagen-server.js';
import { CONFIG, Config } from '../platform/config.js';
import { familiesOf, isDocumentId, isProvisionId } from './document-id.js';
import { DossierStageKind } from './dossier.entity.js';
import { PoliteClient, SourceError } from './polite.client.js';
import { readReferralFeed } from './referral-feed.js';
import { RiksdagenClient } from './riksdagen.client.js';
import { dayOfReport, decisionOf, httpsLink, readListPage, readStatus, reportOf } from './riksdagen-data.js';

const withData = hasRiksdagenData ? it : it.skip;
const json = (name: string): unknown => JSON.parse(fixture(name));

describe('ids of documents', () => {
  it.each([
    'sfs/2008:355',
    'sfs/1904:48_s.1',
    'prop/2017/18:223',
    'prop/1999/2000:12',
    'prop/1958:B 6',
    'sou/2014:23',
    'ds/2024:13',
    'dir/2011:111',
    'bet/2021/22:SoU30',
    'rskr/2021/22:381',
    'lagradsremiss/2026-01-20/offentlighetsprincipen',
    'celex/32016R0679',
    'hslf-fs/2016:40',
  ])('%s is one', (id) => expect(isDocumentId(id)).toBe(true));

  it.each([
    '',
    'prop',
    'prop/',
    'prop/2017/19:223',
    'prop. 2017/18:223',
    'bet/2021/22:30',
    'sou/2014:23#s12',
    'rskr/21/22:381',
    'lagradsremiss/2026-01-20/../x',
    `lagradsremiss/2026-01-20/${'a'.repeat(300)}`,
    'javascript:alert(1)',
    'toString/2014:1',
  ])('%j is none', (id) => expect(isDocumentId(id)).toBe(false));

  it('tell an act with a place from a document', () => {
    for (const id of ['sfs/2008:355', 'sfs/2008:355#K6P2aS1N3', 'celex/32016R0679#6.1.e', 'sfs/2010:800#L2014:827'])
      expect({ id, is: isProvisionId(id) }).toEqual({ id, is: true });
    for (const id of ['prop/2017/18:223', 'sfs/2008:355#', 'sfs/2008:355#s12', 'sou/2014:23#s12', 'sfs/2008:355#K6P'])
      expect({ id, is: isProvisionId(id) }).toEqual({ id, is: false });
  });

  it('belong to their stage', () => {
    expect(familiesOf(DossierStageKind.BILL)).toEqual(['prop']);
    expect(familiesOf(DossierStageKind.REFERRAL)).toBeNull();
  });
});

describe("Riksdagen's data as it is", () => {
  withData('one element arrives as an object and several as a list', () => {
    const raw = json('dokumentstatus-prop-HB0320.json') as { dokumentstatus: { dokreferens: { referens: object[] } } };
    const [first] = raw.dokumentstatus.dokreferens.referens;
    const asList = readStatus(raw).references;
    const alone = readStatus({
      dokumentstatus: { ...raw.dokumentstatus, dokreferens: { referens: first } },
    }).references;
    expect(alone).toEqual(asList.slice(0, 1));
    expect(alone[0]).toMatchObject({ type: 'behandlas_i', dokId: 'HB01UbU5', session: '2023/24', designation: 'UbU5' });
    expect(readStatus({ dokumentstatus: { dokreferens: null } }).references).toEqual([]);
  });

  withData('a bill that is "Klar" is not decided: its report is', () => {
    const bill = readStatus(json('dokumentstatus-prop-HB0320.json'));
    expect(decisionOf(bill)).toBeNull();
    expect(reportOf(bill)).toMatchObject({ dokId: 'HB01UbU5' });
    const report = readStatus(json('dokumentstatus-bet-HB01UbU5.trimmed.json'));
    expect(dayOfReport(report)).toBe('2023-11-30');
    expect(decisionOf(report)).toMatchObject({
      date: '2023-12-20',
      words: 'Kammaren biföll utskottets förslag.',
      letter: { session: '2023/24', designation: '106' },
    });
  });

  withData.each([
    ['BES is only planned', /("kod":"BES"[^}]*"status":")inträffat/, '$1planerat'],
    ['the sentence of the decision is not there', /"kod":"rdbeslut"/, '"kod":"utskottet"'],
    [
      'the letter to the government has no number yet',
      /"referenstyp":"rskr"[^}]*"ref_dok_typ":"rskr"/,
      '"referenstyp":"x"',
    ],
  ])('a report is not decided while %s', (_, from, to) => {
    const text = fixture('dokumentstatus-bet-HB01UbU5.trimmed.json');
    expect(text).toMatch(from);
    expect(decisionOf(readStatus(JSON.parse(text.replace(from, to))))).toBeNull();
  });

  withData('inquiries have no status page, directives a committee number beside their own', () => {
    const [inquiry] = readListPage(json('dokumentlista-sou-2.json')).rows;
    expect(inquiry).toMatchObject({ type: 'sou', session: '2025', designation: '12', hasStatus: false });
    const [directive] = readListPage(json('dokumentlista-dir-2.json')).rows;
    expect(directive).toMatchObject({ designation: '25', committee: 'Ju 2022:17', hasStatus: false });
    // The address begins with `//`; people are sent to https.
    expect(directive!.link).toBe('https://data.riksdagen.se/dokument/HCB125.html');
  });

  it.each([
    ['//data.riksdagen.se/x', 'https://data.riksdagen.se/x'],
    ['http://data.riksdagen.se/x', 'https://data.riksdagen.se/x'],
    ['javascript:alert(1)', null],
    ['/dokument/x', null],
    ['', null],
    [null, null],
  ])('the address %j becomes %j', (from, to) => expect(httpsLink(from)).toBe(to));

  withData("reads the government's feed", () => {
    expect(readReferralFeed(fixture('regeringen-lagradsremiss.rss.xml'))).toEqual([
      {
        documentId:
          'lagradsremiss/2026-01-20/offentlighetsprincipen-med-lattnadsregler-for-mindre-enskilda-huvudman-i-skolvasendet',
        date: '2026-01-20',
        title: 'Offentlighetsprincipen med lättnadsregler för mindre enskilda huvudmän i skolväsendet',
        link: 'https://www.regeringen.se/rattsliga-dokument/lagradsremiss/2026/01/offentlighetsprincipen-med-lattnadsregler-for-mindre-enskilda-huvudman-i-skolvasendet/',
        acts: ['sfs/2009:400', 'sfs/1990:782', 'sfs/2010:800'],
      },
      expect.objectContaining({ date: '2025-07-10', acts: ['sfs/2010:800'] }),
    ]);
  });

  withData('reads a feed of one item, and refuses one that brings a document type', () => {
    const xml = fixture('regeringen-lagradsremiss.rss.xml');
    const one = xml.replace(/<item>(?![\s\S]*<item>)[\s\S]*?<\/item>/, '');
    expect(readReferralFeed(one)).toHaveLength(1);
    expect(() => readReferralFeed(`<!DOCTYPE rss [<!ENTITY a "b">]>${xml}`)).toThrow('document type');
    expect(() => readReferralFeed('<html></html>')).toThrow('RSS');
  });
});

describe('the client', () => {
  let t: TestApp;
  let server: SourceServer;
  let clock: TestClock;
  let waiter: TestWaiter;
  let client: PoliteClient;
  let riksdagen: RiksdagenClient;

  beforeAll(async () => {
    clock = new TestClock();
    server = await SourceServer.start(() => clock.now().getTime());
    t = await createTestApp({
      env: { RIKSDAGEN: 'true', RIKSDAGEN_URL: server.url, REFERRAL_FEED_URL: `${server.url}/rss` },
    });
    waiter = new TestWaiter(clock);
    const config = t.app.get<Config>(CONFIG);
    client = new PoliteClient(t.db, clock, waiter, config);
    riksdagen = new RiksdagenClient(client, config);
  }, 60_000);
  afterAll(async () => {
    await t.close();
    await server.stop();
  });
  beforeEach(async () => {
    server.forget();
    waiter.waits.length = 0;
    await t.sql('delete from fetched_page');
  });

  const fault = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof SourceError) return `${error.fault}${error.status ? ` ${error.status}` : ''}`;
      throw error;
    }
    return 'none';
  };
  const get = (path: string) => client.get(`${server.url}${path}`, 'application/json');

  withData('finds a document among those whose number begins alike', async () => {
    const page = json('dokumentlista-prop-HB0320.json') as { dokumentlista: { dokument: Record<string, unknown>[] } };
    const row = page.dokumentlista.dokument[0]!;
    const others = ['200', '201'].map((n) => ({ ...row, dok_id: `HB03${n}`, beteckning: n }));
    server.on(
      /^\/dokumentlista/,
      JSON.stringify({ dokumentlista: { ...page.dokumentlista, dokument: [...others, row] } }),
    );
    expect(await riksdagen.find('prop/2023/24:20')).toMatchObject({ dokId: 'HB0320', date: '2023-10-03' });
    const asked = new URL(server.asked[0]!.path, server.url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      doktyp: 'prop',
      rm: '2023/24',
      bet: '20',
      utformat: 'json',
      p: '1',
    });
  });

  withData('walks page after page, and stops when a page does not advance', async () => {
    const list = json('dokumentlista-prop-HB0320.json') as { dokumentlista: { dokument: Record<string, unknown>[] } };
    const row = list.dokumentlista.dokument[0]!;
    const page = (p: number, ids: string[]) =>
      JSON.stringify({
        dokumentlista: {
          '@sida': String(p),
          '@traff_till': String(p * 2),
          '@traffar': '1000',
          dokument: ids.map((id) => ({ ...row, dok_id: id, beteckning: id })),
        },
      });
    // The third page is the second again: the source has capped its list, although it says that there are 1,000.
    server.on(/^\/dokumentlista/, (request, response) => {
      const p = Number(new URL(request.url!, server.url).searchParams.get('p'));
      response.end(page(p, p === 1 ? ['A', 'B'] : ['C', 'D']));
    });
    const found: string[] = [];
    for await (const one of riksdagen.rows({ doktyp: 'prop', rm: '2023/24' })) found.push(one.dokId);
    expect(found).toEqual(['A', 'B', 'C', 'D']);
    expect(server.asked).toHaveLength(3);
  });

  it('has none of what the source does not have, and asks for nothing that the source never has', async () => {
    server.on(/^\/dokumentlista/, '{"dokumentlista":{"@traffar":"0","@traff_till":"0","dokument":null}}');
    expect(await riksdagen.find('dir/2024:999')).toBeNull();
    expect(server.asked).toHaveLength(1);
    expect(await riksdagen.find('celex/32016R0679')).toBeNull();
    expect(server.asked).toHaveLength(1);
    expect(await fault(riksdagen.status('../../etc'))).toBe('UNREADABLE');
    expect(server.asked).toHaveLength(1);
  });

  it('sends one request at a time, with the pause between them, and says who it is', async () => {
    server.on(/^\/slow/, (_, response) => void setImmediate(() => response.end('{}')));
    await Promise.all(['/slow?1', '/slow?2', '/slow?3'].map(get));
    expect(server.most).toBe(1);
    const gaps = server.asked.slice(1).map(({ at }, i) => at - server.asked[i]!.at);
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
    expect(server.asked[0]!.headers['user-agent']).toMatch(/^Lagrum \(\+http/);
  });

  it('asks whether it has changed, and uses what it had when it has not', async () => {
    server.on(/^\/doc/, (request, response, nth) => {
      if (request.headers['if-none-match'] === '"v1"' && nth < 3) return void response.writeHead(304).end();
      response.setHeader('etag', nth < 3 ? '"v1"' : '"v2"');
      response.setHeader('last-modified', 'Tue, 30 Jun 2025 13:31:39 GMT');
      response.end(nth < 3 ? '{"v":1}' : '{"v":2}');
    });
    expect(await get('/doc')).toBe('{"v":1}');
    expect(await get('/doc')).toBe('{"v":1}');
    expect(server.asked[1]!.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Tue, 30 Jun 2025 13:31:39 GMT',
    });
    expect(await get('/doc')).toBe('{"v":2}');
    expect(await t.sql('select etag, body from fetched_page')).toEqual([{ etag: '"v2"', body: '{"v":2}' }]);
  });

  it('waits longer and longer while the source is troubled, as long as the source says, and then gives up', async () => {
    server.on(/^\/often/, (_, response, nth) => {
      if (nth < 3) return void response.writeHead(503, nth === 2 ? { 'retry-after': '7' } : {}).end();
      response.end('{"ok":1}');
    });
    expect(await get('/often')).toBe('{"ok":1}');
    const backOffs = waiter.waits.filter((wait) => wait >= 2_000);
    expect(backOffs).toEqual([2_000, 7_000]);

    server.on(/^\/never/, (_, response) => void response.writeHead(500).end());
    expect(await fault(get('/never'))).toBe('STATUS 500');
    expect(server.asked.filter((one) => one.path === '/never')).toHaveLength(4);

    server.on(/^\/tomorrow/, (_, response) => void response.writeHead(429, { 'retry-after': '86400' }).end());
    expect(await fault(get('/tomorrow'))).toBe('STATUS 429');
    expect(server.asked.filter((one) => one.path === '/tomorrow')).toHaveLength(1);
  });

  it('does not ask again for what is not there', async () => {
    expect(await fault(get('/gone'))).toBe('STATUS 404');
    expect(server.asked).toHaveLength(1);
  });

  it('tries a connection that breaks again', async () => {
    server.on(/^\/breaks/, (request, response, nth) =>
      nth === 1 ? void request.socket.destroy() : void response.end('{}'),
    );
    expect(await get('/breaks')).toBe('{}');
  });

  it('gives up on a source that does not answer', async () => {
    server.on(/^\/silent/, () => undefined);
    client.timeoutMs = 50;
    try {
      expect(await fault(get('/silent'))).toBe('TIMEOUT');
    } finally {
      client.timeoutMs = 20_000;
    }
  });

  it('reads no more than it has room for', async () => {
    server.on(/^\/huge/, 'x'.repeat(5_000));
    client.largest = 4_096;
    try {
      expect(await fault(get('/huge'))).toBe('TOO_LARGE');
    } finally {
      client.largest = 8 * 1024 * 1024;
    }
    expect(await t.sql('select from fetched_page')).toEqual([]);
  });

  it('follows a move within the host and to no other', async () => {
    const elsewhere = await SourceServer.start();
    try {
      elsewhere.on(/./, '{"stolen":1}');
      server.on(/^\/moved/, (_, response) => void response.writeHead(301, { location: '/here' }).end());
      server.on(/^\/here/, '{"here":1}');
      server.on(/^\/away/, (_, response) => void response.writeHead(302, { location: `${elsewhere.url}/x` }).end());
      server.on(/^\/round/, (_, response) => void response.writeHead(302, { location: '/round' }).end());
      expect(await get('/moved')).toBe('{"here":1}');
      expect(await fault(get('/away'))).toBe('REDIRECTED 302');
      expect(elsewhere.asked).toEqual([]);
      expect(await fault(get('/round'))).toBe('REDIRECTED');
    } finally {
      await elsewhere.stop();
    }
  });

  it.each(['not json', '[]', '{"dokumentlista":null}', '{"dokumentstatus":[]', 'null'])(
    'an answer that is no list (%j) is a fault and not an empty list',
    async (body) => {
      server.on(/^\/dokumentlista/, body);
      expect(await fault(riksdagen.find('prop/2023/24:20'))).toBe('UNREADABLE');
    },
  );

  withData('reads the feed of referrals', async () => {
    server.on(/^\/rss/, fixture('regeringen-lagradsremiss.rss.xml'));
    expect(await riksdagen.referrals()).toHaveLength(2);
    server.on(/^\/rss/, '<html>Underhåll</html>');
    expect(await fault(riksdagen.referrals())).toBe('UNREADABLE');
  });

  it('asks nothing while it is off, which it is unless it was turned on', async () => {
    const off = await createTestApp({ env: { RIKSDAGEN_URL: server.url } });
    try {
      const config = off.app.get<Config>(CONFIG);
      expect(config.riksdagen.on).toBe(false);
      expect(await fault(new PoliteClient(off.db, clock, waiter, config).get(`${server.url}/x`, '*/*'))).toBe('OFF');
      expect(server.asked).toEqual([]);
    } finally {
      await off.close();
    }
  });
});
