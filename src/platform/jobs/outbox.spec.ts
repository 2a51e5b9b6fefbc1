import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../ids.js';
import { UserError } from '../user-error.js';
import { isPassing, JobFault, maskedFailure } from './failures.js';
import { JobHandlers } from './handlers.js';
import { insertOutbox, outboxRows, safePayload } from './outbox.js';
import { jobDeclaration, JobRegistry, kindsHandledBy, OnJob } from './registry.js';

const triage = jobDeclaration({ kind: 'question.triage', on: ['question.submitted'], reads: ['QUESTION'] });
const notify = jobDeclaration({
  kind: 'notification.deliver',
  on: ['question.submitted', 'revision.published'],
  payloadVersion: 2,
});
const registry = JobRegistry.of([triage, notify]);

describe('registry', () => {
  it('knows who subscribes to an event', () => {
    expect(registry.subscribersOf('question.submitted').map(({ kind }) => kind)).toEqual([triage.kind, notify.kind]);
    expect(registry.subscribersOf('revision.published').map(({ kind }) => kind)).toEqual([notify.kind]);
    expect(registry.subscribersOf('nobody.cares')).toEqual([]);
    expect(registry.known()).toEqual([
      ['question.triage', 'notification.deliver'],
      [1, 2],
    ]);
  });

  it.each([
    ['Question.triage', 'lower case'],
    ['question:triage', 'lower case'],
    ['triage', 'lower case'],
  ])('refuses the kind %s', (kind, why) => {
    expect(() => jobDeclaration({ kind })).toThrow(why);
  });

  it('refuses a kind that is declared twice', () => {
    expect(() => JobRegistry.of([triage, triage]).all()).toThrow('"question.triage" is declared twice');
  });

  it('marks the handler method', () => {
    class Jobs {
      @OnJob(triage)
      async triage(): Promise<void> {}
    }
    expect(kindsHandledBy(Jobs.prototype.triage)).toEqual(['question.triage']);
  });

  it('boots with exactly one handler for each kind and names every fault otherwise', () => {
    const handler = async (): Promise<void> => undefined;
    const one = { kind: triage.kind, where: 'A.triage', handler };
    const two = { kind: notify.kind, where: 'B.deliver', handler };
    expect(new JobHandlers(registry, [one, two]).of(triage.kind)).toBe(handler);
    expect(() => new JobHandlers(registry, [one])).toThrow(
      'Jobs cannot start: job kind "notification.deliver" is declared but no provider has @OnJob for it.',
    );
    expect(() => new JobHandlers(registry, [one, two, { ...one, where: 'C.triage' }])).toThrow(
      'job kind "question.triage" has 2 handlers: A.triage, C.triage',
    );
    expect(() => new JobHandlers(registry, [one, two, { ...one, kind: 'old.kind' }])).toThrow('not declared');
  });
});

describe('outbox rows', () => {
  it('makes one row for each subscriber, with the event and the version of its payload', () => {
    const entryId = newId('Question');
    const rows = outboxRows(registry, {
      event: 'question.submitted',
      payload: { entryId, at: new Date('2026-03-01T10:00:00Z'), count: 3, urgent: false, missing: undefined },
      causer: 'person:x',
      entryId,
    });
    expect(rows.map(({ kind, payloadVersion }) => [kind, payloadVersion])).toEqual([
      ['question.triage', 1],
      ['notification.deliver', 2],
    ]);
    expect(rows[0]!.payload).toEqual({
      event: 'question.submitted',
      entryId,
      at: '2026-03-01T10:00:00.000Z',
      count: 3,
      urgent: false,
    });
    expect(rows[0]!.id).not.toBe(rows[1]!.id);
  });

  it('sends no statement when nobody subscribes', async () => {
    const client = { query: () => Promise.reject(new Error('asked')) };
    await expect(
      insertOutbox(client, registry, { event: 'nobody.cares', payload: {}, causer: 'anonymous' }),
    ).resolves.toEqual([]);
  });

  it.each([
    ['text', 'Får vi lämna ut uppgiften?'],
    ['two words', 'Anna Andersson'],
    ['an e-mail address', 'anna@kommun.example'],
    ['a personal number', '19811228-9874'],
    ['a short personal number', '8112289874'],
    ['something long', 'A'.repeat(65)],
    ['nothing', ''],
    ['an object', { text: 'x' }],
    ['a list of texts', ['en sak']],
    ['lists in lists', [['A']]],
    ['not a number', Number.NaN],
    ['a line break after a code', 'A\n'],
  ])('refuses %s without repeating it', (_what, value) => {
    const attempt = (): unknown => safePayload({ value });
    expect(attempt).toThrow('Job payload "value');
    if (typeof value === 'string' && value.length > 1) expect(attempt).not.toThrow(value);
  });

  it.each([
    newId('Question'),
    '2026-03-01',
    '2026-03-01T10:00:00.000Z',
    'IN_REVIEW',
    '2018:1937',
    'revision.published',
  ])('lets %s through', (value) => expect(safePayload({ value })).toEqual({ value }));

  it('never lets a string with a space, an @ or a letter beyond ASCII through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '@', 'å', '\0', '\u00a0'), (text, strange) => {
        expect(() => safePayload({ value: text + strange })).toThrow();
      }),
    );
  });
});

describe('masked failures', () => {
  it('keeps what the program says itself', () => {
    expect(maskedFailure(new JobFault('The mail server refused with 550'))).toBe('The mail server refused with 550');
    expect(maskedFailure(new UserError('WRONG_STATE', 'input.id', { state: 'hemlig' }))).toBe('WRONG_STATE input.id');
  });

  it('keeps kind, codes and place of everything else, never its message', () => {
    const error = Object.assign(new TypeError('Key (title)=(KANARIEFÅGEL)\n    at KANARIE (kanarie.ts:1:1)'), {
      code: '23505',
      constraint: 'one_title',
      detail: 'KANARIEFÅGEL',
    });
    error.stack = `TypeError: KANARIEFÅGEL\n    at QuestionJobs.triage (/app/dist/src/questions/question.jobs.js:41:7)`;
    expect(maskedFailure(error)).toBe('TypeError 23505 one_title in QuestionJobs.triage (question.jobs.js:41)');
    expect(maskedFailure('KANARIEFÅGEL')).toBe('A string was thrown');
    expect(maskedFailure(new JobFault('x'.repeat(600)))).toHaveLength(500);
  });

  it('tells an outage from a fault of the job', () => {
    expect(isPassing(Object.assign(new Error('down'), { code: '57P01' }))).toBe(true);
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isPassing(Object.assign(new Error('twice'), { code: '23505' }))).toBe(false);
    expect(isPassing('57P01')).toBe(false);
  });
});
