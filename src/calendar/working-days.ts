import { Inject, Injectable, Optional } from '@nestjs/common';
import { HalfDay, holidaysOf, weekday } from './holidays.js';
import { dateOfDay, dayNumber, stockholmDate, stockholmMoment } from './stockholm-time.js';

export { startOfStockholmDay, stockholmDate } from './stockholm-time.js';

export interface WorkingDaySettings {
  /** Days on which the office closes at noon; they stay working days, but give a response clock 4 hours, not 9. */
  halfDays: readonly HalfDay[];
}

/** The injection token of the settings; without it the days that local government usually shortens. */
export const WORKING_DAY_SETTINGS = Symbol('WORKING_DAY_SETTINGS');

export const USUAL_HALF_DAYS: WorkingDaySettings = {
  halfDays: ['EPIPHANY_EVE', 'MAUNDY_THURSDAY', 'WALPURGIS_EVE', 'ALL_SAINTS_EVE'],
};

/** A span during which the asker is asked and the clock stands still; `to: null` = still waiting. */
export interface Pause {
  from: Date;
  to: Date | null;
}

export interface Deadline {
  /** When the target is reached; while a pause is open, what it would be if the pause ended now. */
  due: Date;
  /** Share of the target used up at `now`: 0 at the start, 1 at the target, more when late. */
  elapsedShare: number;
  /** Working days left at `now`, fractions included; negative when late. */
  remainingWorkingDays: number;
}

/** Office hours 08–17; on a half-day 08–12. A working day of a target is nine such hours. */
const OPENS = 8 * 60;
const CLOSES = 17 * 60;
const CLOSES_AT_NOON = 12 * 60;

/** A target longer than this is a mistake, and a loop over it would be an attack. */
const MAX_WORKING_DAYS = 10_000;
/** Half a century; more are asked for by nobody, and are then reckoned anew. */
const MOST_REMEMBERED_DAYS = 20_000;

interface Span {
  from: number;
  to: number;
}

/**
 * Swedish working days. Pure: everything is computed from the arguments, so a response clock can be recomputed from
 * stored moments at any time and in any process; no timer is ever the truth.
 */
@Injectable()
export class WorkingDays {
  private readonly settings: WorkingDaySettings;
  /** Per year the days that are not whole: 0 = free, ½ = closes at noon. */
  private readonly weights = new Map<number, Map<string, number>>();
  /** Office hours by day: to ask for the offset of Stockholm costs more than all else, and reports ask of the same days again. */
  private readonly offices = new Map<number, Span | null>();

  constructor(@Optional() @Inject(WORKING_DAY_SETTINGS) settings?: WorkingDaySettings) {
    this.settings = settings ?? USUAL_HALF_DAYS;
  }

  /** Whether a civil date is a working day; half-days are. Throws RangeError for what is no date. */
  isWorkingDay(date: string): boolean {
    return this.weight(dayNumber(date)) > 0;
  }

  /** Whether the office closes at noon that day. */
  isHalfDay(date: string): boolean {
    return this.weight(dayNumber(date)) === 0.5;
  }

  /**
   * The n-th working day after `date` (before it when n is negative). The date itself is never counted, as when a
   * period is reckoned from a day (lagen 1930:173); n = 0 gives the date back, working day or not.
   */
  addWorkingDays(date: string, n: number): string {
    if (!Number.isInteger(n) || Math.abs(n) > MAX_WORKING_DAYS) {
      throw new RangeError(`Working days must be a whole number, at most ${MAX_WORKING_DAYS}`);
    }
    let day = dayNumber(date);
    const step = Math.sign(n);
    for (let left = Math.abs(n); left > 0;) {
      day += step;
      if (this.weight(day) > 0) left--;
    }
    return dateOfDay(day);
  }

  /**
   * Working days after `a` up to and including `b`; negative (from `b` up to but not including `a`) when b is earlier.
   * Thus `workingDaysBetween(d, addWorkingDays(d, n)) === n` for every n.
   */
  workingDaysBetween(a: string, b: string): number {
    const from = dayNumber(a);
    const to = dayNumber(b);
    let count = 0;
    for (let day = from + 1; day <= to; day++) if (this.weight(day) > 0) count++;
    for (let day = to; day < from; day++) if (this.weight(day) > 0) count--;
    return count;
  }

