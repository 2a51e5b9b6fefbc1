import { describe, expect, it } from '@jest/globals';
import { BarrierState } from './barrier.entity.js';
import { barrierMachine, BarrierRelation } from './barrier.machine.js';

const RELATIONS: BarrierRelation[] = ['reporter', 'handler', 'advocate', 'member'];

/** Written by hand from the design, not from the machine: state → who → what they may do and where it leads. */
const WORK = 'update> classify> addEvidence> removeEvidence> dismiss>DISMISSED merge>MERGED';
const TABLE: Record<BarrierState, Partial<Record<BarrierRelation, string>>> = {
  REPORTED: {
    reporter: 'update> addEvidence> removeEvidence>',
    handler: `${WORK} confirm>CONFIRMED`,
    member: 'signOn>',
  },
  CONFIRMED: {
    reporter: 'update> addEvidence> removeEvidence>',
    handler: `${WORK} resolve>RESOLVED verify>`,
    advocate: 'pursue>PURSUED',
    member: 'signOn>',
  },
  PURSUED: {
    reporter: 'update> addEvidence> removeEvidence>',
    handler: `${WORK} resolve>RESOLVED verify>`,
    advocate: 'stopPursuing>CONFIRMED',
    member: 'signOn>',
  },
  RESOLVED: { handler: 'verify> reopen>CONFIRMED' },
  DISMISSED: { handler: 'reopen>CONFIRMED' },
  MERGED: {},
};

const cells = Object.values(BarrierState).flatMap((state) => RELATIONS.map((relation) => ({ state, relation })));

describe('the machine of a barrier', () => {
  it.each(cells)('$state, $relation', ({ state, relation }) => {
    const table = new Map(
      (TABLE[state][relation] ?? '')
        .split(' ')
        .filter(Boolean)
        .map((cell) => cell.split('>') as [string, string]),
    );
    expect([...barrierMachine.possible(state, new Set([relation]))].sort()).toEqual([...table.keys()].sort());
    for (const [action, to] of table) expect(barrierMachine.rule(action as 'update').to ?? '').toBe(to);
  });

  it('lets nobody without a relation do anything', () => {
    for (const state of Object.values(BarrierState)) expect(barrierMachine.possible(state, new Set())).toEqual([]);
  });
});
