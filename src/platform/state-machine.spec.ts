import { describe, expect, it } from '@jest/globals';
import { MachineRules, StateMachine } from './state-machine.js';

type Rules = MachineRules<'A' | 'B' | 'C', 'go' | 'end', 'me'>;
const sound: Rules = {
  name: 'planted',
  states: ['A', 'B', 'C'],
  initial: 'A',
  final: ['C'],
  actions: { go: { from: ['A'], to: 'B', by: ['me'] }, end: { from: ['B'], to: 'C', by: ['me'] } },
};
const broken =
  (change: Partial<Rules> | { actions: object }): (() => unknown) =>
  () =>
    new StateMachine({ ...sound, ...change } as Rules);

describe('a machine is checked when it is made', () => {
  it('a sound one passes', () => {
    expect(new StateMachine(sound).possible('A', new Set(['me']))).toEqual(['go']);
  });
  it.each([
    ['a state that nothing leads to', { states: ['A', 'B', 'C', 'D'], final: ['C', 'D'] }, /no action leads to D/],
    ['a dead end that is not called final', { final: [] }, /C has no way out/],
    ['a final state with a way out', { final: ['B', 'C'] }, /B is called final but has a way out/],
    [
      'an unknown state',
      { actions: { ...sound.actions, end: { from: ['B'], to: 'X', by: ['me'] } } },
      /unknown state X/,
    ],
    ['an action of nobody', { actions: { ...sound.actions, go: { from: ['A'], to: 'B', by: [] } } }, /nobody may go/],
    [
      'an action from nowhere',
      { actions: { ...sound.actions, go: { from: [], to: 'B', by: ['me'] } } },
      /go starts nowhere/,
    ],
  ])('%s is refused', (_, change, message) => {
    expect(broken(change as Partial<Rules>)).toThrow(message);
  });
});