  /**
   * The clock of a response target. Only office time runs: a question that comes in on Friday evening starts on Monday
   * at 08, and a target of five whole days from there is reached on Friday at 17. Pauses are cut out wherever they
   * lie, may overlap, and are limited to what lies after `from`; an open one reaches to `now`.
   *
   * @param workingDays the target, > 0; fractions allowed
   */
  workingDeadline(from: Date, workingDays: number, pauses: readonly Pause[], now: Date): Deadline {
    if (!(workingDays > 0) || workingDays > MAX_WORKING_DAYS) {
      throw new RangeError(`A response target is more than 0 and at most ${MAX_WORKING_DAYS} working days`);
    }
    const target = workingDays * (CLOSES - OPENS) * 60_000;
    const start = from.getTime();
    const until = now.getTime();
    const still = mergePauses(pauses, start, until);
    let elapsed = 0;
    let worked = 0;
    let due: number | null = null;
    for (let day = dayNumber(stockholmDate(from)); due === null || dayBegins(day) < until; day++) {
      const office = this.officeHours(day);
      if (!office) continue;
      for (const open of subtract({ from: Math.max(office.from, start), to: office.to }, still)) {
        const length = open.to - open.from;
        if (due === null && worked + length >= target) due = open.from + (target - worked);
        worked += length;
        elapsed += Math.max(0, Math.min(open.to, until) - open.from);
      }
    }
    const perDay = (CLOSES - OPENS) * 60_000;
    return { due: new Date(due), elapsedShare: elapsed / target, remainingWorkingDays: (target - elapsed) / perDay };
  }

  private officeHours(day: number): Span | null {
    let office = this.offices.get(day);
    if (office === undefined) {
      if (this.offices.size >= MOST_REMEMBERED_DAYS) this.offices.clear();
      office = this.reckonOfficeHours(day);
      this.offices.set(day, office);
    }
    return office;
  }

  private reckonOfficeHours(day: number): Span | null {
    const weight = this.weight(day);
    if (weight === 0) return null;
    const date = dateOfDay(day);
    const closes = weight === 1 ? CLOSES : CLOSES_AT_NOON;
    return { from: stockholmMoment(date, OPENS).getTime(), to: stockholmMoment(date, closes).getTime() };
  }

  /** 0 = free, ½ = closes at noon, 1 = whole working day. */
  private weight(day: number): number {
    if (weekday(day) >= 5) return 0;
    const date = dateOfDay(day);
    const year = Number(date.slice(0, 4));
    let special = this.weights.get(year);
    if (!special) {
      special = new Map();
      for (const holiday of holidaysOf(year)) {
        if (holiday.kind !== 'HALF_DAY') special.set(holiday.date, 0);
      }
      for (const { date: at, halfDay } of holidaysOf(year)) {
        // What is free stays free: a half-day never makes it worth more.
        if (halfDay && this.settings.halfDays.includes(halfDay) && !special.has(at)) special.set(at, 0.5);
      }
      this.weights.set(year, special);
    }
    return special.get(date) ?? 1;
  }
}

/** A lower bound of when a civil day begins, in milliseconds; the loop only needs to know that it has passed `now`. */
function dayBegins(day: number): number {
  return day * 86_400_000 - 2 * 3_600_000;
}

/** Pauses in order, without overlap, none before `start`; those still open end at `now`. */
function mergePauses(pauses: readonly Pause[], start: number, now: number): Span[] {
  const spans = pauses
    .map((pause) => ({ from: Math.max(pause.from.getTime(), start), to: pause.to ? pause.to.getTime() : now }))
    .filter((span) => span.to > span.from)
    .sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

/** What is left of `span` when the ordered, disjoint `holes` are cut out. */
function subtract(span: Span, holes: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = span.from;
  for (const hole of holes) {
    if (hole.to <= from) continue;
    if (hole.from >= span.to) break;
    if (hole.from > from) left.push({ from, to: hole.from });
    from = hole.to;
  }
  if (from < span.to) left.push({ from, to: span.to });
  return left;
}
