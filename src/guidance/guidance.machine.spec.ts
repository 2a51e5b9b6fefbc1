import { describe, expect, it } from '@jest/globals';
import { GuidanceState as S } from './guidance.entity.js';
import { GuidanceAction, guidanceMachine, GuidanceRelation } from './guidance.machine.js';

const EXPECTED: Record<S, Record<GuidanceRelation, GuidanceAction[]>> = {
  [S.DRAFT]: { writer: ['update', 'discard'], revision: ['publish'] },
  [S.PUBLISHED]: { writer: [], revision: ['publish', 'withdraw'] },
  [S.WITHDRAWN]: { writer: [], revision: ['publish'] },
  [S.DISCARDED]: { writer: [], revision: [] },
};

describe('the machine of a guidance', () => {
  for (const state of Object.values(S)) {
    for (const relation of ['writer', 'revision'] as const) {
      it(`${state}: ${relation} may ${EXPECTED[state][relation].join(', ') || 'nothing'}`, () => {
        expect(guidanceMachine.possible(state, new Set([relation]))).toEqual(EXPECTED[state][relation]);
      });
    }
    it(`${state}: nobody may anything without standing to it`, () => {
      expect(guidanceMachine.possible(state, new Set())).toEqual([]);
    });
  }

  it('leads only where its text leads, or away', () => {
    expect(guidanceMachine.actions.map((action) => [action, guidanceMachine.rule(action).to])).toEqual([
      ['update', null],
      ['discard', S.DISCARDED],
      ['publish', S.PUBLISHED],
      ['withdraw', S.WITHDRAWN],
    ]);
  });
});
