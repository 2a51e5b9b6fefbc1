import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type CryptoKey,
} from 'jose';
import { TestClock } from '../../test/harness/clock.js';
import { loadConfig, type Config } from '../platform/config.js';
import type { DemoProvider } from './demo-provider.js';
import { Claims, OidcClient } from './oidc.client.js';

const ISSUER = 'https://idp.example';
const CALLBACK = 'https://lagrum.example/login/callback';
const LEVEL = 'http://id.sambi.se/loa/loa2';

/** An issuer as municipalities have them: other claim names, a key instead of a secret, no word about e-mail. */
describe('A configured issuer', () => {
  const realFetch = globalThis.fetch;
  let signing: CryptoKey;
  let published: object;
  let own: { privateKey: CryptoKey; publicKey: CryptoKey };
  let pem: string;
  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    signing = pair.privateKey;
    published = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
    own = await generateKeyPair('ES256', { extractable: true });
    pem = await exportPKCS8(own.privateKey);
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  interface Said {
    idToken?: Record<string, unknown>;
    userInfo?: Record<string, unknown>;
    /** What the client sent to the token endpoint. */
    sent?: URLSearchParams;
  }

  async function signIn(issuer: Partial<Config['identity']['issuers'][number]>, said: Said): Promise<Claims> {
    const config = loadConfig({ NODE_ENV: 'test', SECRET_KEY: 's'.repeat(32), DEMO: 'false' });
    config.identity.issuers = [
      { issuer: ISSUER, clientId: 'lagrum', name: 'Kommunen', claims: {}, clientKey: pem, ...issuer },
    ];
    const client = new OidcClient(config, new TestClock(), { client: null } as DemoProvider);
    globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(String(input instanceof Request ? input.url : input));
      if (pathname === '/.well-known/openid-configuration')
        return Response.json({
          issuer: ISSUER,
          authorization_endpoint: `${ISSUER}/auth`,
          token_endpoint: `${ISSUER}/token`,
          jwks_uri: `${ISSUER}/jwks`,
          ...(said.userInfo ? { userinfo_endpoint: `${ISSUER}/me` } : {}),
        });
      if (pathname === '/jwks') return Response.json({ keys: [published] });
      if (pathname === '/me') return Response.json(said.userInfo);
      if (pathname !== '/token') throw new Error(pathname);
      said.sent = new URLSearchParams(String(init!.body));
      const idToken = await new SignJWT({ nonce: pending.nonce, ...said.idToken })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(ISSUER)
        .setAudience('lagrum')
        .setSubject('subject')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(signing);
      return Response.json({ access_token: 'a', token_type: 'Bearer', id_token: idToken });
    };
    const { url, pending } = await client.begin(ISSUER, CALLBACK, '/');
    requested = url;
    return client.finish(new URL(`${CALLBACK}?code=c&state=${pending.state}`), pending);
  }
  let requested: URL;

  it('is read through its claim map, and gives no address that it does not vouch for', async () => {
    const claims = { orgNumber: 'org_no', orgAffiliation: 'affiliation', email: 'upn', name: 'display', acr: 'level' };
    const idToken = {
      org_no: '212000-0449',
      affiliation: 'anna@2120000449',
      upn: 'Anna@Kommun.SE',
      display: 'Anna',
      level: LEVEL,
    };
    const read = await signIn({ claims }, { idToken });
    expect(read).toMatchObject({
      issuer: ISSUER,
      subject: 'subject',
      email: null,
      name: 'Anna',
      orgNumber: '2120000449',
      orgAffiliation: 'anna@2120000449',
      acr: LEVEL,
    });
    expect((await signIn({ claims, emailTrusted: true }, { idToken })).email).toBe('anna@kommun.se');
    expect((await signIn({ claims }, { idToken: { ...idToken, email_verified: true } })).email).toBe('anna@kommun.se');
    expect((await signIn({ claims }, { idToken: { ...idToken, email_verified: 'true' } })).email).toBeNull();
  });

  it('fills in from the user info endpoint what the signed token lacks, and only that', async () => {
    const userInfo = { sub: 'subject', email: 'a@b.se', email_verified: true, name: 'Another' };
    expect(await signIn({}, { idToken: { name: 'Anna' }, userInfo })).toMatchObject({ email: 'a@b.se', name: 'Anna' });
    await expect(signIn({}, { idToken: {}, userInfo: { ...userInfo, sub: 'somebody-else' } })).rejects.toMatchObject({
      reason: 'REFUSED',
    });
  });

  it('is asked for the level as essential, and held to it', async () => {
    expect((await signIn({ acr: LEVEL }, { idToken: { acr: LEVEL } })).acr).toBe(LEVEL);
    expect(JSON.parse(requested.searchParams.get('claims')!)).toEqual({
      id_token: { acr: { essential: true, values: [LEVEL] } },
    });
    for (const idToken of [{}, { acr: 'http://id.sambi.se/loa/loa1' }, { acr: [] }])
      await expect(signIn({ acr: LEVEL }, { idToken })).rejects.toMatchObject({ reason: 'ASSURANCE' });
  });

  it('is asked by code with PKCE, state and nonce, and for no personal number', async () => {
    await signIn({}, {});
    const asked = Object.fromEntries(requested.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
      redirect_uri: CALLBACK,
    });
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked[name]!.length).toBeGreaterThan(30);
  });

  it('knows the client by a key: the assertion is signed, short and for it', async () => {
    const said: Said = {};
    await signIn({}, said);
    expect(said.sent!.get('code_verifier')!.length).toBeGreaterThan(40);
    expect(said.sent!.has('client_secret')).toBe(false);
    const assertion = said.sent!.get('client_assertion')!;
    expect(decodeProtectedHeader(assertion).alg).toBe('ES256');
    await jwtVerify(assertion, own.publicKey, { issuer: 'lagrum', subject: 'lagrum' });
    const { exp, iat } = decodeJwt(assertion);
    expect(exp! - iat!).toBeLessThanOrEqual(300);
    const jwk: Said = {};
    await signIn({ clientKey: JSON.stringify({ ...(await exportJWK(own.privateKey)), kid: 'mine' }) }, jwk);
    expect(decodeProtectedHeader(jwk.sent!.get('client_assertion')!)).toMatchObject({ alg: 'ES256', kid: 'mine' });
  });
});
