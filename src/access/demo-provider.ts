import { Inject, Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { CONFIG, type Config } from '../platform/config.js';
import { Reads } from '../platform/database/reads.js';
import { DemoStore } from './demo-provider.store.js';
import { PublicAddress } from './public-address.js';
import { escapeHtml, htmlPage, PAGE_HEADERS } from './sign-in.pages.js';

interface DemoPerson {
  id: string;
  name: string;
  email: string;
  organisation: string | null;
  orgNumber: string | null;
  roles: string[] | null;
}

/** How Lagrum is known to the provider; made anew at each start. */
export interface DemoClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
}

const CLIENT_ID = 'lagrum';
export const DEMO_ASSURANCE = 'http://id.sambi.se/loa/loa3';
const SCOPES = 'openid email profile org';
const ROLES: Record<string, string> = {
  SUBMITTER: 'frågeställare',
  APPROVER: 'godkännare',
  ORG_ADMIN: 'organisationens administratör',
  LAWYER: 'jurist',
  REVIEWER: 'granskare',
  ADVOCATE: 'påverkansansvarig',
  CATALOGUER: 'katalogansvarig',
  AUDITOR: 'revisor',
  ADMIN: 'administratör',
};

/**
 * A real OpenID provider for development and demonstration, on a port of its own: sign-in takes the same way as in
 * production, but whoever is picked is let in. Hence its two locks: the configuration refuses DEMO in production, and
 * so does this class.
 */
@Injectable()
export class DemoProvider implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | null = null;
  private running: DemoClient | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reads: Reads,
    private readonly address: PublicAddress,
  ) {}

  /** Null while it does not run. */
  get client(): DemoClient | null {
    return this.running;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.identity.demo && this.address.serves) await this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async start(): Promise<DemoClient> {
    if (this.config.environment === 'production')
      throw new Error('The demo identity provider refuses to run in production');
    if (this.running) return this.running;
    const { port, server, serve } = await listen(this.config);
    const issuer = `http://localhost:${port}`;
    const client = {
      issuer,
      clientId: CLIENT_ID,
      clientSecret: randomBytes(32).toString('base64url'),
      name: 'Demopersoner (utan lösenord)',
    };
    const oidc = await quietly(() => import('oidc-provider'));
    const provider = new oidc.Provider(issuer, await this.settings(client));
    const koa = provider.callback();
    serve((request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void koa(request, response);
      this.interaction(provider, request, response).catch(() =>
        answer(response, 400, 'Inloggningen har gått ut', BACK),
      );
    });
    this.server = server;
    this.running = client;
    return client;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    this.running = null;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async settings(client: DemoClient): Promise<Configuration> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
    const store = new DemoStore((id) =>
      id === CLIENT_ID
        ? {
            client_id: CLIENT_ID,
            client_secret: client.clientSecret,
            redirect_uris: [`${this.address.url}/login/callback`],
            post_logout_redirect_uris: [`${this.address.url}/`],
            id_token_signed_response_alg: 'ES256',
            grant_types: ['authorization_code'],
            response_types: ['code'],
          }
        : undefined,
    );
    return {
      adapter: (model) => store.for(model),
      jwks: { keys: [key] },
      cookies: { keys: [randomBytes(32).toString('hex')] },
      scopes: SCOPES.split(' '),
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['name'],
        org: ['orgNumber', 'orgAffiliation'],
        acr: null,
        auth_time: null,
      },
      acrValues: [DEMO_ASSURANCE],
      // In the ID token itself, which is signed, and not only from the user info endpoint.
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 3600, Grant: 3600 },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      features: {
        devInteractions: { enabled: false },
        claimsParameter: { enabled: true },
        rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: loggedOutPage },
      },
      findAccount: async (_, id) => {
        const person = (await this.people()).find((one) => one.id === id);
        return person && { accountId: id, claims: async () => claimsOf(person) };
      },
      // The one client is Lagrum itself: there is nobody to ask for consent.
      loadExistingGrant: async (context) => {
        const { client: asking, account } = context.oidc;
        const grant = new context.oidc.provider.Grant({ clientId: asking!.clientId, accountId: account!.accountId });
        grant.addOIDCScope(SCOPES);
        grant.addOIDCClaims(['acr', 'email', 'email_verified', 'name', 'orgNumber', 'orgAffiliation']);
        // The library's own, in the memory of the demo's provider; no row of ours.
        await grant.save();
        return grant;
      },
      renderError: (context) => page(context, 'Inloggningen gick inte att genomföra', BACK),
    };
  }

  /** GET shows the people; POST lets in the one whose button it was. */
  private async interaction(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    const { uid } = interaction;
    const people = await this.people();
    if (request.method !== 'POST') return answer(response, 200, 'Välj demoperson', peopleList(uid, people));
    const picked = new URLSearchParams(await bodyOf(request)).get('person');
    const person = people.find(({ id }) => id === picked);
    if (!person) return answer(response, 400, 'Personen finns inte', BACK);
    if (interaction.session?.uid) {
      // Whoever signed in before in this browser is forgotten: else the library asks it to sign out first, by script.
      await (await provider.Session.findByUid(interaction.session.uid))?.destroy();
      interaction.session = undefined;
      await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
    }
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: person.id, acr: DEMO_ASSURANCE, amr: ['demo'], remember: false } },
      { mergeWithLastSubmission: false },
    );
  }

  private async people(): Promise<DemoPerson[]> {
    return this.reads.plain<DemoPerson>(
      'demo_people',
      `select p.id, p.name, p.email, min(o.name) as organisation, min(o.org_number) as "orgNumber",
         array_agg(distinct m.role order by m.role) filter (where m.id is not null) as roles
       from person p
       left join membership m on m.person_id = p.id and m.ended_at is null
       left join organisation o on o.id = m.organisation_id
       where p.email like '%.demo' and p.disabled_at is null
       group by p.id order by split_part(p.email, '@', 2), p.email`,
    );
  }
}

