import { Module } from '@nestjs/common';
import { CONFIG, Config } from '../platform/config.js';
import { USUAL_HALF_DAYS, WORKING_DAY_SETTINGS, WorkingDays, WorkingDaySettings } from './working-days.js';

/** Swedish working days for every clock of the product. */
@Module({
  providers: [
    {
      provide: WORKING_DAY_SETTINGS,
      inject: [CONFIG],
      useFactory: ({ rules }: Config): WorkingDaySettings =>
        rules.halfDays === 'half' ? USUAL_HALF_DAYS : { halfDays: [] },
    },
    WorkingDays,
  ],
  exports: [WorkingDays],
})
export class CalendarModule {}
