import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createClient } from 'graphql-ws';
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import pino from 'pino';
import { Client as Person, createTestApp, TestApp } from './harness/app.js';
import { accepted, People, people, Q, question, submitted } from './harness/world.js';
import { createApp } from '../src/bootstrap.js';
import { Clock } from '../src/platform/clock.js';
import { CONFIG, type Config } from '../src/platform/config.js';
import { newId } from '../src/platform/ids.js';
import { JobService } from '../src/platform/jobs/jobs.module.js';

/** `ws` comes with Mercurius; unlike the WebSocket of Node it lets a test say which headers a browser would send. */
interface Socket {
  send(text: string): void;
  on(event: 'message', listener: (data: Buffer) => void): void;
  on(event: 'open', listener: () => void): void;
  on(event: 'close', listener: (code: number) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  terminate(): void;
}
type Opened = new (url: string, protocol: string, options?: { headers?: Record<string, string> }) => Socket;
const { WebSocket } = createRequire(import.meta.url)('ws') as { WebSocket: Opened };

const ENTRY = 'subscription ($id: ID!) { entryChanged(id: $id) { id kind version } }';
const INBOX = 'subscription { inboxChanged { id kind version } }';
const TOLD = 'subscription { notificationsChanged { unread } }';
const JOB = 'subscription ($id: ID!) { jobProgress(id: $id) { id kind state percent } }';
const COMMENT = 'mutation ($input: CommentAddInput!) { commentAdd(input: $input) { userErrors { code } } }';

interface Said {
  message: string;
  extensions?: { code?: string };
}
const codesOf = (error: unknown): (string | undefined)[] => (error as Said[]).map((one) => one.extensions?.code);

describe('Subscriptions', () => {
  let here: TestApp;
  let there: NestFastifyApplication;
  let p: People;
  let ports: { here: number; there: number };
  const open: (() => unknown)[] = [];

  beforeAll(async () => {
    here = await createTestApp();
    p = await people(here);
    // A second process of the same database, as far as memory is concerned.
    const config = here.app.get<Config>(CONFIG);
    const logger = pino({ level: 'silent' });
    there = await createApp({ config, urls: here.database.urls, logger, work: false, clock: here.app.get(Clock) });
    const listening = async (app: NestFastifyApplication): Promise<number> => {
      await app.listen(0, '127.0.0.1');
      return (app.getHttpServer().address() as { port: number }).port;
    };
    ports = { here: await listening(here.app), there: await listening(there) };
  }, 180_000);
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(async () => {
    await there?.close();
    await here?.close();
  });

  const tokenOf = (who: Person): string => who.authorization.authorization!;
  const connect = (params: Record<string, unknown>, headers: Record<string, string> = {}, port = ports.there) => {
    const Headed = class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers });
      }
    };
    const client = createClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: Headed,
      connectionParams: params,
      retryAttempts: 0,
    });
    open.push(() => client.dispose());
    return client;
  };
  const by = (who: Person) => connect({ Authorization: tokenOf(who) });
  /** What came, one by one; `begun` when the server listens, which the first touch proves. */
  const follow = <T>(client: ReturnType<typeof connect>, query: string, variables: Record<string, unknown> = {}) =>
    client.iterate<T>({ query, variables });
  const touch = (who: Person, entry: string, audience = 'SHARED') =>
    who.act(COMMENT, { entry, body: 'Ett meddelande.', audience });
  /** Touches until the first is heard: when a subscription has begun is not told to its client. */
  const heard = async <T>(first: Promise<T>, again: () => Promise<unknown>): Promise<T> => {
    let done = false;
    const end = first.finally(() => (done = true));
    while (!done) await Promise.race([end, again()]);
    return end;
  };

  it('a change in one process is heard in another, by id, kind and version', async () => {
    const sent = await submitted(here, p.officer);
    const feed = follow<{ entryChanged: object }>(by(p.officer), ENTRY, { id: sent.id });
    const first = await heard(feed.next(), () => touch(p.officer, sent.id));
    expect(first.value.data.entryChanged).toEqual({ id: sent.id, kind: 'QUESTION', version: sent.version });
    const [area] = await here.sql<{ id: string }>('select id from subject_area order by key limit 1');
    const input = { id: sent.id, expectedVersion: sent.version, subjectAreas: [area!.id] };
    const now = await question(p.lawyer, Q.accept, input);
    // Touches of before may still be on their way.
    for (;;) {
      const { value } = await feed.next();
      const { version } = value.data.entryChanged as { version: number };
      if (version === now.version) break;
      expect(version).toBe(sent.version);
    }
  });

  it('and whether it was one oneself who did it', async () => {
    const sent = await submitted(here, p.officer);
    const own = 'subscription ($id: ID!) { entryChanged(id: $id) { own } }';
    for (const [who, mine] of [
      [p.officer, true],
      [p.lawyer, false],
    ] as const) {
      const feed = follow<{ entryChanged: object }>(by(who), own, { id: sent.id });
      const first = await heard(feed.next(), () => touch(p.officer, sent.id));
      expect(first.value.data.entryChanged).toEqual({ own: mine });
    }
  });

  it('a foreign tenant is told of it as of what does not exist', async () => {
    const sent = await submitted(here, p.officer);
    const client = by(p.neighbour);
    for (const id of [sent.id, newId('Question'), 'nonsense']) {
      const refused = await follow(client, ENTRY, { id })
        .next()
        .catch((error: unknown) => error);
      expect(refused).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect((refused as Said[])[0]!.message).toContain('inte');
    }
  });

  it('and not of what was narrowed after the subscription began', async () => {
    const sent = await submitted(here, p.officer);
    const feed = follow<{ entryChanged: { version: number } }>(by(p.lawyer), ENTRY, { id: sent.id });
    await heard(feed.next(), () => touch(p.officer, sent.id));
    await here.sql(`update entry set access = 'OWN', visibility = 'OWN' where id = $1`, [sent.id]);
    await touch(p.officer, sent.id);
    await here.sql(`update entry set access = 'PARTIES', visibility = 'PARTIES', version = 99 where id = $1`, [
      sent.id,
    ]);
    await touch(p.officer, sent.id);
    for (;;) {
      const { version } = (await feed.next()).value.data.entryChanged;
      if (version === 99) break;
      expect(version).toBe(sent.version);
    }
  });

  it('what is internal to the association moves nothing at the asker', async () => {
    interface Heard {
      entryChanged: { version: number };
    }
    const sent = await submitted(here, p.officer);
    const other = await submitted(here, p.officer);
    const client = by(p.officer);
    const feed = follow<Heard>(client, ENTRY, { id: sent.id });
    const first = feed.next();
    // Begun after it on the same line: when this one hears, so does the first, and nothing has touched that one yet.
    const beside = follow(client, ENTRY, { id: other.id });
    await heard(beside.next(), () => touch(p.officer, other.id));
    const inside = follow<Heard>(by(p.lawyer), ENTRY, { id: sent.id });
    await heard(inside.next(), () => touch(p.lawyer, sent.id, 'INTERNAL'));
    // Told apart by the version, which the touch itself leaves alone.
    await here.sql('update entry set version = 50 where id = $1', [sent.id]);
    await touch(p.officer, sent.id);
    expect((await first).value.data.entryChanged.version).toBe(50);
  });

  it('the inbox tells those whose it is', async () => {
    // What the specs before this one left to do is not what is asked about.
    await here.drainJobs();
    const feed = follow<{ inboxChanged: { id: string; kind: string } }>(by(p.lawyer), INBOX);
    const first = await heard(feed.next(), async () => {
      await submitted(here, p.officer);
      await here.drainJobs();
    });
    expect(first.value.data.inboxChanged.kind).toBe('TRIAGE');
    const other = follow<{ inboxChanged: { kind: string } }>(by(p.officer), INBOX);
    const asked = await heard(other.next(), async () => {
      const q = await accepted(here, p);
      const ask = `mutation ($input: QuestionMessageInput!) { questionRequestInformation(input: $input) { userErrors { code message } } }`;
      const done = await p.lawyer.act(ask, { id: q.id, expectedVersion: q.version, message: 'Vad gäller saken?' });
      expect(done.userErrors).toEqual([]);
      await here.drainJobs();
    });
    // The association's own tasks moved all the while.
    expect(asked.value.data.inboxChanged.kind).toBe('PROVIDE_INFORMATION');
  });

  it('whoever is told something hears how much is unread, also when they have read it, and nobody else', async () => {
    interface Heard {
      notificationsChanged: { unread: number };
    }
    const sent = await submitted(here, p.officer);
    await here.drainJobs();
    const neighbour = follow<Heard>(by(p.neighbour), TOLD).next();
    const feed = follow<Heard>(by(p.officer), TOLD);
    const first = await heard(feed.next(), async () => {
      await touch(p.lawyer, sent.id);
      await here.drainJobs();
    });
    expect(first.value.data.notificationsChanged.unread).toBeGreaterThan(0);
    const readAll =
      'mutation ($input: NotificationReadAllInput!) { notificationReadAll(input: $input) { count userErrors { code } } }';
    await p.officer.act(readAll, {});
    for (;;) {
      const { unread } = (await feed.next()).value.data.notificationsChanged;
      if (unread === 0) break;
    }
    // The neighbour's line has been open all the while.
    const quiet = await Promise.race([neighbour.then(() => 'told'), here.drainJobs().then(() => 'quiet')]);
    expect(quiet).toBe('quiet');
  });

  it('a job is followed to its end by whoever caused it and by operators, and by nobody else', async () => {
    const sent = await submitted(here, p.officer);
    const [job] = await here.sql<{ id: string }>(
      `select id from outbox where entry_id = $1 and kind = 'question.tasks' order by id desc limit 1`,
      [sent.id],
    );
    const refused = await follow(by(p.neighbour), JOB, { id: job!.id }).next().catch(codesOf);
    expect(refused).toEqual(['BAD_USER_INPUT']);
    const mine = follow<{ jobProgress: { state: string } }>(by(p.officer), JOB, { id: job!.id });
    expect((await mine.next()).value.data.jobProgress).toMatchObject({ state: 'PENDING', kind: 'question.tasks' });
    await here.drainJobs();
    expect((await mine.next()).value.data.jobProgress.state).toBe('FINISHED');
    expect((await mine.next()).done).toBe(true);
    const late = follow<{ jobProgress: { state: string } }>(by(p.admin), JOB, { id: job!.id });
    expect((await late.next()).value.data.jobProgress.state).toBe('FINISHED');
    expect((await late.next()).done).toBe(true);
    expect(here.app.get(JobService).currentQueue).toBeNull();
  });

  describe('signing in', () => {
    const first = (client: ReturnType<typeof connect>, query = INBOX): Promise<unknown> =>
      follow(client, query)
        .next()
        .then(() => null, codesOf);
    const sessionOf = async (who: Person): Promise<string> => {
      const token = randomBytes(32).toString('base64url');
      await here.sql(
        `insert into session (id, token_hash, person_id, issuer, created_at, expires_at) values ($1, $2, $3, 'test', now(), '2100-01-01')`,
        [newId('Session'), createHash('sha256').update(token).digest(), who.personId],
      );
      return `__Host-lagrum=${token}`;
    };

    it('is demanded, and a token that does not work is refused', async () => {
      expect(await first(connect({}))).toEqual(['UNAUTHENTICATED']);
      expect(await first(connect({ Authorization: 'Bearer lgr_nothing' }))).toEqual(['UNAUTHENTICATED']);
    });

    it('by cookie from our own pages only, and never by a cookie in the payload', async () => {
      const cookie = await sessionOf(p.officer);
      const sent = await submitted(here, p.officer);
      const own = connect({}, { cookie, origin: `http://localhost:${ports.there}` });
      const feed = follow(own, ENTRY, { id: sent.id });
      await heard(feed.next(), () => touch(p.officer, sent.id));
      expect(await first(connect({}, { cookie, origin: 'https://evil.example' }))).toEqual(['UNAUTHENTICATED']);
      expect(await first(connect({}, { cookie }))).toEqual(['UNAUTHENTICATED']);
      expect(await first(connect({ cookie, origin: `http://localhost:${ports.there}` }))).toEqual(['UNAUTHENTICATED']);
      expect(await first(connect({ headers: { cookie } }))).toEqual(['UNAUTHENTICATED']);
    });

    it('a revoked token hears nothing more', async () => {
      const leaver = await here.as('handlaggare@kommun-a.demo');
      const sent = await submitted(here, p.officer);
      const feed = follow(by(leaver), ENTRY, { id: sent.id });
      await heard(feed.next(), () => touch(p.officer, sent.id));
      await here.sql('update access_token set revoked_at = now() where token_hash = $1', [
        createHash('sha256').update(tokenOf(leaver).slice(7)).digest(),
      ]);
      here.clock.advance(1_000);
      await touch(p.officer, sent.id);
      let ended: unknown = null;
      while (ended === null) ended = await feed.next().then(() => null, codesOf);
      expect(ended).toEqual(['UNAUTHENTICATED']);
    });

    it('a role that was taken away, or a scope that does not reach, is refused', async () => {
      const [narrow] = [await here.as('handlaggare@kommun-a.demo')];
      await here.sql(`update access_token set scopes = '{question:*}' where token_hash = $1`, [
        createHash('sha256').update(tokenOf(narrow!).slice(7)).digest(),
      ]);
      expect(await first(by(narrow!))).toEqual(['FORBIDDEN']);
    });
  });

  describe('limits', () => {
    const refused = (query: string): Promise<unknown> =>
      follow(by(p.officer), query)
        .next()
        .then(() => null, codesOf);

    it('hold on this transport too', async () => {
      const id = newId('Question');
      const aliases = Array.from({ length: 40 }, (_, i) => `a${i}: id`).join(' ');
      expect(await refused(`subscription { entryChanged(id: "${id}") { ${aliases} } }`)).toEqual(['TOO_COMPLEX']);
      expect(await refused(`subscription { entryChanged(id: "${id}") { ${'id '.repeat(3_000)} } }`)).toEqual([
        'TOO_COMPLEX',
      ]);
      const deep = `${'... on EntryChange { '.repeat(30)} id ${'}'.repeat(30)}`;
      expect(await refused(`subscription { entryChanged(id: "${id}") { ${deep} } }`)).not.toBeNull();
      expect(await refused(`subscription { inboxChanged { id } entryChanged(id: "${id}") { id } }`)).toEqual([
        'BAD_USER_INPUT',
      ]);
      expect(await refused(`subscription { inboxChanged { secret } }`)).toEqual(['BAD_USER_INPUT']);
    });

    it('queries and mutations do not go this way, subscriptions no other', async () => {
      expect(await refused('{ viewer { id } }')).not.toBeNull();
      const answer = await p.officer.raw('subscription { inboxChanged { id } }');
      expect(answer.errors![0]!.extensions!.code).toBe('BAD_USER_INPUT');
    });

    /** A client that does not keep to the protocol. */
    const raw = async (protocol = 'graphql-transport-ws') => {
      const socket = new WebSocket(`ws://127.0.0.1:${ports.there}/graphql`, protocol);
      open.push(() => socket.terminate());
      const messages: { type: string; id?: string; payload?: Said[] }[] = [];
      let wake = (): void => undefined;
      socket.on('message', (data) => {
        const message = JSON.parse(data.toString()) as (typeof messages)[number];
        if (message.type !== 'ping') messages.push(message);
        wake();
      });
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      const failed = new Promise<string>((resolve) => socket.on('error', (error) => resolve(error.message)));
      const opened = new Promise<string>((resolve) => socket.on('open', () => resolve('open')));
      const next = async () => {
        while (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        return messages.shift()!;
      };
      const say = (message: object): void => socket.send(JSON.stringify(message));
      return { socket, next, say, closed, opened: Promise.race([opened, failed]) };
    };
    const begun = async () => {
      const line = await raw();
      await line.opened;
      line.say({ type: 'connection_init', payload: { Authorization: tokenOf(p.officer) } });
      expect((await line.next()).type).toBe('connection_ack');
      return line;
    };

    it('a syntax tree in place of text is refused', async () => {
      const line = await begun();
      const { parse } = await import('graphql');
      line.say({ id: '1', type: 'subscribe', payload: { query: parse(INBOX) } });
      expect(await line.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    });

    it('an id is used once at a time, and twenty run at most', async () => {
      const line = await begun();
      for (let i = 0; i < 20; i++) line.say({ id: `s${i}`, type: 'subscribe', payload: { query: INBOX } });
      line.say({ id: 's0', type: 'subscribe', payload: { query: INBOX } });
      const taken = await line.next();
      expect(taken).toMatchObject({ id: 's0', type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      line.say({ id: 's20', type: 'subscribe', payload: { query: INBOX } });
      expect(await line.next()).toMatchObject({ id: 's20', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    });

    it('a long message, a flood and a second beginning end the connection', async () => {
      const long = await begun();
      long.say({ id: '1', type: 'subscribe', payload: { query: `${INBOX}${' '.repeat(20_000)}` } });
      expect(await long.closed).toBe(1009);
      const flood = await begun();
      for (let i = 0; i < 300; i++) flood.say({ type: 'pong' });
      expect(await flood.closed).toBe(4429);
      const twice = await begun();
      twice.say({ type: 'connection_init' });
      expect(await twice.closed).toBe(4400);
    });

    it('the older protocol is not spoken', async () => {
      expect(await (await raw('graphql-ws')).opened).toContain('401');
    });
  });

  it('when the channel is lost the client is told to connect again, and hears as before', async () => {
    const sent = await submitted(here, p.officer);
    const client = by(p.officer);
    const feed = follow(client, ENTRY, { id: sent.id });
    await heard(feed.next(), () => touch(p.officer, sent.id));
    await here.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lagrum changes' and datname = current_database()`,
    );
    let ended: unknown = null;
    while (ended === null)
      ended = await feed.next().then(
        () => null,
        (error: unknown) => error,
      );
    expect((ended as { code: number }).code).toBe(1012);
    const again = follow<{ entryChanged: { id: string } }>(by(p.officer), ENTRY, { id: sent.id });
    const first = await heard(again.next(), () => touch(p.officer, sent.id));
    expect(first.value.data.entryChanged.id).toBe(sent.id);
  });
});
