/**
 * Civil dates of Europe/Stockholm and the moments they begin. A civil date is an ISO string ('2026-06-19'), a moment a
 * `Date` in UTC. The zone's rules come from Intl: a summer-time rule written here would be wrong the day the Union
 * abolishes it.
 */
const MS_PER_DAY = 86_400_000;

const PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The wall clock in Stockholm at `moment`, written as if it were UTC, in milliseconds. */
function wallClock(moment: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of PARTS.formatToParts(moment)) parts[type] = Number(value);
  const whole = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  return whole + (((moment % 1000) + 1000) % 1000);
}

/** Days since 1970-01-01 of a civil date. Throws RangeError for what is no date ('2026-02-30', '2026-2-3'). */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new RangeError('Not a civil date (YYYY-MM-DD)');
  }
  return ms / MS_PER_DAY;
}

/** The civil date of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The civil date in Stockholm at a moment. */
export function stockholmDate(moment: Date): string {
  return dateOfDay(Math.floor(wallClock(moment.getTime()) / MS_PER_DAY));
}

/** The moment a wall clock in Stockholm shows `minutes` after midnight on `date` (an hour that exists and is unique). */
export function stockholmMoment(date: string, minutes: number): Date {
  const wall = dayNumber(date) * MS_PER_DAY + minutes * 60_000;
  // The offset is asked for twice: at the first guess (at most two hours off) and at the moment that guess leads to.
  const guess = wall - (wallClock(wall) - wall);
  return new Date(wall - (wallClock(guess) - guess));
}

/** The moment a civil date begins in Stockholm. Summer time shifts at 02 and 03, so every midnight exists once. */
export function startOfStockholmDay(date: string): Date {
  return stockholmMoment(date, 0);
}
