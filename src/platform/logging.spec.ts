import { describe, expect, it } from '@jest/globals';
import { createLogger, describeError, maskNumbers, NestLog } from './logging.js';

const CANARY = 'KANARIEFÅGEL-7Q';

function captured(pretty = false) {
  const lines: string[] = [];
  const logger = createLogger({ level: 'trace', pretty }, { write: (line: string) => void lines.push(line) });
  return { logger, lines };
}

function databaseError(): Error {
  const error = Object.assign(new Error(`invalid input syntax for type uuid: ${CANARY}`), {
    code: '22P02',
    detail: `Key (title)=(${CANARY})`,
    where: CANARY,
    parameters: [CANARY],
    query: `select '${CANARY}'`,
    driverError: { detail: CANARY },
    constraint: 'one_open_revision',
    hint: CANARY,
  });
  error.name = 'QueryFailedError';
  return error;
}

describe('the log', () => {
  it.each([true, false])('never holds what people wrote (pretty: %s)', (pretty) => {
    const { logger, lines } = captured(pretty);
    logger.info(
      { title: CANARY, nested: { list: [{ body: CANARY, Authorization: CANARY, set_cookie: [CANARY] }] } },
      'sent',
    );
    logger.error({ err: databaseError(), variables: { input: { text: CANARY } } }, 'fault');
    logger.error(databaseError());
    logger.warn(new Error('outer', { cause: databaseError() }));
    logger.warn({ err: new Error(`Unknown value "${CANARY}" and '${CANARY}'\n    at ${CANARY} (x.ts:1:1)`) }, 'fault');
    logger.info('%s and %o', CANARY, { a: CANARY });
    logger.child({ requestId: 'r1', password: CANARY }).child({ title: CANARY }).info({ facts: CANARY }, 'child');
    const nest = new NestLog(logger);
    nest.error(databaseError(), 'Somewhere');
    nest.log({ msg: 'relayed', text: CANARY }, 'Jobs');
    try {
      JSON.parse(`{"title": ${CANARY}}`);
    } catch (error) {
      logger.error({ err: error }, 'fault');
    }
    expect(lines.length).toBeGreaterThanOrEqual(10);
    expect(lines.join('')).not.toContain(CANARY);
    // The oracle can fail: the canary does come through where nothing protects it.
    logger.info({ harmless: CANARY }, 'x');
    expect(lines.join('')).toContain(CANARY);
  });

  it('keeps what an operator needs of an error', () => {
    const described = describeError(databaseError());
    expect(described).toMatchObject({
      type: 'QueryFailedError',
      code: '22P02',
      constraint: 'one_open_revision',
      message: 'SQLSTATE 22P02',
    });
    expect(described.stack).toContain('logging.spec');
    expect(
      describeError(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })).message,
    ).toContain('127.0.0.1:5432');
  });

  it('masks what looks like a personal number wherever it stands, and nothing else', () => {
    for (const number of [
      '198501011234',
      '850101-1234',
      '19850101-1234',
      '850101+1234',
      '8501011234',
      '19850101 1234',
    ]) {
      expect(maskNumbers(`om ${number}, sade hon`)).toBe('om [nummer], sade hon');
      expect(maskNumbers(number)).toBe('[nummer]');
    }
    for (const kept of [
      '01998877-6655-8442-8331-112233445566',
      '2026-11-23T11:15:04.123Z',
      '2026-11-23 11:15',
      '1795432504123',
      'x1234567890',
      '127.0.0.1:54321',
      'F-2026-42',
    ])
      expect(maskNumbers(kept)).toBe(kept);
  });

  it('is JSON, one event a line, with level words', () => {
    const { logger, lines } = captured();
    logger.info({ requestId: 'abc' }, 'hej');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', requestId: 'abc', msg: 'hej' });
  });
});
