import { Inject, Injectable } from '@nestjs/common';
import { createPrivateKey } from 'node:crypto';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import * as oidc from 'openid-client';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config, type OidcIssuer } from '../platform/config.js';
import { DEMO_ASSURANCE, DemoProvider } from './demo-provider.js';

/** What of a sign-in must be remembered until the browser comes back, sealed in its cookie. */
export interface PendingSignIn {
  issuer: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Relative path to go to afterwards. */
  returnTo: string;
  /** Milliseconds. */
  startedAt: number;
}

/** What an issuer says of a person, through its claim map. No role is ever read from it. */
export interface Claims {
  issuer: string;
  subject: string;
  /** Only when the issuer has verified it, or is trusted for its addresses. */
  email: string | null;
  name: string | null;
  orgNumber: string | null;
  orgAffiliation: string | null;
  acr: string | null;
  idToken: string | null;
}

interface Issuer extends OidcIssuer {
  /** As stored with identities and sessions. The demo issuer's address changes with its port, this does not. */
  key: string;
  demo: boolean;
}

export const DEMO_ISSUER = 'urn:lagrum:demo';
const DISCOVERY_TTL_MS = 600_000;
const SCOPE = 'openid email profile';

export class SignInRefused extends Error {
  constructor(readonly reason: 'UNKNOWN_ISSUER' | 'UNAVAILABLE' | 'REFUSED' | 'ASSURANCE') {
    super(reason);
  }
}

/** Lagrum as relying party: authorization code, PKCE S256, state and nonce; the checks are the library's. */
@Injectable()
export class OidcClient {
  private readonly discovered = new Map<string, { metadata: oidc.ServerMetadata; until: number }>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly demo: DemoProvider,
  ) {}

  /** What the sign-in page offers. */
  issuers(): { key: string; name: string }[] {
    return this.all().map(({ key, name }) => ({ key, name }));
  }

  /** Where to send the browser, and what its cookie must hold until it is back. */
  async begin(key: string, redirectUri: string, returnTo: string): Promise<{ url: URL; pending: PendingSignIn }> {
    const issuer = this.issuer(key);
    const configuration = await this.configuration(issuer);
    const pending: PendingSignIn = {
      issuer: key,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
      startedAt: this.clock.now().getTime(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: issuer.demo ? `${SCOPE} org` : SCOPE,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      state: pending.state,
      nonce: pending.nonce,
      // Each sign-in of the demo picks a person; a remembered one would be the last tester's.
      ...(issuer.demo ? { prompt: 'login' } : {}),
      ...claimsRequest(issuer),
    });
    return { url, pending };
  }

  /**
   * Redeems the code that came back to `currentUrl`. State, nonce, PKCE, issuer, audience, expiry and signature are
   * checked by the library; what fails there is one refusal for us.
   *
   * @throws SignInRefused
   */
  async finish(currentUrl: URL, pending: PendingSignIn): Promise<Claims> {
    const issuer = this.issuer(pending.issuer);
    const configuration = await this.configuration(issuer);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, currentUrl, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      });
      const said: Record<string, unknown> = { ...tokens.claims() };
      const subject = said.sub as string;
      if (said[claimName(issuer, 'email')] === undefined && configuration.serverMetadata().userinfo_endpoint) {
        const more = await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
        // What the signed ID token says stands; user info only fills in.
        for (const [name, value] of Object.entries(more)) said[name] ??= value;
      }
      return this.read(issuer, subject, said, tokens.id_token ?? null);
    } catch (error) {
      if (error instanceof SignInRefused) throw error;
      throw new SignInRefused(isUnreachable(error) ? 'UNAVAILABLE' : 'REFUSED');
    }
  }

  /** Where the issuer ends its own session, if it can (RP-initiated logout). */
  async endSessionUrl(key: string, idToken: string | null, returnTo: string): Promise<string | null> {
    const issuer = this.all().find((one) => one.key === key);
    if (!issuer) return null;
    try {
      const configuration = await this.configuration(issuer);
      if (!configuration.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: returnTo,
        ...(idToken ? { id_token_hint: idToken } : {}),
      }).href;
    } catch {
      // Signed out here is what was asked for; an issuer that is away must not stop it.
      return null;
    }
  }

  private all(): Issuer[] {
    const configured = this.config.identity.issuers.map((issuer) => ({ ...issuer, key: issuer.issuer, demo: false }));
    const client = this.demo.client;
    return client
      ? [...configured, { ...client, key: DEMO_ISSUER, claims: {}, demo: true, acr: DEMO_ASSURANCE }]
      : configured;
  }

  private issuer(key: string): Issuer {
    const found = this.all().find((one) => one.key === key);
    if (!found) throw new SignInRefused('UNKNOWN_ISSUER');
    return found;
  }

  /**
   * Metadata are kept for ten minutes; the configuration is made anew each time, so that the issuer's keys are fetched
   * each time: the library refuses to look again for a key within a minute, and a rotation must not lock people out.
   */
  private async configuration(issuer: Issuer): Promise<oidc.Configuration> {
    const authentication = await authenticationOf(issuer);
    const now = this.clock.now().getTime();
    let known = this.discovered.get(issuer.issuer);
    if (!known || known.until < now) {
      const found = await oidc
        .discovery(new URL(issuer.issuer), issuer.clientId, undefined, authentication, {
          // Plain http is for the provider that runs beside this server and nobody else.
          execute: issuer.demo ? [oidc.allowInsecureRequests] : [],
          timeout: 10,
        })
        .catch(() => {
          throw new SignInRefused('UNAVAILABLE');
        });
      known = {
        metadata: structuredClone({ ...found.serverMetadata() }) as oidc.ServerMetadata,
        until: now + DISCOVERY_TTL_MS,
      };
      this.discovered.set(issuer.issuer, known);
    }
    const configuration = new oidc.Configuration(known.metadata, issuer.clientId, undefined, authentication);
    configuration.timeout = 10;
    if (issuer.demo) oidc.allowInsecureRequests(configuration);
    // TLS would do by OpenID Connect Core 3.1.3.7, but a signature also holds behind a proxy that opens it.
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  private read(issuer: Issuer, subject: string, said: Record<string, unknown>, idToken: string | null): Claims {
    const text = (claim: string): string | null => {
      const value = said[claimName(issuer, claim)];
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' && first !== '' ? first : null;
    };
    const acr = text('acr');
    if (issuer.acr && acr !== issuer.acr) throw new SignInRefused('ASSURANCE');
    const verified = issuer.emailTrusted === true || said.email_verified === true;
    return {
      issuer: issuer.key,
      subject,
      email: verified ? (text('email')?.trim().toLowerCase() ?? null) : null,
      name: text('name'),
      orgNumber: text('orgNumber')?.replace(/\D/g, '') ?? null,
      orgAffiliation: text('orgAffiliation'),
      acr,
      idToken,
    };
  }
}

