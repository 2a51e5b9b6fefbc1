import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../../test/harness/app.js';

/** The same text many times over: from the second time on it is compiled, and must mean what it meant before. */

const TIMES = [1, 2, 3, 4];

describe('a query that is sent again', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 120_000);
  afterAll(() => t.close());

  async function send(body: object): Promise<{ data?: Record<string, unknown>; errors?: { message: string }[] }> {
    const answer = await t.app.inject({ method: 'POST', url: '/graphql', payload: body });
    return JSON.parse(answer.payload) as { data?: Record<string, unknown>; errors?: { message: string }[] };
  }

  it.each([
    ['Int! = 1', 1],
    ['Int = 1', 1],
  ])('has the defaults of its variables each time (%s)', async (type, rows) => {
    const query = `query ($n: ${type}) { organisations(first: $n) { nodes { id } } }`;
    for (const variables of [undefined, {}, { n: undefined }])
      for (const time of TIMES) {
        const { data, errors } = await send({ query, variables });
        expect([time, errors]).toEqual([time, undefined]);
        expect((data!.organisations as { nodes: unknown[] }).nodes).toHaveLength(rows);
      }
    const { data } = await send({ query, variables: { n: 2 } });
    expect((data!.organisations as { nodes: unknown[] }).nodes).toHaveLength(2);
  });

  it('takes defaults that are names and objects, and refuses null where nothing may be left out', async () => {
    const query = `query ($filter: OrganisationFilter! = { kind: REGION }, $n: Int! = 2) {
      organisations(first: $n, filter: $filter) { nodes { kind } } }`;
    for (const time of TIMES) {
      const { data, errors } = await send({ query });
      expect([time, errors]).toEqual([time, undefined]);
      expect(data).toEqual({ organisations: { nodes: [{ kind: 'REGION' }, { kind: 'REGION' }] } });
    }
    for (const time of TIMES) {
      const { errors } = await send({ query, variables: { n: null } });
      expect([time, errors?.[0]?.message]).toEqual([time, expect.stringContaining('$n')]);
    }
  });

  it('does the operation that is named, however often the other was done', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }';
    for (const time of TIMES)
      for (const [operationName, field] of [
        ['A', 'a'],
        ['B', 'b'],
      ] as const)
        expect([time, await send({ query, operationName })]).toEqual([time, { data: { [field]: 'Query' } }]);
  });

  it('costs what it asks for, also where that is the default of a variable', async () => {
    const query = `query ($n: Int! = 100) { barriers(first: $n) { nodes { a: subjectAreas { narrower { key } } b: subjectAreas { narrower { key } } } } }`;
    for (const variables of [{}, { n: 100 }]) {
      const { errors } = await send({ query, variables });
      expect(errors?.[0]?.message).toMatch(/costs more than/);
    }
    expect((await send({ query, variables: { n: 1 } })).errors).toBeUndefined();
  });
});
