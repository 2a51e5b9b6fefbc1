import { UserError } from '../user-error.js';

/** Not now: given back to the queue without counting as a failure. */
export class Postponed extends Error {
  constructor(
    readonly milliseconds: number,
    reason: string,
  ) {
    super(reason);
    this.name = 'Postponed';
  }
}

/**
 * A failure whose message an operator may read: it is stored as it is, so it may hold codes, ids and numbers but never
 * text from an entry. `final` goes to the dead letters at once, for what another attempt cannot cure.
 */
export class JobFault extends Error {
  constructor(
    message: string,
    readonly final = false,
  ) {
    super(message);
    this.name = 'JobFault';
  }
}

const LONGEST = 500;
const FRAME = /at (?:async )?(?:(?<where>[\w$.<>[\] ]+) )?\(?.*?(?<file>[\w.-]+\.[jt]s):(?<line>\d+)/;

/**
 * What may be written down of an error. Messages of other people's code quote their input ("invalid input syntax …",
 * "Key (title)=(…)"), which can be secret, so only its kind, codes and place in our code remain: enough to find it.
 */
export function maskedFailure(error: unknown): string {
  return describe(error).slice(0, LONGEST);
}

function describe(error: unknown): string {
  if (error instanceof JobFault) return error.message;
  if (error instanceof UserError) return [error.code, error.path.join('.')].filter(Boolean).join(' ');
  if (!(error instanceof Error)) return `A ${typeof error} was thrown`;
  const facts = error as { code?: unknown; constraint?: unknown; table?: unknown; syscall?: unknown };
  const codes = [facts.code, facts.constraint, facts.table, facts.syscall].filter(
    (fact): fact is string => typeof fact === 'string' && /^[\w.-]{1,64}$/.test(fact),
  );
  const name = /^\w{1,64}$/.test(error.name) ? error.name : 'Error';
  return [name, ...codes, place(error)].filter(Boolean).join(' ');
}

function place(error: Error): string {
  // The stack starts with the message; frames are the lines that begin with "at".
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.find((line) => !line.includes('node_modules') && !line.includes('node:')) ?? frames[0];
  const found = own ? FRAME.exec(own)?.groups : undefined;
  return found ? `in ${found.where?.trim() ?? 'a function'} (${found.file}:${found.line})` : '';
}

/** SQLSTATE of a database that is restarting, full or cut off, or of a transaction that lost a race. */
const PASSING = /^(08...|57P0[1-5]|53...|40001|40P01|25006)$/;

/** Whether the failure says nothing about the job, so that an outage makes no false dead letters. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  return (typeof code === 'string' && PASSING.test(code)) || /^Connection terminated/.test(error.message);
}