const claimName = (issuer: Issuer, claim: string): string => issuer.claims[claim] ?? claim;

/** The level is asked for as essential: a request that may be ignored is no demand. */
function claimsRequest(issuer: Issuer): { claims?: string } {
  if (!issuer.acr) return {};
  return {
    claims: JSON.stringify({ id_token: { [claimName(issuer, 'acr')]: { essential: true, values: [issuer.acr] } } }),
  };
}

async function authenticationOf(issuer: Issuer): Promise<oidc.ClientAuth> {
  if (issuer.clientKey) return oidc.PrivateKeyJwt(await privateKey(issuer.clientKey));
  return issuer.clientSecret ? oidc.ClientSecretBasic(issuer.clientSecret) : oidc.None();
}

/** PKCS8 PEM or a JWK as JSON text. */
async function privateKey(text: string): Promise<{ key: CryptoKey; kid?: string }> {
  const jwk = (
    text.trimStart().startsWith('{') ? JSON.parse(text) : createPrivateKey(text).export({ format: 'jwk' })
  ) as JWK;
  const alg = jwk.alg ?? (jwk.kty === 'EC' ? `ES${(jwk.crv ?? 'P-256').slice(2).replace('521', '512')}` : 'RS256');
  const key = (await importJWK(jwk, jwk.kty === 'OKP' ? 'EdDSA' : alg)) as CryptoKey;
  return jwk.kid ? { key, kid: jwk.kid } : { key };
}

/** The issuer did not answer, as opposed to: it answered, and not well. */
function isUnreachable(error: unknown): boolean {
  for (let one = error as Partial<Error> | undefined; one; one = one.cause as Partial<Error> | undefined) {
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return true;
    if (/fetch failed/.test(one.message ?? '')) return true;
  }
  return false;
}
