import { z } from 'zod';

/**
 * Every setting of Lagrum, once: how it is read, what it is when unset, and what it means in Swedish and English.
 * `config.ts` reads them; `npx lagrum doctor` and the README print this table. Nothing else reads process.env.
 *
 * A refusal carries its reason as 'svenska | English'; it never repeats the value, since a URL may hold a password.
 */

export interface Text {
  sv: string;
  en: string;
}

export interface SettingText {
  name: string;
  description: Text;
  /** The value when unset, as it would be written; '' when there is none. */
  default: string;
  allowed: Text;
  /** Never printed, never repeated in an error. */
  secret: boolean;
}

interface Definition<S extends z.ZodType> extends Omit<SettingText, 'name' | 'secret'> {
  schema: S;
  secret?: boolean;
}

const setting = <S extends z.ZodType>(definition: Definition<S>): Definition<S> => definition;

const refuse = (ctx: z.RefinementCtx<unknown>, sv: string, en: string): never => {
  ctx.addIssue({ code: 'custom', message: `${sv} | ${en}` });
  return z.NEVER;
};

/** Strict on purpose: '1e3', '0x10' and ' 7' are typing mistakes in a settings file, not numbers. */
const whole = (min: number, max: number) =>
  z.string().transform((text, ctx): number => {
    if (!/^\d{1,9}$/.test(text)) return refuse(ctx, 'är inte ett heltal', 'is not a whole number');
    const value = Number(text);
    if (value < min) return refuse(ctx, 'är för litet', 'is too small');
    if (value > max) return refuse(ctx, 'är för stort', 'is too large');
    return value;
  });

const wholeAllowed = (min: number, max: number, note: Text = { sv: '', en: '' }): Text => ({
  sv: `heltal ${min}–${max}${note.sv}`,
  en: `whole number ${min}–${max}${note.en}`,
});

const count = (fallback: number, min: number, max: number, sv: string, en: string) =>
  setting({
    schema: whole(min, max).prefault(String(fallback)),
    default: String(fallback),
    allowed: wholeAllowed(min, max),
    description: { sv, en },
  });

const yes = new Set(['true', '1', 'yes', 'on', 'ja']);
const no = new Set(['false', '0', 'no', 'off', 'nej']);
const boolean = z.string().transform((text, ctx): boolean => {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  return refuse(ctx, 'är varken ja eller nej', 'is neither yes nor no');
});
const booleanAllowed: Text = { sv: 'true eller false (även ja/nej, 1/0)', en: 'true or false (also yes/no, 1/0)' };

const flag = (fallback: boolean, sv: string, en: string) =>
  setting({
    schema: boolean.prefault(String(fallback)),
    default: String(fallback),
    allowed: booleanAllowed,
    description: { sv, en },
  });

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.string().transform((text, ctx): T[number] => {
    const found = values.find((value) => value === text);
    return found ?? refuse(ctx, 'är inte något av de tillåtna orden', 'is not one of the allowed words');
  });
const oneOfAllowed = (values: readonly string[]): Text => ({ sv: values.join(', '), en: values.join(', ') });

const checkUrl = (text: string, protocols: readonly string[], ctx: z.RefinementCtx<unknown>): string => {
  if (!URL.canParse(text)) return refuse(ctx, 'är inte en fullständig adress', 'is not a complete address');
  const { protocol, hostname } = new URL(text);
  if (!protocols.includes(protocol))
    return refuse(
      ctx,
      `börjar inte med ${protocols.join('// eller ')}//`,
      `does not begin with ${protocols.join('// or ')}//`,
    );
  if (hostname === '' && protocol !== 'postgres:' && protocol !== 'postgresql:')
    return refuse(ctx, 'saknar värdnamn', 'has no host name');
  return text;
};
const url = (...protocols: string[]) => z.string().transform((text, ctx) => checkUrl(text, protocols, ctx));
const POSTGRES = ['postgres:', 'postgresql:'] as const;
const databaseUrl = z.string().transform((text, ctx): string => {
  const checked = checkUrl(text, POSTGRES, ctx);
  if (typeof checked === 'string' && new URL(checked).pathname.length < 2)
    return refuse(ctx, 'saknar databasnamn efter värden', 'has no database name after the host');
  return checked;
});
const databaseAllowed: Text = {
  sv: 'postgres://användare:lösenord@värd:port/databas',
  en: 'postgres://user:password@host:port/database',
};

