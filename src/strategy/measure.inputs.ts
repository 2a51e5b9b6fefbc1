import { Field, InputType, Int } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { MeasurePriority, MeasureResult } from './measure.entity.js';

@InputType({
  description:
    'Sets the plan of a measure for a year (kap. 10 of the 2011 strategy). The whole plan each time; earlier ones of the year are kept.',
})
export class MeasurePlanSetInput extends VersionedInput {
  @Field(() => Int, { description: 'The year it is for.' })
  year!: number;
  @Field(() => MeasurePriority, { description: 'How soon.' })
  priority!: MeasurePriority;
  @Field({ description: 'What is to be reached; at most 4,000 characters.' })
  goal!: string;
  @Field(() => String, { nullable: true, description: 'Who does what; at most 4,000 characters.' })
  organisation?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day of the timetable.' })
  timetableFrom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of the timetable.' })
  timetableTo?: string | null;
  @Field(() => Int, { nullable: true, description: 'Budget of the year, SEK; not below zero.' })
  budgetSek?: number | null;
  @Field(() => Int, { nullable: true, description: 'What it has cost so far, SEK; not below zero.' })
  spentSek?: number | null;
  @Field(() => String, { nullable: true, description: 'How it is paid for; at most 4,000 characters.' })
  financing?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What must be agreed with others first; at most 4,000 characters.',
  })
  agreements?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({
  description:
    'Reports what came of the plan of a measure for a year. The whole report each time; earlier ones of the year are kept.',
})
export class MeasureOutcomeReportInput extends VersionedInput {
  @Field(() => Int, { description: 'The year whose plan it answers to.' })
  year!: number;
  @Field(() => MeasureResult, { description: 'How far the goal of the plan was reached.' })
  result!: MeasureResult;
  @Field({ description: 'What came of it, in words; at most 4,000 characters.' })
  account!: string;
  @Field(() => Int, { nullable: true, description: 'What it cost, SEK; not below zero.' })
  spentSek?: number | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}
