import { Injectable } from '@nestjs/common';

const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The only source of "now". Moments are UTC; civil dates of the law are Stockholm's.
 * Tests replace it with a fixed one.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Today's civil date in Stockholm, ISO 8601. */
  today(): string {
    return STOCKHOLM.format(this.now());
  }
}
