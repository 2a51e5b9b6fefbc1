const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A value without the two things that no database keeps: null characters, and half pairs, such as an excerpt cut in the middle
 * of one. The text of an act has been through the same when it was read, and said so.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(HALF_PAIR, '\ufffd') as T & string;
  if (Array.isArray(value)) return value.map((one: unknown) => storable(one)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storable(one as unknown)])) as T;
}

/** Rows as one parameter of a statement. */
export function storableJson(rows: unknown): string {
  return JSON.stringify(rows, (_, one: unknown) => (typeof one === 'string' ? storable(one) : one));
}