const login = (role: string, sv: string, en: string) =>
  setting({
    schema: databaseUrl.optional(),
    default: '',
    allowed: databaseAllowed,
    secret: true,
    description: {
      sv: `Egen anslutning för ${role} (${sv}), när en databasansvarig själv har skapat rollerna. Annars härleds den ur DATABASE_URL.`,
      en: `Connection of its own for ${role} (${en}), where a DBA made the roles. Otherwise derived from DATABASE_URL.`,
    },
  });

const secretText = (minimum: number) =>
  z.string().refine((text) => text.length >= minimum, {
    message: `är kortare än ${minimum} tecken | is shorter than ${minimum} characters`,
  });
const secretAllowed = (minimum: number): Text => ({
  sv: `minst ${minimum} tecken`,
  en: `at least ${minimum} characters`,
});

const oidcIssuer = z.strictObject({
  issuer: z.string().refine((text) => /^https?:\/\/[^/]/.test(text)),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  /** Private key (PKCS8 PEM or JWK as JSON text) for private_key_jwt. */
  clientKey: z.string().min(1).optional(),
  /** What the sign-in button says. */
  name: z.string().min(1),
  /** Our claim → theirs, e.g. { "orgNumber": "…", "orgAffiliation": "…" }. */
  claims: z.record(z.string(), z.string()).default({}),
  /** Level of assurance asked for as essential, e.g. http://id.sambi.se/loa/loa2. */
  acr: z.string().min(1).optional(),
  /** The issuer answers for its addresses although it does not say email_verified (many Entra and ADFS set-ups). */
  emailTrusted: z.boolean().optional(),
});
export type OidcIssuer = z.output<typeof oidcIssuer>;

const oidcIssuers = z.string().transform((text, ctx): OidcIssuer[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse(ctx, 'är inte giltig JSON', 'is not valid JSON');
  }
  const parsed = z.array(oidcIssuer).safeParse(json);
  if (!parsed.success) {
    // Paths only: zod's own text may quote the value, and the value may be the client secret.
    const where = [...new Set(parsed.error.issues.map((issue) => `[${issue.path.join('.')}]`))].join(', ');
    return refuse(ctx, `har fel innehåll vid ${where}`, `has wrong content at ${where}`);
  }
  const issuers = parsed.data.map((each) => each.issuer);
  if (new Set(issuers).size < issuers.length)
    return refuse(ctx, 'nämner samma utfärdare två gånger', 'names one issuer twice');
  return parsed.data;
});

const proxies = z.string().transform((text): boolean | number | string[] => {
  if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
  if (yes.has(text.toLowerCase())) return true;
  if (no.has(text.toLowerCase())) return false;
  return text.split(',').map((each) => each.trim());
});

export type MilestoneName = 'draft' | 'units' | 'board' | 'send';
const milestones = z.string().transform((text, ctx): { name: MilestoneName; workingDaysBefore: number }[] => {
  const seen = new Set<string>();
  return text.split(',').map((part) => {
    const found = /^(draft|units|board|send):(\d{1,3})$/.exec(part.trim());
    if (!found || Number(found[2]) > 250 || seen.has(found[1]!))
      return refuse(ctx, 'är inte en lista av delmål med arbetsdagar', 'is not a list of milestones with working days');
    seen.add(found[1]!);
    return { name: found[1] as MilestoneName, workingDaysBefore: Number(found[2]) };
  });
});

const REFERRAL_FEED =
  'https://www.regeringen.se/Filter/RssFeed?filterType=Taxonomy&filterByType=FilterablePageBase&preFilteredCategories=2085&rootPageReference=0';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;
const HALF_DAYS = ['half', 'whole'] as const;

