import { language } from './words';

const STOCKHOLM = 'Europe/Stockholm';

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: STOCKHOLM, dateStyle: 'short' });
const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: STOCKHOLM, dateStyle: 'short', timeStyle: 'short' });

/** ISO dates as in all Swedish administration: 2026-11-23. A civil date passes as it is. */
export function isoDay(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : day.format(new Date(value));
}

/** 2026-11-23 14:05, Stockholm's time. */
export const isoMoment = (value: string): string => moment.format(new Date(value));

/** "Idag 14:05", "igår", otherwise the date: for lists where only the freshest matters to the minute. */
export function recently(value: string, now = Date.now()): string {
  const today = day.format(new Date(now));
  const that = isoDay(value);
  const sv = language() === 'sv';
  if (that === today) return `${sv ? 'idag' : 'today'} ${moment.format(new Date(value)).slice(-5)}`;
  if (that === day.format(new Date(now - 86_400_000))) return sv ? 'igår' : 'yesterday';
  return that;
}

export const number = (value: number): string => value.toLocaleString(language() === 'sv' ? 'sv-SE' : 'en-GB');
