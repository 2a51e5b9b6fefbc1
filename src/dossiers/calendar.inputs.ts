import { Field, ID, InputType } from '@nestjs/graphql';
import { ActionInput } from '../platform/graphql/payload.js';
import { CalendarScope } from './calendar-token.entity.js';

@InputType({ description: 'Makes a secret address of a calendar.' })
export class CalendarTokenCreateInput extends ActionInput {
  @Field(() => CalendarScope, { description: 'Whose dates it shows.' })
  scope!: CalendarScope;
  @Field(() => ID, { nullable: true, description: 'The unit, for UNIT: one that the caller belongs to.' })
  unit?: string | null;
  @Field({ description: 'What to call it, such as the program that it is for; at most 100 characters.' })
  label!: string;
}

@InputType({ description: 'Revokes a secret address: what has it is told that it is gone.' })
export class CalendarTokenRevokeInput extends ActionInput {
  @Field(() => ID, { description: 'The calendar token.' })
  id!: string;
}
