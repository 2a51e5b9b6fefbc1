import { GraphQLScalarType, Kind, ValueNode } from 'graphql';
import { GraphQLError } from 'graphql';

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function toMoment(value: unknown): Date {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  throw bad('DateTime must be RFC 3339 with an offset, such as 2026-11-23T14:05:00+01:00');
}

/** Strings come from SQL where a row was made by `row_to_json`; both shapes leave as UTC with milliseconds. */
export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  description: 'A moment, RFC 3339 with offset. Leaves the server in UTC.',
  serialize: (value) => {
    const date = value instanceof Date ? value : new Date(String(value));
    if (Number.isNaN(date.getTime())) throw new TypeError('Not a moment');
    return date.toISOString();
  },
  parseValue: toMoment,
  parseLiteral: (node: ValueNode) => toMoment(node.kind === Kind.STRING ? node.value : null),
});

function toDay(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const date = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value;
  }
  throw bad('Date must be an existing day as YYYY-MM-DD');
}

export const DateScalar = new GraphQLScalarType({
  name: 'Date',
  description: 'A civil date of Stockholm, ISO 8601 (YYYY-MM-DD).',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10)),
  parseValue: toDay,
  parseLiteral: (node: ValueNode) => toDay(node.kind === Kind.STRING ? node.value : null),
});