export const definitions = {
  NODE_ENV: setting({
    schema: oneOf(ENVIRONMENTS).prefault('development'),
    default: 'development',
    allowed: oneOfAllowed(ENVIRONMENTS),
    description: {
      sv: 'Driftläge. I production krävs egna hemligheter och demon är avstängd.',
      en: 'Mode. Production demands its own secrets and refuses the demo.',
    },
  }),
  HOST: setting({
    schema: z
      .string()
      .refine((text) => /^[A-Za-z0-9.:_-]+$/.test(text), {
        message: 'är varken en IP-adress eller ett värdnamn | is neither an IP address nor a host name',
      })
      .prefault('127.0.0.1'),
    default: '127.0.0.1',
    allowed: {
      sv: 'en IP-adress eller ett värdnamn; 0.0.0.0 för alla nätkort',
      en: 'an IP address or host name; 0.0.0.0 for every interface',
    },
    description: { sv: 'Adressen som servern lyssnar på.', en: 'The address the server listens on.' },
  }),
  PORT: setting({
    schema: whole(0, 65_535).prefault('3000'),
    default: '3000',
    allowed: wholeAllowed(0, 65_535, { sv: ' (0 = valfri ledig)', en: ' (0 = any free one)' }),
    description: { sv: 'Porten som servern lyssnar på.', en: 'The port the server listens on.' },
  }),
  PUBLIC_URL: setting({
    schema: url('http:', 'https:').optional(),
    default: 'http://localhost:PORT',
    allowed: { sv: 'http(s)://värd[:port], utan sökväg', en: 'http(s)://host[:port], without a path' },
    description: {
      sv: 'Adressen som människor ser; används i länkar, mejl och inloggning.',
      en: 'The address people see; used in links, mail and sign-in.',
    },
  }),
  TRUST_PROXY: setting({
    schema: proxies.prefault('false'),
    default: 'false',
    allowed: {
      sv: 'true, false, antal led, eller adresser åtskilda med komma',
      en: 'true, false, number of hops, or addresses separated by commas',
    },
    description: {
      sv: 'Vilka omvända proxyservrar vars X-Forwarded-* är att lita på.',
      en: 'Which reverse proxies to believe about X-Forwarded-*.',
    },
  }),
  DATABASE_URL: setting({
    schema: databaseUrl.optional(),
    default: '',
    secret: true,
    allowed: {
      sv: `${databaseAllowed.sv}; tomt = inbyggd databas`,
      en: `${databaseAllowed.en}; empty = embedded database`,
    },
    description: {
      sv: 'Inloggningen som migrerar och lägger in grunddata. API:ets egna inloggningar (lagrum_app, lagrum_reader, lagrum_anonymous, lagrum_queue) härleds ur den.',
      en: "The login that migrates and seeds. The API's own logins (lagrum_app, lagrum_reader, lagrum_anonymous, lagrum_queue) are derived from it.",
    },
  }),
  DATABASE_APP_URL: login('lagrum_app', 'skriver', 'writes'),
  DATABASE_READER_URL: login('lagrum_reader', 'läser som inloggad', 'reads as someone signed in'),
  DATABASE_ANONYMOUS_URL: login('lagrum_anonymous', 'läser det offentliga', 'reads what is public'),
  DATABASE_QUEUE_URL: login('lagrum_queue', 'köer', 'queues'),
  DATABASE_POOL_SIZE: count(
    10,
    1,
    200,
    'Anslutningar per inloggning och process.',
    'Connections per login and process.',
  ),
  REDIS_URL: setting({
    schema: url('redis:', 'rediss:').optional(),
    default: '',
    secret: true,
    allowed: {
      sv: 'redis:// eller rediss://; tomt = köer i PostgreSQL',
      en: 'redis:// or rediss://; empty = queues in PostgreSQL',
    },
    description: { sv: 'Redis eller Valkey för köerna.', en: 'Redis or Valkey for the queues.' },
  }),
  SECRET_KEY: setting({
    schema: secretText(32).optional(),
    default: '',
    secret: true,
    allowed: {
      sv: 'minst 32 tecken; krävs i production, annars skapas en i LAGRUM_HOME/secret',
      en: 'at least 32 characters; required in production, otherwise made in LAGRUM_HOME/secret',
    },
    description: {
      sv: 'Nyckeln som sessioner, markörer och databaslösenord härleds ur.',
      en: 'The key that sessions, cursors and database passwords are derived from.',
    },
  }),
  AUDIT_SIGNING_KEY: setting({
    schema: secretText(32).optional(),
    default: '',
    secret: true,
    allowed: {
      sv: 'minst 32 tecken; annars skapas en i LAGRUM_HOME/audit-key',
      en: 'at least 32 characters; otherwise made in LAGRUM_HOME/audit-key',
    },
    description: {
      sv: 'Nyckeln som granskningsloggens kedja signeras med.',
      en: 'The key that signs the audit chain.',
    },
  }),
  LAGRUM_HOME: setting({
    schema: z.string().prefault('.lagrum'),
    default: '.lagrum',
    allowed: {
      sv: 'en mapp som går att skriva i; relativ räknas från projektets rot, inte från arbetskatalogen',
      en: 'a writable folder; a relative one counts from the project root, not the working directory',
    },
    description: {
      sv: 'Där data, filer och skapade hemligheter ligger.',
      en: 'Where data, files and generated secrets lie.',
    },
  }),
  OIDC_ISSUERS: setting({
    schema: oidcIssuers.prefault('[]'),
    default: '[]',
    secret: true,
    allowed: {
      sv: 'JSON-lista av {issuer, clientId, clientSecret eller clientKey, name, claims, acr, emailTrusted}',
      en: 'JSON array of {issuer, clientId, clientSecret or clientKey, name, claims, acr, emailTrusted}',
    },
    description: {
      sv: 'Identitetsutfärdare som går att logga in genom.',
      en: 'Identity providers people can sign in through.',
    },
  }),
  DEMO: setting({
    schema: boolean.optional(),
    default: 'true (production: false)',
    allowed: {
      sv: `${booleanAllowed.sv}; aldrig true i production`,
      en: `${booleanAllowed.en}; never true in production`,
    },
    description: {
      sv: 'Lägger in demopersoner och startar utvecklingens identitetsutfärdare, som inte kräver lösenord.',
      en: 'Seeds the demo people and runs the development identity provider, which asks for no password.',
    },
  }),
  DEMO_IDP_PORT: setting({
    schema: whole(0, 65_535).prefault('0'),
    default: '0',
    allowed: wholeAllowed(0, 65_535, { sv: ' (0 = valfri ledig)', en: ' (0 = any free one)' }),
    description: {
      sv: 'Porten för utvecklingens identitetsutfärdare.',
      en: 'The port of the development identity provider.',
    },
  }),
  SESSION_HOURS: count(10, 1, 24, 'Så länge gäller en inloggning.', 'How long a sign-in lasts, in hours.'),
  SMTP_URL: setting({
    schema: url('smtp:', 'smtps:').optional(),
    default: '',
    secret: true,
    allowed: {
      sv: 'smtp:// eller smtps://; tomt = inga mejl, notiserna läses i Lagrum',
      en: 'smtp:// or smtps://; empty = no mail, notifications are read in Lagrum',
    },
    description: { sv: 'Servern som mejl skickas genom.', en: 'The server that mail is sent through.' },
  }),
  MAIL_FROM: setting({
    schema: z
      .string()
      .refine((text) => /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(text), {
        message: 'är inte en avsändaradress | is not a sender address',
      })
      .prefault('Lagrum <no-reply@localhost>'),
    default: 'Lagrum <no-reply@localhost>',
    allowed: { sv: 'namn@värd eller Namn <namn@värd>', en: 'name@host or Name <name@host>' },
    description: { sv: 'Avsändare i mejl.', en: 'The sender of mail.' },
  }),
  LOG_LEVEL: setting({
    schema: oneOf(LOG_LEVELS).prefault('info'),
    default: 'info',
    allowed: oneOfAllowed(LOG_LEVELS),
    description: { sv: 'Hur mycket som loggas.', en: 'How much is logged.' },
  }),
  LOG_PRETTY: setting({
    schema: boolean.optional(),
    default: 'true (production, test: false)',
    allowed: booleanAllowed,
    description: { sv: 'Loggen läsbar för människor i stället för JSON.', en: 'A log for people instead of JSON.' },
  }),
  METRICS_TOKEN: setting({
    schema: secretText(16).optional(),
    default: '',
    secret: true,
    allowed: secretAllowed(16),
    description: {
      sv: 'Bearer-token för /metrics; utan den svarar /metrics bara den egna maskinen.',
      en: 'Bearer token for /metrics; without it /metrics answers this machine only.',
    },
  }),
  RATE_LIMIT_PER_MINUTE: count(
    600,
    1,
    1_000_000,
    'Anrop per minut och person, token eller adress.',
    'Requests per minute and person, token or address.',
  ),
  INTROSPECTION: flag(
    true,
    'GraphQL-schemat går att fråga efter; API:et är till för andra.',
    'The GraphQL schema may be asked for; the API is there for others.',
  ),
  GRAPHQL_MAX_TOKENS: count(2000, 100, 100_000, 'Flest lexikala delar i en fråga.', 'Most tokens in one operation.'),
  GRAPHQL_MAX_DEPTH: count(10, 3, 100, 'Djupast i en fråga.', 'Deepest nesting in one operation.'),
  GRAPHQL_MAX_ALIASES: count(15, 0, 1000, 'Flest alias i en fråga.', 'Most aliases in one operation.'),
  GRAPHQL_MAX_ROOT_FIELDS: count(10, 1, 1000, 'Flest rotfält i en fråga.', 'Most root fields in one operation.'),
  GRAPHQL_MAX_COST: count(
    5000,
    100,
    1_000_000,
    'Högsta beräknade kostnad för en fråga.',
    'Highest computed cost of one operation.',
  ),
  BODY_LIMIT_KB: count(64, 1, 10_240, 'Största anrop, i kB.', 'Largest request, in kB.'),
  TEXT_BODY_LIMIT_KB: count(
    1024,
    1,
    102_400,
    'Största anrop som bär text (svar, utkast), i kB.',
    'Largest request that carries text (answers, drafts), in kB.',
  ),
  FILE_LIMIT_MB: count(25, 1, 1024, 'Största bifogade fil, i MB.', 'Largest attached file, in MB.'),
  WORKER: flag(true, 'Kör jobben i samma process som API:et.', 'Run the jobs in the process of the API.'),
  WORKER_CONCURRENCY: count(10, 1, 100, 'Jobb samtidigt per process.', 'Jobs at once per process.'),
  NO_REPLY_WORKING_DAYS: count(
    15,
    1,
    250,
    'Arbetsdagar utan svar på en begäran om uppgifter innan frågan avslutas.',
    'Working days without a reply to a request for information before the question is closed.',
  ),
  FOLLOW_UP_EACH_YEAR: flag(
    true,
    'Räkna förra årets uppföljning av strategin av sig själv när ett nytt år har börjat, och lägg den som uppgift hos dem som driver påverkan.',
    "Reckon last year's follow-up of the strategy by itself when a new year has begun, and put it as a task before the advocates.",
  ),
  RIKSDAGEN: flag(
    false,
    'Följ lagstiftningsärendenas dokument hos Riksdagen och regeringens lagrådsremisser. Ger förslag som en människa bekräftar.',
    "Follow the documents of dossiers at Riksdagen, and the government's referrals to the Council on Legislation. Gives proposals that a person confirms.",
  ),
  RIKSDAGEN_URL: setting({
    schema: url('http:', 'https:').prefault('https://data.riksdagen.se'),
    default: 'https://data.riksdagen.se',
    allowed: { sv: 'http(s)://värd[:port]', en: 'http(s)://host[:port]' },
    description: { sv: 'Riksdagens öppna data.', en: "Riksdagen's open data." },
  }),
  RIKSDAGEN_PAUSE_MS: count(
    1000,
    500,
    60_000,
    'Paus mellan två frågor till Riksdagen eller regeringen, i millisekunder.',
    'Pause between two requests to Riksdagen or the government, in milliseconds.',
  ),
  REFERRAL_FEED_URL: setting({
    schema: url('http:', 'https:').prefault(REFERRAL_FEED),
    default: REFERRAL_FEED,
    allowed: { sv: 'http(s)://…, ett RSS-flöde', en: 'http(s)://…, an RSS feed' },
    description: {
      sv: 'Regeringens flöde av lagrådsremisser.',
      en: "The government's feed of referrals to the Council on Legislation.",
    },
  }),
  REMISS_MILESTONES: setting({
    schema: milestones.prefault('draft:15,units:10,board:5,send:1'),
    default: 'draft:15,units:10,board:5,send:1',
    allowed: {
      sv: 'draft, units, board och send med arbetsdagar (0–250) före sista svarsdag, åtskilda med komma; en som utelämnas används inte',
      en: 'draft, units, board and send with working days (0–250) before the last day to answer, separated by commas; one left out is not used',
    },
    description: {
      sv: 'Delmål före en remiss sista svarsdag: utkast, enheternas synpunkter, styrelsens beslut, avsänt.',
      en: "Milestones before a remiss's last day: draft, the units' views, the board's decision, sent.",
    },
  }),
  HALF_DAYS: setting({
    schema: oneOf(HALF_DAYS).prefault('half'),
    default: 'half',
    allowed: {
      sv: 'half (kontoret stänger klockan 12) eller whole (som andra arbetsdagar)',
      en: 'half (the office closes at noon) or whole (as other working days)',
    },
    description: {
      sv: 'Hur halvdagar (trettondagsafton, skärtorsdag, valborgsmässoafton …) räknas i svarstider.',
      en: 'How half-days (Twelfth Night, Maundy Thursday, Walpurgis Eve …) count in response times.',
    },
  }),
} as const;

export type SettingName = keyof typeof definitions;
export type Settings = { [Name in SettingName]: z.output<(typeof definitions)[Name]['schema']> };

/** The one schema. The cast only restores what Object.fromEntries forgets: each key has its own definition's schema. */
export const settingsSchema = z.object(
  Object.fromEntries(Object.entries(definitions).map(([name, { schema }]) => [name, schema])),
) as unknown as z.ZodType<Settings, Record<string, string | undefined>>;

/** For `lagrum doctor` and the README. */
export const settings: SettingText[] = Object.entries(definitions).map(([name, definition]) => ({
  name,
  description: definition.description,
  default: definition.default,
  allowed: definition.allowed,
  secret: 'secret' in definition && definition.secret === true,
}));
