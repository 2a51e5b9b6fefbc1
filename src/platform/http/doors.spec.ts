import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { createTestApp, TestApp } from '../../../test/harness/app.js';
import { Health } from '../health.js';

let world: TestApp;
const inject = (options: InjectOptions, app: NestFastifyApplication = world.app) => app.inject(options as never);

beforeAll(async () => {
  world = await createTestApp({
    env: { METRICS_TOKEN: 'a-token-for-the-one-who-watches-0001', BODY_LIMIT_KB: '2', TEXT_BODY_LIMIT_KB: '8' },
  });
}, 120_000);
afterAll(() => world.close());

describe('every answer', () => {
  it('carries the headers that close the doors of the browser, without unsafe-inline', async () => {
    for (const url of ['/', '/assets/landing.css', '/health/live', '/nothing-here', '/graphql']) {
      const { headers } = await inject({ url });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      expect(headers['cache-control']).toBeDefined();
    }
  });

  it('carries a request id: the one that was sent if it is harmless, else a new one', async () => {
    const idFor = async (sent: string) =>
      (await inject({ url: '/health/live', headers: { 'x-request-id': sent } })).headers['x-request-id'];
    expect(await idFor('load-balancer-0001')).toBe('load-balancer-0001');
    for (const bad of [
      'kort',
      '19850101-1234',
      '198501011234',
      'a'.repeat(65),
      'with space 123',
      '<script>alert(1)',
      "x'; drop table",
    ]) {
      const made = await idFor(bad);
      expect(made).not.toBe(bad);
      expect(made).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('what is not GraphQL', () => {
  it('says a missing page as a problem, without repeating its address', async () => {
    const answer = await inject({ url: '/frågan-om-19850101-1234?q=hemligt', headers: { 'accept-language': 'en' } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: expect.stringContaining('does not exist'),
    });
    expect(answer.payload).not.toContain('1234');
    expect(answer.payload).not.toContain('hemligt');
  });

  it('logs a request by its route and never by its address', async () => {
    await inject({ url: '/health/ready?canary=KANARIE-77' });
    await inject({ url: '/KANARIE-77' });
    expect(world.logs.join('')).not.toContain('KANARIE-77');
    expect(world.logs.some((line) => line.includes('"route":"/health/ready"'))).toBe(true);
  });

  it('shows a front page in both languages, without script or style of its own', async () => {
    const sv = await inject({ url: '/' });
    const en = await inject({ url: '/?lang=en' });
    expect(sv.payload).toContain('<html lang="sv">');
    expect(en.payload).toContain('<html lang="en">');
    for (const page of [sv.payload, en.payload]) {
      expect(page).not.toMatch(/<script|<style|style=|\son\w+=/);
      expect(page).toContain('<h1>');
      expect(page).toContain('href="/login"');
    }
    expect((await inject({ url: '/?lang=%3Cscript%3E' })).payload).not.toContain('<script>');
  });
});

describe('health', () => {
  it('lives, is ready, and says which check stands how', async () => {
    expect((await inject({ url: '/health/live' })).json()).toEqual({ alive: true });
    const ready = await inject({ url: '/health/ready' });
    expect(ready.statusCode).toBe(200);
    const { checks } = ready.json() as { checks: Record<string, { state: string }> };
    expect(Object.keys(checks).sort()).toEqual(['anonymous', 'app', 'migrations', 'queue', 'reader', 'relay']);
    expect(Object.values(checks).every(({ state }) => state === 'ok')).toBe(true);
  });

  it('is not ready while a migration is missing, or while it stops', async () => {
    await world.sql(`delete from migration where name like 'AuditCheckpoints%'`);
    const answer = await inject({ url: '/health/ready' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      ready: false,
      checks: { migrations: { state: 'failed', note: '1_pending' } },
    });
    await world.sql(`insert into migration (timestamp, name) values (1763900000006, 'AuditCheckpoints1763900000006')`);
    const health = world.app.get(Health, { strict: false });
    health.stopping = true;
    expect((await inject({ url: '/health/ready' })).statusCode).toBe(503);
    health.stopping = false;
    expect((await inject({ url: '/health/ready' })).statusCode).toBe(200);
  });
});

describe('metrics', () => {
  it('are open on this machine only, or with the token', async () => {
    const status = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      (await inject({ url: '/metrics', headers, remoteAddress })).statusCode;
    expect(await status({})).toBe(200);
    expect(await status({}, '::ffff:127.0.0.1')).toBe(200);
    expect(await status({}, '192.0.2.7')).toBe(404);
    expect(await status({ 'x-forwarded-for': '192.0.2.7' })).toBe(404);
    expect(await status({ authorization: 'Bearer a-token-for-the-one-who-watches-0001' }, '192.0.2.7')).toBe(200);
    expect(await status({ authorization: 'Bearer wrong' }, '192.0.2.7')).toBe(404);
    expect(await status({ authorization: 'Bearer wrong' })).toBe(404);
  });

  it('count by route, by root field and by pool, never by what callers make up', async () => {
    await world.anonymous.raw('query MyOwnName { viewer { __typename } }');
    await inject({ url: '/made-up-by-the-caller' });
    const { payload } = await inject({ url: '/metrics' });
    expect(payload).toContain('field="viewer"');
    expect(payload).toContain('lagrum_database_connections{pool="reader",state="idle"}');
    expect(payload).toContain('lagrum_outbox_rows{state="pending"}');
    expect(payload).toContain('process_cpu_seconds_total');
    expect(payload).not.toContain('MyOwnName');
    expect(payload).not.toContain('made-up-by-the-caller');
  });
});

describe('limits', () => {
  it('let a mutation carry more than a query, and neither more than the whole', async () => {
    const send = (query: string, bytes: number) =>
      inject({ method: 'POST', url: '/graphql', payload: { query, variables: { text: 'x'.repeat(bytes) } } });
    const large = await send('query { viewer { __typename } }', 3_000);
    expect(large.statusCode).toBe(400);
    expect(large.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('2 kB') }],
    });
    expect((await send('query { viewer { __typename } }', 1_000)).statusCode).toBe(200);
    // Unknown, but read: the mutation was let through to validation.
    expect((await send('mutation { nothingSuch }', 3_000)).payload).toContain('nothingSuch');
    expect((await send('mutation { nothingSuch }', 9_000)).statusCode).toBe(413);
    // Not by calling itself a mutation in a comment.
    expect((await send('# mutation\nquery { viewer { __typename } }', 3_000)).payload).toContain('2 kB');
  });

  it('stop one caller and not the next, in the shape of what was asked', async () => {
    const narrow = await createTestApp({ env: { RATE_LIMIT_PER_MINUTE: '5' } });
    try {
      const ask = (address: string, url = '/graphql') =>
        inject(
          {
            method: url === '/graphql' ? 'POST' : 'GET',
            url,
            remoteAddress: address,
            ...(url === '/graphql' ? { payload: { query: '{ viewer { __typename } }' } } : {}),
          },
          narrow.app,
        );
      for (let i = 0; i < 5; i++) expect((await ask('192.0.2.1')).statusCode).toBe(200);
      const refused = await ask('192.0.2.1');
      expect(refused.statusCode).toBe(429);
      expect(refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'RATE_LIMITED' }, message: expect.stringContaining('Vänta') }],
      });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      const page = await ask('192.0.2.1', '/');
      expect(page.statusCode).toBe(429);
      expect(page.headers['content-type']).toContain('application/problem+json');
      expect((await ask('192.0.2.1', '/health/live')).statusCode).toBe(200);
      expect((await ask('192.0.2.2')).statusCode).toBe(200);
      // A customer has a whole /64.
      for (let i = 0; i < 5; i++) await ask(`2001:db8::${i}`);
      expect((await ask('2001:db8::ffff')).statusCode).toBe(429);
      expect((await ask('2001:db8:0:1::1')).statusCode).toBe(200);
      // People behind one address do not use up each other's.
      const one = await narrow.as('jurist@skr.demo');
      const two = await narrow.as('granskare@skr.demo');
      for (let i = 0; i < 5; i++) expect((await one.raw('{ viewer { __typename } }')).status).toBe(200);
      expect((await one.raw('{ viewer { __typename } }')).status).toBe(429);
      expect((await two.raw('{ viewer { __typename } }')).status).toBe(200);
    } finally {
      await narrow.close();
    }
  }, 180_000);
});
