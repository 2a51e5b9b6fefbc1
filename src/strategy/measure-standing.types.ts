import { Field, Float, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Extensions } from '@nestjs/graphql';
import { MeasureStatus, FollowUpPlan } from './report.types.js';
import { MeasureOwner } from './strategy.entity.js';

export enum MeasureLag {
  LATE = 'LATE',
  OVER_BUDGET = 'OVER_BUDGET',
  NOT_REACHED = 'NOT_REACHED',
  NOT_REPORTED = 'NOT_REPORTED',
}
registerEnumType(MeasureLag, {
  name: 'MeasureLag',
  description: 'Why a measure lags behind its plan.',
  valuesMap: {
    LATE: { description: 'Försenad: the timetable is over and it is not reached.' },
    OVER_BUDGET: { description: 'Över budget: it cost more than was planned.' },
    NOT_REACHED: { description: 'Inte nådd: that is what was reported.' },
    NOT_REPORTED: {
      description: 'Inte rapporterad: the year or the timetable is over, and nobody said what came of it.',
    },
  },
});

export enum MeasureStandingOrder {
  STRATEGY = 'STRATEGY',
  LAGGING = 'LAGGING',
}
registerEnumType(MeasureStandingOrder, {
  name: 'MeasureStandingOrder',
  description: 'In which order the measures come.',
  valuesMap: {
    STRATEGY: { description: 'As the strategy has them.' },
    LAGGING: { description: 'Those that lag first, the one with most reasons before the others.' },
  },
});

@InputType({ description: 'Which measures; what is absent narrows nothing.' })
export class MeasureStandingFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words that its title, code or plan holds; at most 200 characters.',
  })
  query?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the area.' })
  area?: string | null;
  @Field(() => [MeasureStatus], { nullable: true, description: 'How far it has come.' })
  statuses?: MeasureStatus[] | null;
  @Field(() => MeasureOwner, { nullable: true, description: 'Who is to carry it out.' })
  owner?: MeasureOwner | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether it has a plan for the year.' })
  planned?: boolean | null;
}

@ObjectType({
  description: 'How a measure stands in a year: its plan against what came of it, whether or not the year is reported.',
})
export class MeasureStanding {
  /** Row of the strategy. */
  id!: string;
  @Field(() => MeasureStatus, { description: 'How far it has come; at the end of the year, for a year that is over.' })
  status!: MeasureStatus;
  @Field(() => MeasureStatus, { description: 'How far it had come a year before.' })
  statusBefore!: MeasureStatus;
  @Field(() => FollowUpPlan, {
    nullable: true,
    description: 'The plan of the year with its outcome; null = it has none.',
  })
  plan!: FollowUpPlan | null;
  @Field(() => Int, { description: 'Claims of its published goals.' })
  claims!: number;
  @Field(() => Int, { description: 'Of them met or largely met.' })
  claimsMet!: number;
  @Field(() => Int, { description: 'Advocacy actions that were sent or held during the year.' })
  actionsDone!: number;
  @Extensions({ size: 4 })
  @Field(() => [MeasureLag], { description: 'Why it lags; empty when it does not.' })
  lags!: MeasureLag[];
  @Field(() => Float, {
    nullable: true,
    description: 'Share of the timetable that has gone by, 0 to 1; null = no timetable.',
  })
  elapsed!: number | null;
}

@ObjectType({ description: 'How the measures of a strategy stand in a year.' })
export class MeasureStandings {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => Int, { description: 'The year in which the strategy was adopted.' })
  firstYear!: number;
  @Field(() => Int, { description: 'The last year that can be asked for.' })
  lastYear!: number;
  @Field(() => Int, { description: 'How many measures the strategy has, whatever is asked for.' })
  total!: number;
  @Extensions({ size: 30 })
  @Field(() => [MeasureStanding], { description: 'Those that were asked for.' })
  measures!: MeasureStanding[];
}
