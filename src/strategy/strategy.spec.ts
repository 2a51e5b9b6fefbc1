import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { Reads } from '../platform/database/reads.js';
import { seedId } from '../platform/ids.js';

interface Title {
  title: string;
}
interface Measure extends Title {
  id: string;
  code: string;
  owner: string;
  kind: string;
  goals: { code: string }[];
}
interface StrategyView extends Title {
  code: string;
  english: string;
  adoptedUnder: string;
  adoptedBy: { name: string };
  goals: { code: string }[];
  areas: (Title & { code: string; objective: string; groups: (Title & { measures: Measure[] })[] })[];
}

const WHOLE = `{ strategy(code: "esam-2011") {
  code title english: title(lang: en) adoptedUnder adoptedBy { name } goals { code }
  areas { code title objective groups { title measures { id code title owner kind goals { code } } } } } }`;

describe('the strategy', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('is read by anybody, whole and in its order', async () => {
    const { strategy } = await test.anonymous.ask<{ strategy: StrategyView }>(WHOLE);
    expect(strategy).toMatchObject({
      title: 'Strategi för eSamhället',
      english: 'Strategy for the e-Society',
      adoptedUnder: 'Sveriges Kommuner och Landsting (SKL)',
      adoptedBy: { name: 'Sveriges Kommuner och Regioner' },
    });
    expect(strategy.goals.map((goal) => goal.code)).toEqual(['G1', 'G2', 'G3']);
    expect(strategy.areas.map((area) => area.groups.flatMap((group) => group.measures).map((one) => one.code))).toEqual(
      [
        ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'],
        ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10'],
        ['3.1', '3.2', '3.3'],
        ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.8'],
      ],
    );
    expect(strategy.areas[1]!.groups.at(-1)!.measures.find((one) => one.code === '2.6')).toMatchObject({
      owner: 'ASSOCIATION',
      kind: 'ADVOCATE',
    });
  });

  it('takes one statement a level, however many measures there are', async () => {
    const reads = test.app.get(Reads);
    const before = reads.statements;
    await test.anonymous.ask(WHOLE);
    // strategy; organisation, goals, areas; groups; measures; goals of measures
    expect(reads.statements - before).toBe(7);
  });

  it('is one of the strategies', async () => {
    const query = '{ strategies { code measures { code } } interoperabilityLayers { key label } }';
    const lawyer = await test.as('jurist@skr.demo');
    for (const reader of [test.anonymous, lawyer]) {
      const answer = await reader.ask<{
        strategies: { code: string; measures: unknown[] }[];
        interoperabilityLayers: { key: string; label: string }[];
      }>(query);
      expect(answer.strategies).toMatchObject([{ code: 'esam-2011' }]);
      expect(answer.strategies[0]!.measures).toHaveLength(28);
      expect(answer.interoperabilityLayers[0]).toEqual({ key: 'LEGAL', label: 'Rättslig' });
    }
  });

  it('has measures, goals and areas that are found by their ids', async () => {
    const { node } = await test.anonymous.ask<{ node: Measure & { group: { area: { code: string } } } }>(
      'query ($id: ID!) { node(id: $id) { id ... on StrategyMeasure { code group { area { code } } } } }',
      { id: seedId('StrategyMeasure', 'strategi-2011/insats-2.6') },
    );
    expect(node).toMatchObject({ code: '2.6', group: { area: { code: '2' } } });
  });

  it.each(['', 'finns-inte', 'esam\u0000-2011', '💥'])('answers null to the unknown code %j', async (code) => {
    const answer = await test.anonymous.ask('query ($code: String!) { strategy(code: $code) { id } }', { code });
    expect(answer).toEqual({ strategy: null });
  });
});
