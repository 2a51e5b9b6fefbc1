import { describe, expect, it } from '@jest/globals';
import DateHolidays from 'date-holidays';
import fc from 'fast-check';
import { HALF_DAYS, easterDay, holidaysOf } from './holidays.js';
import { dateOfDay, dayNumber, startOfStockholmDay, stockholmDate, stockholmMoment } from './stockholm-time.js';
import { WorkingDays } from './working-days.js';

const days = new WorkingDays();
const FIRST = dayNumber('2020-01-01');
const LAST = dayNumber('2035-12-31');
const anyDate = fc.integer({ min: FIRST, max: LAST }).map(dateOfDay);
/** Local wall clock in Stockholm, 'YYYY-MM-DD HH:MM'. */
const at = (text: string): Date => {
  const [date, time] = text.split(' ') as [string, string];
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return stockholmMoment(date, hours * 60 + minutes);
};

describe('Stockholm time', () => {
  it.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-07-15', '2026-07-14T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s', (date, moment) => expect(startOfStockholmDay(date).toISOString()).toBe(moment));

  it.each([
    ['2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['2026-12-31T22:59:59.999Z', '2026-12-31'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['1969-12-31T23:00:00.000Z', '1970-01-01'],
  ])('%s is %s in Stockholm', (moment, date) => expect(stockholmDate(new Date(moment))).toBe(date));

  it('begins a date with its first millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('1970-01-02'), max: dayNumber('2099-12-31') }), (day) => {
        const start = startOfStockholmDay(dateOfDay(day));
        expect(stockholmDate(start)).toBe(dateOfDay(day));
        expect(stockholmDate(new Date(start.getTime() - 1))).toBe(dateOfDay(day - 1));
      }),
    );
  });

  it.each(['2026-02-30', '2026-2-3', '26-02-03', '2026-13-01', '', '2026-01-01T00:00'])('refuses %j', (date) =>
    expect(() => dayNumber(date)).toThrow(RangeError),
  );
});

describe('the table of holidays', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter Sunday of %i', (year, date) => expect(dateOfDay(easterDay(year))).toBe(date));

  const names = (year: number): string[] => holidaysOf(year).map((holiday) => holiday.name);

  it('has Whit Monday until 2004 and the national day from 2005', () => {
    expect(names(2004)).toContain('Annandag pingst');
    expect(names(2004)).not.toContain('Sveriges nationaldag');
    expect(names(2005)).toContain('Sveriges nationaldag');
  });

  // The oracle is another author's table (date-holidays).
  const oracle = new DateHolidays('SE');
  it.each(Array.from({ length: 16 }, (_, i) => 2020 + i))('agrees with date-holidays for every day of %i', (year) => {
    const theirs = new Set<string>();
    for (const holiday of oracle.getHolidays(year)) {
      // Half-days are 'optional' there, eves 'bank'; flag days and the like are 'observance'.
      if (holiday.type === 'public' || holiday.type === 'bank') theirs.add(holiday.date.slice(0, 10));
    }
    for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day++) {
      const date = dateOfDay(day);
      const weekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
      expect([date, days.isWorkingDay(date)]).toEqual([date, !weekend && !theirs.has(date)]);
    }
  });
});

describe('working days', () => {
  it.each([
    ['2026-06-18', true], // Thursday before Midsummer
    ['2026-06-19', false], // Midsummer Eve, a Friday
    ['2026-12-23', true],
    ['2026-12-24', false],
    ['2026-12-31', false],
    ['2026-01-05', true], // a half-day is a working day
    ['2026-01-06', false],
    ['2026-04-02', true],
    ['2026-04-03', false],
    ['2026-05-14', false],
    ['2026-05-15', true], // the squeeze day after Ascension is a working day
    ['2025-06-06', false],
  ])('%s: %s', (date, working) => expect(days.isWorkingDay(date)).toBe(working));

  it.each([
    ['2026-04-01', 1, '2026-04-02'],
    ['2026-04-01', 2, '2026-04-07'], // over Easter
    ['2026-12-22', 3, '2026-12-29'], // over Christmas
    ['2026-12-22', 6, '2027-01-05'], // over New Year
    ['2026-06-20', 0, '2026-06-20'],
    ['2026-06-20', 1, '2026-06-22'],
    ['2026-06-20', -1, '2026-06-18'],
    ['2026-04-07', -2, '2026-04-01'],
  ])('%s + %i = %s', (from, n, to) => {
    expect(days.addWorkingDays(from, n)).toBe(to);
    expect(days.workingDaysBetween(from, to)).toBe(n);
  });

  it.each([0.5, Number.NaN, Infinity, 10_001])('refuses %d working days', (n) =>
    expect(() => days.addWorkingDays('2026-01-01', n)).toThrow(RangeError),
  );

  it('counts back what it added', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 300 }), (date, n) => {
        const end = days.addWorkingDays(date, n);
        expect(days.workingDaysBetween(date, end)).toBe(n);
        if (n !== 0) expect(days.isWorkingDay(end)).toBe(true);
      }),
    );
  });

  it('adds up: counting to a day in between and on from there is counting all the way', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort() as [string, string, string];
        expect(days.workingDaysBetween(x, y) + days.workingDaysBetween(y, z)).toBe(days.workingDaysBetween(x, z));
      }),
    );
  });

  it('shortens the days that are configured, and only those', () => {
    expect(days.isHalfDay('2026-04-30')).toBe(true);
    expect(days.isHalfDay('2026-12-23')).toBe(false);
    expect(new WorkingDays({ halfDays: [] }).isHalfDay('2026-04-30')).toBe(false);
    expect(new WorkingDays({ halfDays: HALF_DAYS }).isHalfDay('2026-12-23')).toBe(true);
    // A Saturday is never a half-day.
    expect(new WorkingDays({ halfDays: HALF_DAYS }).isHalfDay('2033-04-30')).toBe(false);
  });
});

