/** Search parameters as people may have changed them by hand: what does not fit is left out, never an error. */

export const text = (raw: unknown, most: number): string | undefined =>
  typeof raw === 'string' || typeof raw === 'number' ? String(raw).slice(0, most) || undefined : undefined;

export const number = (raw: unknown): number | undefined => {
  const value = Number(raw);
  return Number.isInteger(value) && value > 0 && value < 1_000_000 ? value : undefined;
};

export const flag = (raw: unknown): true | undefined =>
  raw === true || raw === 'true' || raw === 1 ? true : undefined;

export const enumOf = <T extends string>(values: readonly T[], raw: unknown): T | undefined =>
  values.find((value) => value === raw);

export function listOf<T extends string>(values: readonly T[], raw: unknown): T[] | undefined {
  const given = Array.isArray(raw) ? raw : [raw];
  const kept = values.filter((value) => given.includes(value));
  return kept.length ? kept : undefined;
}
