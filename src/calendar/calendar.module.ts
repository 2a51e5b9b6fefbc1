import { Module } from '@nestjs/common';
import { WorkingDays } from './working-days.js';

/** Swedish working days for every clock of the product. */
@Module({ providers: [WorkingDays], exports: [WorkingDays] })
export class CalendarModule {}
