import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { Browser } from '../../test/harness/browser.js';
import { TEST_SECRET } from '../../test/harness/cluster.js';
import { freePort } from '../../test/harness/jobs-bed.js';
import { DemoProvider } from './demo-provider.js';
import { Claims, DEMO_ISSUER } from './oidc.client.js';
import { secretHash, Seal } from './sign-in.seal.js';
import { SignInService } from './sign-in.service.js';

const SARA = 'handlaggare@kommun-a.demo';
const VIEWER = '{ viewer { person { name email } assurance memberships { role organisation { name } } permissions } }';

describe('Signing in through the demo provider', () => {
  let bed: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    bed = await createTestApp({
      env: { DEMO: 'true', DEMO_IDP_PORT: String(await freePort()) },
      now: new Date().toISOString(),
    });
  });
  afterAll(() => bed.close());
  afterEach(() => {
    bed.clock.set(new Date().toISOString());
  });
  const fresh = (): Browser => (browser = new Browser(bed));
  const sessions = async (): Promise<number> =>
    (await bed.sql<{ n: number }>('select count(*)::int as n from session where revoked_at is null'))[0]!.n;

  it('lets a demo person in and says who it is', async () => {
    fresh();
    const answer = await browser.signIn(SARA, '/login?return=/fragor?sida=2');
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/fragor?sida=2');
    const cookie = answer.cookies.find((line) => line.startsWith('__Host-lagrum='))!;
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');

    const { data } = await browser.graphql<{ data: { viewer: Record<string, unknown> } }>(VIEWER);
    expect(data.viewer).toMatchObject({
      person: { name: 'Sara Lindqvist', email: SARA },
      assurance: 'http://id.sambi.se/loa/loa3',
      memberships: [{ role: 'SUBMITTER' }],
    });
    expect(data.viewer.permissions).toContain('viewer:read');
    expect(data.viewer.permissions).not.toContain('person:invite');
  });

  it('keeps only hashes, and the ID token sealed', async () => {
    fresh();
    await browser.signIn(SARA);
    const token = browser.own.get('__Host-lagrum')!;
    const [row] = await bed.sql<{ id_token: string; everything: string }>(
      'select id_token, session::text as everything from session where token_hash = $1',
      [secretHash(token)],
    );
    expect(row).toBeDefined();
    expect(row!.everything).not.toContain(token);
    expect(row!.id_token).not.toContain('.');
    expect(bed.logs.join('')).not.toContain(token);
  });

  it('binds the identity once, however often somebody signs in', async () => {
    for (let i = 0; i < 2; i++) await fresh().signIn(SARA);
    const rows = await bed.sql(
      'select issuer, subject from person_identity i join person p on p.id = i.person_id where p.email = $1',
      [SARA],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ issuer: DEMO_ISSUER });
  });

  it('gives a new token at each sign-in and ends the session before it', async () => {
    fresh();
    await browser.signIn(SARA);
    const before = browser.own.get('__Host-lagrum')!;
    await browser.signIn('jurist@skr.demo');
    expect(browser.own.get('__Host-lagrum')).not.toBe(before);
    const [old] = await bed.sql<{ revoked_at: Date | null }>('select revoked_at from session where token_hash = $1', [
      secretHash(before),
    ]);
    expect(old!.revoked_at).not.toBeNull();
  });

  it('takes no token that the browser brought itself', async () => {
    fresh();
    browser.own.set('__Host-lagrum', 'chosen-by-somebody-else');
    await browser.signIn(SARA);
    expect(browser.own.get('__Host-lagrum')).not.toBe('chosen-by-somebody-else');
  });

  describe('refuses', () => {
    async function refused(callback: string, status = 400): Promise<void> {
      const before = await sessions();
      const answer = await browser.get(callback);
      expect(answer.status).toBe(status);
      expect(answer.body).toContain('<html lang="sv">');
      expect(browser.own.has('__Host-lagrum')).toBe(false);
      expect(await sessions()).toBe(before);
    }
    /** Changes what the browser's own cookie remembers, with the server's key. */
    function forge(change: Record<string, unknown>): void {
      const seal = new Seal(TEST_SECRET, 'pending');
      const pending = JSON.parse(seal.open(browser.own.get('__Host-lagrum-login')!)!) as object;
      browser.own.set('__Host-lagrum-login', seal.close(JSON.stringify({ ...pending, ...change })));
    }

    it('another state', async () => {
      const callback = await fresh().upToCallback(SARA);
      await refused(callback.replace(/state=[^&]+/, 'state=another'));
    });

    it('another nonce', async () => {
      const callback = await fresh().upToCallback(SARA);
      forge({ nonce: 'another' });
      await refused(callback);
    });

    it('another PKCE verifier', async () => {
      const callback = await fresh().upToCallback(SARA);
      forge({ verifier: 'x'.repeat(43) });
      await refused(callback);
    });

    it('another issuer in the answer', async () => {
      const callback = await fresh().upToCallback(SARA);
      await refused(callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felsewhere.example'));
    });

    it('a code that was used', async () => {
      const callback = await fresh().upToCallback(SARA);
      const cookie = browser.own.get('__Host-lagrum-login')!;
      expect((await browser.get(callback)).status).toBe(303);
      fresh().own.set('__Host-lagrum-login', cookie);
      await refused(callback);
    });

    it('a callback in a browser that did not begin', async () => {
      const callback = await fresh().upToCallback(SARA);
      fresh();
      await refused(callback);
    });

    it('a cookie that is damaged or too old', async () => {
      const callback = await fresh().upToCallback(SARA);
      const cookie = browser.own.get('__Host-lagrum-login')!;
      fresh().own.set('__Host-lagrum-login', cookie.slice(0, 40) + (cookie[40] === 'A' ? 'B' : 'A') + cookie.slice(41));
      await refused(callback);
      fresh().own.set('__Host-lagrum-login', cookie);
      bed.clock.advance(11 * 60_000);
      await refused(callback);
    });

    it('an issuer that is not set up', async () => {
      const answer = await fresh().begin('/login?issuer=https%3A%2F%2Felsewhere.example');
      expect(answer.status).toBe(404);
    });

    it('somebody whose account is closed', async () => {
      const callback = await fresh().upToCallback('katalog@skr.demo');
      await bed.sql(`update person set disabled_at = now() where email = 'katalog@skr.demo'`);
      await refused(callback);
      await bed.sql(`update person set disabled_at = null where email = 'katalog@skr.demo'`);
    });

    it('a second identity of the same issuer with the same address', async () => {
      const [person] = await bed.sql<{ id: string }>(`select id from person where email = 'revisor@skr.demo'`);
      await bed.sql(
        'insert into person_identity (id, person_id, issuer, subject) values (gen_random_uuid(), $1, $2, $3)',
        [person!.id, DEMO_ISSUER, 'the-one-before'],
      );
      const callback = await fresh().upToCallback('revisor@skr.demo');
      await refused(callback, 403);
    });
  });

  describe('an ID token', () => {
    const realFetch = globalThis.fetch;
    afterEach(() => {
      globalThis.fetch = realFetch;
    });

    /** The provider's answers, with an ID token of our making and, when `known`, our key among the provider's. */
    async function answering(
      claims: (real: Record<string, unknown>) => Record<string, unknown>,
      known = true,
    ): Promise<void> {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
      const jwk = { ...(await exportJWK(publicKey)), kid: 'ours', alg: 'ES256', use: 'sig' };
      globalThis.fetch = async (input, init) => {
        const url = String(input instanceof Request ? input.url : input);
        const response = await realFetch(input, init);
        if (url.endsWith('/jwks') && known) return Response.json({ keys: [jwk] });
        if (!url.endsWith('/token')) return response;
        const body = (await response.json()) as { id_token: string };
        const real = JSON.parse(Buffer.from(body.id_token.split('.')[1]!, 'base64url').toString()) as Record<
          string,
          unknown
        >;
        const token = await new SignJWT(claims(real))
          .setProtectedHeader({ alg: 'ES256', kid: 'ours' })
          .sign(privateKey);
        return Response.json({ ...body, id_token: token });
      };
    }
    async function outcome(): Promise<number> {
      const callback = await fresh().upToCallback(SARA);
      return (await browser.get(callback)).status;
    }

    it('signed by a published key is taken, so the refusals below are refusals of their own', async () => {
      await answering((real) => real);
      expect(await outcome()).toBe(303);
    });

    const now = (): number => Math.floor(Date.now() / 1000);
    it.each<[string, (real: Record<string, unknown>) => Record<string, unknown>]>([
      ['for another audience', (real) => ({ ...real, aud: 'somebody-else' })],
      ['from another issuer', (real) => ({ ...real, iss: 'http://localhost:1' })],
      ['that has expired', (real) => ({ ...real, iat: now() - 900, exp: now() - 600 })],
      ['with another nonce', (real) => ({ ...real, nonce: 'another' })],
      ['without a nonce', ({ nonce: _, ...real }) => real],
      ['without a subject', ({ sub: _, ...real }) => real],
    ])('%s is refused', async (_, claims) => {
      await answering(claims);
      expect(await outcome()).toBe(400);
    });

    it('signed by a key that the provider does not publish is refused', async () => {
      await answering((real) => real, false);
      expect(await outcome()).toBe(400);
    });

    it('without a verified address finds nobody new', async () => {
      await answering((real) => ({ ...real, sub: 'nobody-yet', email_verified: false }));
      expect(await outcome()).toBe(403);
      expect(await new Browser(bed).get('/login')).toMatchObject({ status: 303 });
    });

    it('gives no role, whatever it claims', async () => {
      await answering((real) => ({ ...real, roles: ['ADMIN'], role: 'ADMIN', groups: ['ADMIN'] }));
      expect(await outcome()).toBe(303);
      const { data } = await browser.graphql<{ data: { viewer: { memberships: { role: string }[] } } }>(VIEWER);
      expect(data.viewer.memberships.map(({ role }) => role)).toEqual(['SUBMITTER']);
    });
  });

  it('goes on when the provider has changed its keys', async () => {
    await fresh().signIn(SARA);
    const demo = bed.app.get(DemoProvider);
    const { issuer } = demo.client!;
    await demo.stop();
    expect((await demo.start()).issuer).toBe(issuer);
    expect((await fresh().signIn(SARA)).status).toBe(303);
  });

  it('says so when the provider is away', async () => {
    fresh();
    const callback = await browser.upToCallback(SARA);
    const demo = bed.app.get(DemoProvider);
    const { client } = demo;
    await demo.stop();
    Object.assign(demo, { running: client });
    expect((await browser.get(callback)).status).toBe(503);
    Object.assign(demo, { running: null });
    await demo.start();
  });

  describe('afterwards', () => {
    const mine = async (): Promise<string | null> =>
      (await browser.graphql<{ data: { viewer: { person: { email: string } } | null } }>(VIEWER)).data.viewer?.person
        .email ?? null;

    it('a session ends at its hour, and its cookie is then as none', async () => {
      await fresh().signIn(SARA);
      expect(await mine()).toBe(SARA);
      bed.clock.advance(10 * 3_600_000 + 1_000);
      expect(await mine()).toBeNull();
    });

    it('revoking a session counts from the next request', async () => {
      await fresh().signIn(SARA);
      const other = browser;
      await fresh().signIn(SARA);
      const list = await browser.graphql<{ data: { sessions: { id: string; current: boolean }[] } }>(
        '{ sessions { id current } }',
      );
      const theirs = await other.graphql<typeof list>('{ sessions { id current } }');
      const id = theirs.data.sessions.find(({ current }) => current)!.id;
      expect(list.data.sessions.filter(({ current }) => current)).toHaveLength(1);
      await browser.graphql('mutation($id: ID!) { sessionRevoke(input: { id: $id }) { userErrors { code } } }', { id });
      const own = browser;
      browser = other;
      expect(await mine()).toBeNull();
      browser = own;
      expect(await mine()).toBe(SARA);
    });

    it("somebody else's session cannot be revoked", async () => {
      await fresh().signIn(SARA);
      const list = await browser.graphql<{ data: { sessions: { id: string }[] } }>('{ sessions { id } }');
      await fresh().signIn('jurist@skr.demo');
      const answer = await browser.graphql<{ data: { sessionRevoke: { userErrors: { code: string }[] } } }>(
        'mutation($id: ID!) { sessionRevoke(input: { id: $id }) { userErrors { code } } }',
        { id: list.data.sessions[0]!.id },
      );
      expect(answer.data.sessionRevoke.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    });

    it('a mutation by cookie needs the header that no other site can send', async () => {
      await fresh().signIn(SARA);
      const answer = await browser.graphql<{ errors: { extensions: { code: string } }[] }>(
        'mutation { sessionRevoke(input: { id: "x" }) { userErrors { code } } }',
        {},
        { 'x-lagrum-request': '' },
      );
      expect(answer.errors[0]!.extensions.code).toBe('FORBIDDEN');
    });

    it('signing out ends the session here and says where to end it at the issuer', async () => {
      await fresh().signIn(SARA);
      expect((await browser.request('POST', '/logout')).status).toBe(403);
      expect(await mine()).toBe(SARA);
      const token = browser.own.get('__Host-lagrum')!;
      const answer = await browser.request('POST', '/logout', { 'x-lagrum-request': '1' });
      const { redirect } = JSON.parse(answer.body) as { redirect: string };
      expect(redirect).toContain('/session/end?');
      expect(new URL(redirect).searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      expect((await fetch(redirect)).status).toBe(200);
      browser.own.set('__Host-lagrum', token);
      expect(await mine()).toBeNull();
      expect(JSON.parse((await browser.request('POST', '/logout', { 'x-lagrum-request': '1' })).body)).toEqual({
        redirect: null,
      });
    });
  });

  it('an idempotent replay of tokenIssue makes no second token and does not tell the secret again', async () => {
    await fresh().signIn(SARA);
    type Issued = { data: { tokenIssue: { secret: string | null; tokens: { id: string }[]; userErrors: object[] } } };
    const issue = (): Promise<Issued> =>
      browser.graphql(
        'mutation { tokenIssue(input: { label: "prov", idempotencyKey: "abcdefgh", scopes: ["viewer:read"] }) { secret tokens { id } userErrors { code } } }',
      );
    const first = (await issue()).data.tokenIssue;
    expect(first).toMatchObject({ secret: expect.stringMatching(/^lgr_/), userErrors: [] });
    const second = (await issue()).data.tokenIssue;
    expect(second).toEqual({ ...first, secret: null });
  });

  it('pages are not kept and not for other origins to read', async () => {
    const answer = await fresh().get('/login', { origin: 'https://elsewhere.example' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('finds nobody by an address that was not invited', async () => {
    const claims: Claims = {
      issuer: 'https://issuer.example',
      subject: 's',
      email: 'nobody@example.se',
      name: null,
      orgNumber: null,
      orgAffiliation: null,
      acr: null,
      idToken: null,
    };
    expect(await bed.app.get(SignInService).personFor(claims)).toBeNull();
  });
});
