import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from './harness/app.js';
import { newId } from '../src/platform/ids.js';

/** Counts what a request would have changed: rows of everything that an action writes. */
async function footprint(t: TestApp): Promise<unknown> {
  return t.sql(
    'select (select count(*) from entry) as entries, (select count(*) from audit_event) as events, (select count(*) from outbox) as jobs',
  );
}

describe('limits hold before any SQL', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 180_000);
  afterAll(() => t.close());

  async function refused(query: string, code: string): Promise<string> {
    const before = t.db.reads.statements;
    const answer = await t.anonymous.raw(query);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(answer.status).toBe(400);
    expect(t.db.reads.statements).toBe(before);
    return answer.errors![0]!.message;
  }
  const passes = async (query: string) => expect((await t.anonymous.raw(query)).errors).toBeUndefined();

  it('10,000 levels deep: too large a body, and with a shorter word too many tokens', async () => {
    const deep = (word: string, levels: number) =>
      `{ subjectAreas ${`{ ${word} `.repeat(levels)}{ key }${' }'.repeat(levels)} }`;
    expect(await refused(deep('narrower', 10_000), 'BAD_USER_INPUT')).toMatch(/64 kB/);
    await refused(deep('a', 10_000), 'TOO_COMPLEX');
  });

  it('depth: ten levels pass, eleven do not', async () => {
    const nested = (levels: number) =>
      `{ subjectAreas ${'{ broader '.repeat(levels - 2)}{ key }${' }'.repeat(levels - 2)} }`;
    await passes(nested(10));
    expect(await refused(nested(11), 'TOO_COMPLEX')).toMatch(/levels/);
  });

  it('depth through fragments', async () => {
    const parts = Array.from(
      { length: 11 },
      (_, i) => `fragment f${i} on SubjectArea { broader { ${i === 10 ? 'key' : `...f${i + 1}`} } }`,
    );
    await refused(`{ subjectAreas { ...f0 } } ${parts.join(' ')}`, 'TOO_COMPLEX');
  });

  it('tokens: 2,000 pass, more do not', async () => {
    // Each `key @skip(if: false)` is eight tokens, the rest five.
    const fields = (n: number, more = '') => `{ subjectAreas { ${'key @skip(if: false) '.repeat(n)} ${more} } }`;
    await passes(fields(249, 'key key key'));
    expect(await refused(fields(249, 'key key key key'), 'TOO_COMPLEX')).toMatch(/tokens/);
  });

  it('aliases: fifteen pass, sixteen do not', async () => {
    const aliased = (n: number) =>
      `{ subjectAreas { ${Array.from({ length: n }, (_, i) => `a${i}: key`).join(' ')} } }`;
    await passes(aliased(15));
    await refused(aliased(16), 'TOO_COMPLEX');
  });

  it('root fields: ten pass, eleven do not', async () => {
    const roots = (n: number) => `{ ${Array.from({ length: n }, (_, i) => `r${i}: subjectAreas { key }`).join(' ')} }`;
    await passes(roots(10));
    await refused(roots(11), 'TOO_COMPLEX');
  });

  it('cost: pages multiply what they hold', async () => {
    await refused(
      '{ organisations(first: 100) { nodes { units { organisation { units { organisation { name } } } } } } }',
      'TOO_COMPLEX',
    );
  });

  it('cost: what a directive leaves out is free, what it lets in is not', async () => {
    const costly = (directive: string) =>
      `{ organisations(first: 100) ${directive} { nodes { units { organisation { units { organisation { name } } } } } } subjectAreas { key } }`;
    await passes(costly('@include(if: false)'));
    await passes(costly('@skip(if: true)'));
    await refused(costly('@include(if: true)'), 'TOO_COMPLEX');
    await refused(costly('@skip(if: false)'), 'TOO_COMPLEX');
  });

  it('a syntax tree as JSON does not walk past the token limit', async () => {
    await refused(JSON.stringify({ kind: 'Document', definitions: [] }), 'BAD_USER_INPUT');
  });

  it('no batches, no mutation over GET', async () => {
    const batch = await t.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: [{ query: '{ __typename }' }, { query: '{ __typename }' }],
    });
    expect(batch.statusCode).toBe(400);
    const get = await t.app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent('mutation { watch(input: { entry: "x" }) { userErrors { code } } }')}`,
    });
    expect(get.statusCode).toBe(405);
  });

  it('no hints by spelling', async () => {
    expect(await refused('{ subjectAria { key } }', 'BAD_USER_INPUT')).not.toMatch(/Did you mean/);
  });

  it.each(['', '{', '{ a', 'query ($x: Nope) { __typename }', '\u0000', '{ subjectAreas { key(', '#', '"""'])(
    'nonsense %j is told so, not a fault',
    async (query) => {
      const answer = await t.anonymous.raw(query);
      expect(answer.status).toBe(400);
      expect(answer.errors?.[0]?.extensions?.code).not.toBe('INTERNAL');
    },
  );
});

describe('what a person may send', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 180_000);
  afterAll(() => t.close());

  const DRAFT = `mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id version title text } userErrors { code path message } } }`;

  it.each([
    ['a null byte', { title: 'a', text: 'b\u0000c' }, 'CONTROL_CHARACTERS', 'text'],
    ['half of a surrogate pair', { title: 'a\ud800', text: 'b' }, 'BROKEN_UNICODE', 'title'],
    ['a title of 10,000 characters', { title: 'å'.repeat(10_000), text: 'b' }, 'TOO_LONG', 'title'],
    ['a personal number', { title: 'a', text: 'Det gäller 850709-9805 som söker.' }, 'PERSONAL_DATA', 'text'],
  ])('%s is refused in words, at its field, and nothing is changed', async (_, content, code, field) => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    const before = await footprint(t);
    const payload = await officer.act<{ question: null }>(DRAFT, content);
    expect(payload.question).toBeNull();
    expect(payload.userErrors).toHaveLength(1);
    expect(payload.userErrors[0]).toMatchObject({ code, path: ['input', field] });
    expect(payload.userErrors[0]!.message).not.toMatch(/850709/);
    expect(await footprint(t)).toEqual(before);
    expect(t.logs.join('\n')).not.toContain('850709');
  });

  it('HTML in Markdown stays text', async () => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    const { question } = await officer.act<{ question: { id: string } }>(DRAFT, {
      title: 'Html',
      text: '<script>alert(1)</script> **fet** [x](javascript:alert(1))',
    });
    const { node } = await officer.ask<{ node: { html: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Question { html } } }',
      { id: question.id },
    );
    expect(node.html).toContain('<strong>fet</strong>');
    expect(node.html).not.toMatch(/<script|href="javascript/);
  });

  it.each([
    'x',
    '00000000-0000-0000-0000-000000000000',
    newId('Question'),
    newId('Organisation'),
    "'; drop table entry; --",
    '\u0000',
    'x'.repeat(10_000),
  ])('the id %j answers as a thing that does not exist', async (id) => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    expect(await officer.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    const payload = await officer.act(
      'mutation ($input: WatchInput!) { watch(input: $input) { userErrors { code } } }',
      { entry: id },
    );
    expect(payload.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  });

  it('a text of 300 kB passes where texts are sent, and nowhere else', async () => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    const big = 'x'.repeat(300 * 1024);
    const text = await officer.raw(DRAFT, { input: { title: 'Stor', text: big } });
    expect(text.status).toBe(200);
    const other = await officer.raw('query ($id: ID!) { node(id: $id) { id } }', { id: big });
    expect(other.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(other.status).toBe(400);
    expect(other.errors?.[0]?.message).toMatch(/64 kB/);
  });

  it('two megabytes are refused before they are read', async () => {
    const officer = await t.as('handlaggare@kommun-a.demo');
    const response = await t.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: officer.authorization,
      payload: { query: DRAFT, variables: { input: { title: 'a', text: 'x'.repeat(2 * 1024 * 1024) } } },
    });
    expect(response.statusCode).toBe(413);
  });
});
