import type { LoggerService } from '@nestjs/common';
import pino, { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.js';

/**
 * Structured logs that may be read by whoever runs the machine, who is seldom somebody that may read the questions. So
 * nothing that people wrote goes in: what carries text by its name is dropped, errors are rebuilt from known parts, and
 * digits that look like a personal number are masked wherever they stand. The gate of `privacy/` cannot be used here
 * (the platform knows nothing above it); this mask is coarser on purpose.
 */

export const LOGGER = Symbol('LOGGER');

const REDACTED = '[dolt]';
/** Compared without case and separators: `Set-Cookie`, `set_cookie` and `setCookie` are one name. */
const SECRET = new Set([
  ...['authorization', 'cookie', 'setcookie', 'token', 'accesstoken', 'refreshtoken', 'idtoken', 'tokenhash'],
  ...['password', 'secret', 'clientsecret', 'secretkey', 'apikey', 'connectionstring'],
  ...[
    'text',
    'body',
    'facts',
    'title',
    'variables',
    'query',
    'parameters',
    'detail',
    'values',
    'input',
    'note',
    'markdown',
  ],
]);
const DEEPEST = 6;
const LONGEST = 2_000;
const MOST = 100;

/** What is kept of an error: pg's `detail`, `where`, `query` and `parameters` quote what was written. */
const ERROR_FACTS = ['code', 'severity', 'constraint', 'table', 'schema', 'syscall', 'errno', 'statusCode', 'routine'];

export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
  [fact: string]: unknown;
}

export function createLogger(log: Config['log'], stream: DestinationStream = process.stdout): Logger {
  const logger = pino(
    {
      level: log.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'msg',
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => clean(entry, 0) as Record<string, unknown>,
      },
      // The formatter above has done it; pino's own serializers would add what it left out.
      serializers: { err: (value: unknown) => value, req: (value: unknown) => value, res: (value: unknown) => value },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          // Placeholders (%s) would carry arguments past the formatter: only the message itself is taken.
          if (typeof first === 'string') return method.call(this, maskNumbers(first).slice(0, LONGEST));
          const message = typeof rest[0] === 'string' ? maskNumbers(rest[0]).slice(0, LONGEST) : undefined;
          if (first instanceof Error) {
            return method.call(this, { err: describeError(first) }, message ?? describeError(first).message);
          }
          return message === undefined
            ? method.call(this, first as object)
            : method.call(this, first as object, message);
        },
      },
    },
    log.pretty ? readable(stream) : stream,
  );
  // Pino formats a child's bindings by a formatter that the child itself has reset, so they are cleaned on the way in;
  // children inherit this through their prototype.
  const child = logger.child as unknown as (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) => Logger;
  logger.child = function (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) {
    return child.call(this, clean(bindings, 0) as Bindings, options);
  } as unknown as typeof logger.child;
  return logger;
}

const plainName = (key: string): string => key.replaceAll(/[-_]/g, '').toLowerCase();

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskNumbers(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= DEEPEST || Buffer.isBuffer(value) || value instanceof Map || value instanceof Set) return '[…]';
  if (Array.isArray(value)) return value.slice(0, MOST).map((one) => clean(one, depth + 1));
  const out: Record<string, unknown> = {};
  // Requests and replies are whole worlds with headers and bodies; three facts are enough.
  const source = isRequest(value) ? { id: value.id, method: value.method, route: value.routeOptions?.url } : value;
  for (const [key, one] of Object.entries(source).slice(0, MOST)) {
    out[maskNumbers(key)] = SECRET.has(plainName(key)) ? REDACTED : clean(one, depth + 1);
  }
  return out;
}

function isRequest(value: object): value is { id: unknown; method: unknown; routeOptions?: { url?: string } } {
  return 'raw' in value && 'headers' in value && 'method' in value;
}

/** An error as it may be written down: kind, codes, a message without what it quotes, and frames. */
export function describeError(error: Error, depth = 0): LoggedError {
  const facts: Record<string, unknown> = {};
  for (const name of ERROR_FACTS) {
    const fact = (error as unknown as Record<string, unknown>)[name];
    if ((typeof fact === 'string' && /^[\w.-]{1,80}$/.test(fact)) || typeof fact === 'number') facts[name] = fact;
  }
  const stack = frames(error);
  return {
    type: /^\w{1,80}$/.test(error.name) ? error.name : 'Error',
    message: withoutQuotes(error),
    ...facts,
    ...(stack ? { stack } : {}),
    ...(error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && depth < 3
      ? { errors: error.errors.slice(0, 10).map((one) => (one instanceof Error ? describeError(one, depth + 1) : '…')) }
      : {}),
  };
}