describe('the clock of a response target', () => {
  // 2026-09-07 is a Monday; no holiday in that month.
  it.each([
    ['2026-09-07 08:00', 5, '2026-09-11 17:00'],
    ['2026-09-07 10:00', 5, '2026-09-14 10:00'],
    ['2026-09-04 19:30', 5, '2026-09-11 17:00'], // Friday evening starts on Monday
    ['2026-09-05 12:00', 1, '2026-09-07 17:00'],
    ['2026-09-07 12:30', 0.5, '2026-09-07 17:00'],
    ['2026-04-29 08:00', 2, '2026-05-04 13:00'], // Walpurgis Eve closes at noon, 1 May is free
    ['2026-10-23 08:00', 2, '2026-10-26 17:00'], // over the shift to winter time
    ['2026-03-27 16:00', 1, '2026-03-30 16:00'], // over the shift to summer time
  ])('from %s, %d working days: due %s', (from, target, due) => {
    expect(days.workingDeadline(at(from), target, [], at(from)).due).toEqual(at(due));
  });

  it('says how much is used and what is left', () => {
    const seen = days.workingDeadline(at('2026-09-07 08:00'), 4, [], at('2026-09-09 17:30'));
    expect(seen).toEqual({ due: at('2026-09-10 17:00'), elapsedShare: 0.75, remainingWorkingDays: 1 });
    const late = days.workingDeadline(at('2026-09-07 08:00'), 4, [], at('2026-09-12 11:00'));
    expect([late.elapsedShare, late.remainingWorkingDays]).toEqual([1.25, -1]);
  });

  it('stands still while the asker is asked, also over nights, overlaps and pauses that never ended', () => {
    const pauses = [
      { from: at('2026-09-08 08:00'), to: at('2026-09-09 08:00') },
      { from: at('2026-09-08 12:00'), to: at('2026-09-09 17:00') },
    ];
    expect(days.workingDeadline(at('2026-09-07 08:00'), 3, pauses, at('2026-09-09 18:00'))).toEqual({
      due: at('2026-09-11 17:00'),
      elapsedShare: 1 / 3,
      remainingWorkingDays: 2,
    });
    const open = [{ from: at('2026-09-08 08:00'), to: null }];
    for (const now of ['2026-09-08 08:00', '2026-09-30 10:00']) {
      expect(days.workingDeadline(at('2026-09-07 08:00'), 3, open, at(now)).elapsedShare).toBeCloseTo(1 / 3, 12);
    }
    expect(days.workingDeadline(at('2026-09-07 08:00'), 3, open, at('2026-09-09 17:00')).due).toEqual(
      at('2026-09-11 17:00'),
    );
  });

  it.each([0, -1, Number.NaN, 10_001])('refuses a target of %d', (target) =>
    expect(() => days.workingDeadline(new Date(0), target, [], new Date(0))).toThrow(RangeError),
  );

  const moment = fc.integer({ min: at('2020-01-01 00:00').getTime(), max: at('2034-01-01 00:00').getTime() });
  const hours = fc.integer({ min: 0, max: 24 * 60 });
  const pauseList = fc.array(fc.tuple(hours, hours), { maxLength: 5 });
  const pausesFrom = (start: number, spans: [number, number][]): { from: Date; to: Date }[] =>
    spans.map(([after, length]) => ({
      from: new Date(start + (after - 200) * 3_600_000),
      to: new Date(start + (after - 200 + length) * 3_600_000),
    }));

  it('has used exactly the whole target at its due moment, whatever the pauses', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), pauseList, (start, target, spans) => {
        const pauses = pausesFrom(start, spans);
        const from = new Date(start);
        const { due } = days.workingDeadline(from, target, pauses, from);
        const then = days.workingDeadline(from, target, pauses, due);
        expect(then.due).toEqual(due);
        expect(then.elapsedShare).toBeCloseTo(1, 9);
        expect(days.workingDeadline(from, target, pauses, new Date(due.getTime() - 1)).elapsedShare).toBeLessThan(1);
        expect(days.isWorkingDay(stockholmDate(due))).toBe(true);
      }),
    );
  });

  it('never runs backwards, and a pause never brings the due moment closer', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 30 }), pauseList, hours, hours, (start, target, spans, x, y) => {
        const pauses = pausesFrom(start, spans);
        const from = new Date(start);
        const [first, second] = [Math.min(x, y), Math.max(x, y)].map((h) => new Date(start + h * 3_600_000)) as [
          Date,
          Date,
        ];
        const a = days.workingDeadline(from, target, pauses, first);
        const b = days.workingDeadline(from, target, pauses, second);
        expect(b.elapsedShare).toBeGreaterThanOrEqual(a.elapsedShare);
        expect(a.due.getTime()).toBeGreaterThanOrEqual(days.workingDeadline(from, target, [], first).due.getTime());
      }),
    );
  });
});
