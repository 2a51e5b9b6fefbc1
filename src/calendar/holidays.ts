import { dateOfDay, dayNumber } from './stockholm-time.js';

/**
 * The days that are not ordinary working days, by rule: lagen (1989:253) om allmänna helgdagar, and the eves that the
 * collective agreements of local government put on a par with them. Days that only some employers shorten are half-days.
 */
export type HolidayKind = 'HOLIDAY' | 'EVE' | 'HALF_DAY';

/** Which days may be shortened; an organisation chooses among them. */
export const HALF_DAYS = [
  'EPIPHANY_EVE',
  'MAUNDY_THURSDAY',
  'WALPURGIS_EVE',
  'ASCENSION_EVE',
  'NATIONAL_DAY_EVE',
  'ALL_SAINTS_EVE',
  'DAY_BEFORE_CHRISTMAS_EVE',
] as const;
export type HalfDay = (typeof HALF_DAYS)[number];

export interface Holiday {
  /** Civil date. */
  date: string;
  /** Swedish name, as shown. */
  name: string;
  kind: HolidayKind;
  /** Set on half-days only. */
  halfDay?: HalfDay;
}

/** Easter Sunday's day number: the Gregorian computus in its anonymous form (Meeus, Astronomical Algorithms, ch. 8). */
export function easterDay(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayNumber(isoDate(year, month, day));
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

const SATURDAY = 5;

/** The first Saturday on or after a date. */
function saturdayFrom(date: string): number {
  const day = dayNumber(date);
  return day + ((SATURDAY - weekday(day) + 7) % 7);
}

const byYear = new Map<number, readonly Holiday[]>();

/** All holidays, eves and possible half-days of a year, in date order. Right from 1953, when the present movable Saturdays came. */
export function holidaysOf(year: number): readonly Holiday[] {
  const known = byYear.get(year);
  if (known) return known;
  const found: Holiday[] = [];
  const add = (day: number, name: string, kind: HolidayKind, halfDay?: HalfDay): void => {
    found.push(halfDay ? { date: dateOfDay(day), name, kind, halfDay } : { date: dateOfDay(day), name, kind });
  };
  const on = (month: number, day: number): number => dayNumber(isoDate(year, month, day));
  const easter = easterDay(year);
  const midsummer = saturdayFrom(isoDate(year, 6, 20));
  const allSaints = saturdayFrom(isoDate(year, 10, 31));

  add(on(1, 1), 'Nyårsdagen', 'HOLIDAY');
  add(on(1, 6), 'Trettondedag jul', 'HOLIDAY');
  add(easter - 2, 'Långfredagen', 'HOLIDAY');
  add(easter, 'Påskdagen', 'HOLIDAY');
  add(easter + 1, 'Annandag påsk', 'HOLIDAY');
  add(on(5, 1), 'Första maj', 'HOLIDAY');
  add(easter + 39, 'Kristi himmelsfärdsdag', 'HOLIDAY');
  add(easter + 49, 'Pingstdagen', 'HOLIDAY');
  // SFS 2004:1320: from 2005 the national day replaces Whit Monday.
  if (year < 2005) add(easter + 50, 'Annandag pingst', 'HOLIDAY');
  else add(on(6, 6), 'Sveriges nationaldag', 'HOLIDAY');
  add(midsummer, 'Midsommardagen', 'HOLIDAY');
  add(allSaints, 'Alla helgons dag', 'HOLIDAY');
  add(on(12, 25), 'Juldagen', 'HOLIDAY');
  add(on(12, 26), 'Annandag jul', 'HOLIDAY');

  add(easter - 1, 'Påskafton', 'EVE');
  add(easter + 48, 'Pingstafton', 'EVE');
  add(midsummer - 1, 'Midsommarafton', 'EVE');
  add(on(12, 24), 'Julafton', 'EVE');
  add(on(12, 31), 'Nyårsafton', 'EVE');

  add(on(1, 5), 'Trettondagsafton', 'HALF_DAY', 'EPIPHANY_EVE');
  add(easter - 3, 'Skärtorsdagen', 'HALF_DAY', 'MAUNDY_THURSDAY');
  add(on(4, 30), 'Valborgsmässoafton', 'HALF_DAY', 'WALPURGIS_EVE');
  add(easter + 38, 'Dagen före Kristi himmelsfärdsdag', 'HALF_DAY', 'ASCENSION_EVE');
  if (year >= 2005) add(on(6, 5), 'Dagen före nationaldagen', 'HALF_DAY', 'NATIONAL_DAY_EVE');
  add(allSaints - 1, 'Dagen före alla helgons dag', 'HALF_DAY', 'ALL_SAINTS_EVE');
  add(on(12, 23), 'Dagen före julafton', 'HALF_DAY', 'DAY_BEFORE_CHRISTMAS_EVE');

  found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  byYear.set(year, found);
  return found;
}
