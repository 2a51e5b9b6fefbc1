import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { DAY } from '../../test/harness/clock.js';
import { UserError } from '../platform/user-error.js';
import { lifetime, organisationNumber, shortText, emailAddress, tokenScopes } from './access.texts.js';
import { ActorService } from './actor.service.js';
import { Seal } from './sign-in.seal.js';
import { TokenService } from './tokens.service.js';

const LAWYER = 'jurist@skr.demo';
const START = '2026-11-23T09:00:00.000Z';

describe('A bearer token', () => {
  let bed: TestApp;
  let tokens: TokenService;
  beforeAll(async () => {
    bed = await createTestApp();
    tokens = bed.app.get(TokenService);
  });
  afterAll(() => bed.close());
  beforeEach(() => bed.clock.set(START));

  const ask = (token: string, query = '{ viewer { person { email } } }'): ReturnType<typeof bed.anonymous.raw> =>
    bed.anonymous.raw(query, {}, { authorization: `Bearer ${token}` });
  const issue = (request: { expiresIn?: string; scopes?: string[] } = {}): ReturnType<TokenService['issueForEmail']> =>
    tokens.issueForEmail(LAWYER, { label: 'prov', ...request });

  it('acts as its person for an hour, and then not at all', async () => {
    const { token, expiresAt } = await issue();
    expect(token).toMatch(/^lgr_[\w-]{43}$/);
    expect(expiresAt.getTime() - Date.parse(START)).toBeLessThanOrEqual(3_600_100);
    expect((await ask(token)).data).toEqual({ viewer: { person: { email: LAWYER } } });
    bed.clock.advance(3_601_000);
    const late = await ask(token);
    expect(late.status).toBe(401);
    expect(late.errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
  });

  it('that is unknown or malformed is refused, never taken for nobody', async () => {
    for (const token of ['lgr_unknown', 'å', '', `x${'y'.repeat(5_000)}`]) {
      const answer = await bed.anonymous.raw('{ viewer { language } }', {}, { authorization: `Bearer ${token}` });
      expect(answer.errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    }
    const basic = await bed.anonymous.raw('{ viewer { language } }', {}, { authorization: 'Basic YTpi' });
    expect(basic.errors![0]!.extensions!.code).toBe('UNAUTHENTICATED');
    expect((await bed.anonymous.raw('{ viewer { language } }')).data).toEqual({ viewer: null });
  });

  it('lies hashed, and the issue of it stands in the person’s own chain without it', async () => {
    const { token, id } = await issue();
    const dump = await bed.sql<{ t: string }>('select access_token::text as t from access_token');
    const audit = await bed.sql<{ line: string; actor: string }>(
      `select e.line, e.actor from audit_event e join person p on p.id = e.subject_id
       where p.email = $1 and e.action = 'token.issued' order by e.seq desc limit 1`,
      [LAWYER],
    );
    expect(audit[0]!.line).toContain(id);
    expect(audit[0]!.actor).toBe('system:token');
    expect(JSON.stringify([dump, audit, bed.logs])).not.toContain(token);
  });

  it('is narrowed to its scopes', async () => {
    const narrow = await issue({ scopes: ['viewer:*'] });
    expect((await ask(narrow.token, '{ viewer { language permissions } }')).data).toEqual({
      viewer: { language: 'sv', permissions: ['viewer:read'] },
    });
    const refused = await ask(narrow.token, '{ tokens { id } }');
    expect(refused.errors![0]!.extensions!.code).toBe('FORBIDDEN');
  });

  it('can be listed and revoked by its person alone', async () => {
    const { token, id } = await issue({ expiresIn: '7d', scopes: ['viewer:read', 'token:read'] });
    const lawyer = await bed.as(LAWYER);
    const other = await bed.as('granskare@skr.demo');
    const revoke =
      'mutation($input: TokenRevokeInput!) { tokenRevoke(input: $input) { userErrors { code } tokens { id } } }';
    const list = await lawyer.ask<{ tokens: { id: string; label: string; scopes: string[] }[] }>(
      '{ tokens { id label scopes } }',
    );
    expect(list.tokens).toContainEqual({ id, label: 'prov', scopes: ['token:read', 'viewer:read'] });
    expect((await other.act(revoke, { id })).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect((await ask(token)).status).toBe(200);
    const after = await lawyer.act<{ tokens: { id: string }[] }>(revoke, { id });
    expect(after.userErrors).toEqual([]);
    expect(after.tokens.map((one) => one.id)).not.toContain(id);
    expect((await ask(token)).status).toBe(401);
  });

  it('makes no other token', async () => {
    const lawyer = await bed.as(LAWYER);
    const made = await lawyer.act(
      'mutation($input: TokenIssueInput!) { tokenIssue(input: $input) { secret userErrors { code } } }',
      {
        label: 'mer',
      },
    );
    expect(made.userErrors).toEqual([{ code: 'TOKEN_BY_SESSION_ONLY' }]);
  });

  it('stops with the account and with the role, at the next request', async () => {
    const { token } = await issue({ expiresIn: '1d' });
    await bed.sql('update person set disabled_at = now() where email = $1', [LAWYER]);
    expect((await ask(token)).status).toBe(401);
    await expect(issue()).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
    await bed.sql('update person set disabled_at = null where email = $1', [LAWYER]);
    expect((await ask(token)).status).toBe(200);
  });

  it('comes with who asks: person, organisations, units, roles', async () => {
    const { token } = await issue();
    const actor = await bed.app.get(ActorService).fromRequest({ headers: { authorization: `bearer ${token}` } });
    expect(actor.staff).toBe(true);
    expect(actor.via).toBe('token');
    expect(actor.context!.kinds).toContain('QUESTION');
  });

  it('lives 90 days at most', async () => {
    const { expiresAt } = await issue({ expiresIn: '90d' });
    expect(Math.round((expiresAt.getTime() - Date.parse(START)) / DAY)).toBe(90);
    await expect(issue({ expiresIn: '91d' })).rejects.toMatchObject({ code: 'TOKEN_LIFETIME_INVALID' });
    await expect(issue({ scopes: ['allt'] })).rejects.toMatchObject({ code: 'TOKEN_SCOPE_INVALID' });
    await expect(tokens.issueForEmail('ingen@example.se', { label: 'x' })).rejects.toMatchObject({
      code: 'PERSON_UNKNOWN',
    });
  });
});

describe('What people type', () => {
  const code = (work: () => unknown): string | null => {
    try {
      work();
      return null;
    } catch (error) {
      return error instanceof UserError ? error.code : String(error);
    }
  };

  it.each(['30m', '1h', '24h', '90d'])('%s is a lifetime', (text) => expect(lifetime(text, 'x')).toBeGreaterThan(0));
  it.each(['', '0h', '-1h', '1w', '1.5h', '91d', '9999999m', '1 h', 'h'])('%j is none', (text) =>
    expect(code(() => lifetime(text, 'x'))).toBe('TOKEN_LIFETIME_INVALID'),
  );

  it.each(['question:read', 'law-source:*'])('%s is a scope', (text) =>
    expect(tokenScopes([text], 'x')).toEqual([text]),
  );
  it.each(['', '*', 'question', 'question:read:all', 'a b:c', "x';--:y"])('%j is none', (text) =>
    expect(code(() => tokenScopes([text], 'x'))).toBe('TOKEN_SCOPE_INVALID'),
  );

  it('an organisation number is checked and written one way', () => {
    expect(organisationNumber('2220000315', 'x')).toBe('222000-0315');
    expect(organisationNumber(' 212000-0449 ', 'x')).toBe('212000-0449');
    // The last is a sole trader's, that is a person's.
    for (const wrong of ['', '222000-0316', 'abc', '2220000', '19121212-1212', '121212-1212'])
      expect(code(() => organisationNumber(wrong, 'x'))).toBe('ORG_NUMBER_INVALID');
  });

  it('a name has letters and no row of digits', () => {
    expect(shortText('  Åsa   Öberg ', 'x')).toBe('Åsa Öberg');
    expect(shortText('Nämnd 1, 2026', 'x')).toBe('Nämnd 1, 2026');
    expect(code(() => shortText(' ​ ', 'x'))).toBe('REQUIRED');
    expect(code(() => shortText('a\0b', 'x'))).toBe('CONTROL_CHARACTERS');
    expect(code(() => shortText('a\ud800b', 'x'))).toBe('CONTROL_CHARACTERS');
    expect(code(() => shortText('a‮b', 'x'))).toBe('CONTROL_CHARACTERS');
    expect(code(() => shortText('x'.repeat(201), 'x'))).toBe('TOO_LONG');
    for (const number of ['Sara 19121212-1212', 'Sara 12 12 12 1212', 'Sara 121212+1212'])
      expect(code(() => shortText(number, 'x'))).toBe('NUMBER_IN_NAME');
  });

  it('an address is an address, in lower case', () => {
    expect(emailAddress(' Åsa.Ö@Kommun.SE ', 'x')).toBe('åsa.ö@kommun.se');
    for (const wrong of [
      '',
      'a',
      'a@b',
      'a b@c.se',
      'a@b..se',
      '<a@b.se>',
      'a@b.se\nbcc: c@d.se',
      `${'a'.repeat(65)}@b.se`,
    ])
      expect(code(() => emailAddress(wrong, 'x'))).toBe('EMAIL_INVALID');
    expect(code(() => emailAddress('191212121212@kommun.se', 'x'))).toBe('NUMBER_IN_NAME');
  });

  it('what is sealed for one purpose opens in no other, nor damaged', () => {
    const seal = new Seal('k'.repeat(32), 'pending');
    const closed = seal.close('text');
    expect(seal.open(closed)).toBe('text');
    expect(new Seal('k'.repeat(32), 'id-token').open(closed)).toBeNull();
    expect(new Seal('l'.repeat(32), 'pending').open(closed)).toBeNull();
    for (let i = 0; i < closed.length - 1; i++) {
      const other = closed[i] === 'A' ? 'B' : 'A';
      expect(seal.open(closed.slice(0, i) + other + closed.slice(i + 1))).toBeNull();
    }
    expect(seal.open('')).toBeNull();
  });
});