const BACK = '<p>Gå tillbaka till Lagrum och försök igen.</p>';

function claimsOf(person: DemoPerson): { sub: string; [claim: string]: unknown } {
  const orgNumber = person.orgNumber?.replace('-', '');
  return {
    sub: person.id,
    name: person.name,
    email: person.email,
    email_verified: true,
    ...(orgNumber ? { orgNumber, orgAffiliation: `${person.email.split('@')[0]!}@${orgNumber}` } : {}),
  };
}

function peopleList(uid: string, people: DemoPerson[]): string {
  if (people.length === 0)
    return '<p>Databasen har inga demopersoner. Lägg in dem med <code>npx lagrum seed --demo</code>.</p>';
  const buttons = people.map(({ id, name, email, organisation, roles }) => {
    const what = [roles?.map((role) => ROLES[role] ?? role).join(', '), organisation].filter(Boolean).join(' – ');
    return (
      `<li><button class="choice" name="person" value="${escapeHtml(id)}"><strong>${escapeHtml(name)}</strong>` +
      `<small>${escapeHtml(what)}</small><small>${escapeHtml(email)}</small></button></li>`
    );
  });
  return (
    '<p class="note">Detta är en demonstration. Personerna är påhittade och inget lösenord behövs.</p>' +
    `<form method="post" action="/interaction/${encodeURIComponent(uid)}"><ul>${buttons.join('')}</ul></form>`
  );
}

function answer(response: ServerResponse, status: number, title: string, body: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, PAGE_HEADERS).end(htmlPage(title, body));
}

function page(context: KoaContextWithOIDC, title: string, body: string): void {
  context.set(PAGE_HEADERS);
  context.body = htmlPage(title, body);
}

function logoutPage(context: KoaContextWithOIDC, form: string): void {
  page(
    context,
    'Logga ut',
    `<p>Du är utloggad från Lagrum. Vill du även logga ut från demons inloggningstjänst?</p>${form}` +
      '<p><button class="choice" form="op.logoutForm" name="logout" value="yes" type="submit">Ja, logga ut</button></p>',
  );
}

function loggedOutPage(context: KoaContextWithOIDC): void {
  page(context, 'Du är utloggad', '<p>Du kan stänga fönstret.</p>');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk as string;
    if (body.length > 2_000) throw new Error('too long');
  }
  return body;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** The port comes first: the issuer's name holds it. Until the provider is made, nobody knows the address. */
async function listen(config: Config): Promise<{ port: number; server: Server; serve: (handler: Serve) => void }> {
  let handler: Serve = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `Demons inloggningstjänst kan inte lyssna på port ${config.identity.demoPort} (${error.code}). ` +
            'Ange en annan DEMO_IDP_PORT, eller 0 för vilken ledig som helst. (The demo identity provider cannot listen there.)',
        ),
      ),
    );
    server.listen(config.identity.demoPort, config.http.host, () => resolve());
  });
  const { port } = server.address() as { port: number };
  return { port, server, serve: (chosen) => (handler = chosen) };
}

/**
 * Loaded only here, since production never needs its memory, and without its word at import that it would rather have a
 * newer Node: the flows we use are tested on every Node that Lagrum supports, and whoever starts the demo can do nothing
 * about it.
 */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  /* eslint-disable no-console */
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!/oidc-provider WARNING: Unsupported runtime/.test(String(said[0]))) warn(...said);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
  /* eslint-enable no-console */
}
