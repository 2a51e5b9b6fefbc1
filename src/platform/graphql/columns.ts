import { Field, FieldOptions, ReturnTypeFunc } from '@nestjs/graphql';
import { Column, ColumnOptions, PrimaryColumn } from 'typeorm';

/** A moment with milliseconds, as JavaScript's Date holds it: microseconds in a keyset cursor would skip rows. */
export function Moment(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', precision: 3, ...options });
}

/** Primary key: an id of ours, made by the program (`platform/ids.ts`). */
export function Id(): PropertyDecorator {
  return PrimaryColumn({ type: 'uuid' });
}

/** A column that the API shows: the description is the API's manual. */
export function Shown(type: ReturnTypeFunc, description: string, options: FieldOptions = {}): PropertyDecorator {
  return Field(type, { description, ...options }) as PropertyDecorator;
}