/** Messages of the database, of JSON.parse and of validators quote their input; ours seldom need what they quote. */
function withoutQuotes(error: Error): string {
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  // SQLSTATE: every error of the database says by its code what was wrong.
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) return `SQLSTATE ${code}`;
  const first = String(error.message).split('\n', 1)[0] ?? '';
  const unquoted = first
    .replaceAll(/"[^"]*"|“[^”]*”|”[^”]*”|‘[^’]*’|`[^`]*`|(?<!\w)'[^']*'/g, '"…"')
    .replaceAll(/=\([^)]*\)/g, '=(…)')
    .replaceAll(/["“”‘`].*$/g, '"…');
  return maskNumbers(unquoted).slice(0, 300);
}

function frames(error: Error): string | undefined {
  let stack = error.stack;
  if (!stack) return undefined;
  // The stack begins with the message, which may hold lines that look like frames.
  const at = error.message ? stack.indexOf(error.message) : -1;
  if (at >= 0) stack = stack.slice(at + error.message.length);
  const lines = stack.split('\n').filter((line) => /^\s+at [^\n]*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line));
  return lines.length
    ? lines
        .slice(0, 12)
        .map((line) => line.trim())
        .join('\n')
    : undefined;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordy = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/**
 * Masks ten or twelve digits, whole or with one separator before the last four, unless they stand in a word or an id.
 * One pass over the text: it also runs over hostile input.
 */
export function maskNumbers(text: string): string {
  let out = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const before = i > 0 ? text.charCodeAt(i - 1) : 0;
    if (isWordy(before) || isDigit(before)) continue;
    if ((isDigit(code) || isWordy(code)) && UUID.test(text.slice(i, i + 36))) {
      i += 35;
      continue;
    }
    if (!isDigit(code)) continue;
    let end = i;
    let digits = 0;
    let lastGroup = 0;
    let separators = 0;
    for (; end < text.length; end++) {
      const here = text.charCodeAt(end);
      if (isDigit(here)) {
        digits++;
        lastGroup++;
      } else if ('-+ –'.includes(text[end]!) && isDigit(text.charCodeAt(end + 1)) && digits < 12) {
        separators++;
        lastGroup = 0;
      } else break;
    }
    const word = end < text.length && isWordy(text.charCodeAt(end));
    const personal = (digits === 10 || digits === 12) && (separators === 0 || lastGroup === 4);
    if (personal && !word) {
      out += `${text.slice(copied, i)}[nummer]`;
      copied = end;
    }
    i = end - 1;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

const COLOURS: Record<string, string> = { fatal: '\x1b[31m', error: '\x1b[31m', warn: '\x1b[33m', info: '\x1b[32m' };

/** For people at a terminal: one line an event, without a library. */
function readable(stream: DestinationStream & { isTTY?: boolean }): DestinationStream {
  const coloured = stream.isTTY === true;
  return {
    write(line: string): void {
      let entry: Record<string, unknown>;
      try {
        entry = JSON.parse(line) as Record<string, unknown>;
      } catch {
        stream.write(line);
        return;
      }
      const { level, time, msg, err, pid: _pid, ...rest } = entry;
      const word = String(level).toUpperCase().padEnd(5);
      const label = coloured ? `${COLOURS[String(level)] ?? ''}${word}\x1b[0m` : word;
      const facts = Object.entries(rest).map(
        ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
      const fault = err as LoggedError | undefined;
      const told = fault
        ? `\n  ${fault.type}: ${fault.message}\n    ${(fault.stack ?? '').replaceAll('\n', '\n    ')}`
        : '';
      stream.write(`${String(time).slice(11, 23)} ${label} ${[String(msg ?? ''), ...facts].join(' ')}${told}\n`);
    },
  };
}

/** What Nest tells only those who look for a fault in the wiring. */
const WIRING = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'GraphQLModule',
]);

/** Nest's own lines, and `new Logger('…')` of ours, in the one log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    const context = more.at(-1);
    this.write(typeof context === 'string' && WIRING.has(context) ? 'debug' : 'info', message, more);
  }
  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }
  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }
  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }
  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }
  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    more: unknown[],
  ): void {
    const last = more.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? { context: last } : {};
    if (message instanceof Error) this.logger[level]({ err: message, ...context }, 'fault');
    else if (message !== null && typeof message === 'object') {
      const { msg, ...facts } = message as Record<string, unknown>;
      this.logger[level]({ ...facts, ...context }, typeof msg === 'string' ? msg : '');
    } else this.logger[level](context, String(message));
  }
}
