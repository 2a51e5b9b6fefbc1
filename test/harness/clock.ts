import { Clock } from '../../src/platform/clock.js';

const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** A clock that stands still until it is told to go; each reading is one millisecond later, so that order is kept. */
export class TestClock extends Clock {
  private moment: number;

  constructor(start = '2026-11-23T09:00:00.000Z') {
    super();
    this.moment = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.moment++);
  }
  override today(): string {
    return STOCKHOLM.format(new Date(this.moment));
  }
  set(moment: string): void {
    this.moment = Date.parse(moment);
  }
  advance(milliseconds: number): void {
    this.moment += milliseconds;
  }
}

export const DAY = 24 * 60 * 60 * 1_000;
