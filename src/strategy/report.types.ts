import { Field, Int, ObjectType, Float, registerEnumType } from '@nestjs/graphql';
import { Extensions } from '@nestjs/graphql';
import { BlockerView } from '../catalogue/entry.types.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { Certainty, ClaimGrade } from '../goals/claim.entity.js';
import { MeasurePriority, MeasureResult } from './measure.entity.js';
import { MeasureKind, MeasureOwner } from './strategy.entity.js';

/** Figures under this are not told: "fewer than 3". */
export const FEWEST = 3;

export enum MeasureStatus {
  NOT_STARTED = 'NOT_STARTED',
  PLANNED = 'PLANNED',
  UNDERWAY = 'UNDERWAY',
  PARTLY_REACHED = 'PARTLY_REACHED',
  REACHED = 'REACHED',
  SETTLED_OTHERWISE = 'SETTLED_OTHERWISE',
}
registerEnumType(MeasureStatus, {
  name: 'MeasureStatus',
  description:
    'How far a measure had come when its year was over: follows from its plan, what was reported of it, goals and claims.',
  valuesMap: {
    NOT_STARTED: { description: 'Ej påbörjad: no plan, no goal, no barrier.' },
    PLANNED: { description: 'Planerad: it has a plan, or a barrier that it is to remove, and no goal yet.' },
    UNDERWAY: { description: 'Pågår: goals are set, or an outcome is reported, and nothing is gained yet.' },
    PARTLY_REACHED: {
      description:
        'Delvis nådd: at least one claim is met, largely or partly; without claims, the reported outcome says so.',
    },
    REACHED: { description: 'Nådd: every claim is met or largely met; without claims, the reported outcome says so.' },
    SETTLED_OTHERWISE: { description: 'Avgjord på annat sätt: every claim is rejected, overtaken or dropped.' },
  },
});

@ObjectType({ description: 'A thing that a report names: as it was called when the report was reckoned.' })
export class FollowUpItem {
  @Field({ description: 'Its ref.' })
  ref!: string;
  @Field({ description: 'Its title then.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Its kind or state, as the code of its own enum.' })
  note!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day.' })
  on!: string | null;
}

@ObjectType({ description: 'How a claim moved during the year.' })
export class FollowUpMovement {
  @Field({ description: 'Ref of its goal.' })
  goal!: string;
  @Field(() => Int, { description: 'Its number in the goal.' })
  number!: number;
  @Field({ description: 'What it demands.' })
  title!: string;
  @Field(() => ClaimGrade, {
    nullable: true,
    description: 'What it was held to be when the year began; null = not made.',
  })
  from!: ClaimGrade | null;
  @Field(() => ClaimGrade, { description: 'What it was held to be when the year was over.' })
  to!: ClaimGrade;
  @Field(() => Certainty, { nullable: true, description: 'How sure that was.' })
  certainty!: Certainty | null;
  @Field(() => DateScalar, { description: 'The day of the last grade in the year.' })
  on!: string;
}

@ObjectType({ description: 'What was planned for the year, beside what came of it.' })
export class FollowUpPlan {
  @Field(() => Int, { description: 'Number of the plan among those of the year.' })
  number!: number;
  @Field(() => MeasurePriority, { description: 'How soon.' })
  priority!: MeasurePriority;
  @Field({ description: 'What was to be reached.' })
  goal!: string;
  @Field(() => DateScalar, { nullable: true, description: 'First day of the timetable.' })
  timetableFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of the timetable.' })
  timetableTo!: string | null;
  @Field(() => Int, { nullable: true, description: 'Budget, SEK.' })
  budgetSek!: number | null;
  @Field(() => Int, { nullable: true, description: 'What it cost, SEK.' })
  spentSek!: number | null;
  @Field(() => MeasureResult, {
    nullable: true,
    description: 'How far it was reached, as was reported; null = nothing was.',
  })
  result!: MeasureResult | null;
  @Field(() => String, { nullable: true, description: 'What came of it, as was reported.' })
  account!: string | null;
  @Field({ description: 'The timetable was over and the measure not reached.' })
  late!: boolean;
  @Field({ description: 'It cost more than its budget.' })
  overBudget!: boolean;
}

/** What is counted alike for a measure, an area, the whole and a year of the series. */
@ObjectType({ isAbstract: true })
export abstract class FollowUpFigures {
  @Field(() => Int, { description: 'Claims at the end of the year.' })
  claims!: number;
  @Field(() => Int, { description: 'Of them met or largely met.' })
  claimsMet!: number;
  @Field(() => Int, { description: 'Met or largely met when the year began.' })
  claimsMetBefore!: number;
  @Field(() => Int, { description: 'Advocacy actions that were sent or held during the year.' })
  actionsDone!: number;
  @Field(() => Int, { description: 'Barriers that were opened during the year.' })
  barriersOpened!: number;
  @Field(() => Int, { description: 'Barriers that were resolved during the year.' })
  barriersResolved!: number;
  @Field(() => Int, { description: 'Barriers open at its end.' })
  barriersOpen!: number;
  @Field(() => Int, { description: 'Guidance published during the year.' })
  guidancePublished!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Members that had signed on to its barriers with at least three members; null = fewer than 3.',
  })
  members!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Questions answered during the year that concern its barriers (for the whole: all); null = fewer than 3.',
  })
  questionsAnswered!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Median of Swedish working days from sent to answered, without the time the asker was asked; null = fewer than 3 questions.',
  })
  medianWorkingDays!: number | null;
}

@ObjectType({ description: 'One measure in a yearly follow-up.' })
export class FollowUpMeasure extends FollowUpFigures {
  @Field({ description: 'Code within the strategy.' })
  code!: string;
  @Field(() => String, { nullable: true, description: 'Ref of the measure.' })
  ref!: string | null;
  @Field({ description: 'Title.' })
  title!: string;
  @Field(() => MeasureOwner, { description: 'Who is to carry it out.' })
  owner!: MeasureOwner;
  @Field(() => MeasureKind, { description: 'What it asks for.' })
  kind!: MeasureKind;
  @Field(() => MeasureStatus, { description: 'How far it had come.' })
  status!: MeasureStatus;
  @Field(() => MeasureStatus, { description: 'How far it had come a year before.' })
  statusBefore!: MeasureStatus;
  @Field(() => FollowUpPlan, { nullable: true, description: 'The plan of the year; null = it had none.' })
  plan!: FollowUpPlan | null;
  @Extensions({ size: 2 })
  @Field(() => [FollowUpItem], { description: 'Advocacy goals that are part of it.' })
  goals!: FollowUpItem[];
  @Extensions({ size: 5 })
  @Field(() => [FollowUpMovement], { description: 'Claims that moved.' })
  movements!: FollowUpMovement[];
  @Extensions({ size: 5 })
  @Field(() => [FollowUpItem], { description: 'What was done toward government.' })
  actions!: FollowUpItem[];
  @Extensions({ size: 3 })
  @Field(() => [FollowUpItem], { description: 'Barriers that were opened.' })
  opened!: FollowUpItem[];
  @Extensions({ size: 3 })
  @Field(() => [FollowUpItem], { description: 'Barriers that were resolved; the note says how far.' })
  resolved!: FollowUpItem[];
  @Extensions({ size: 3 })
  @Field(() => [FollowUpItem], { description: 'Guidance that was published.' })
  guidance!: FollowUpItem[];
}

@ObjectType({ description: 'One area in a yearly follow-up.' })
export class FollowUpArea extends FollowUpFigures {
  @Field({ description: 'Code within the strategy.' })
  code!: string;
  @Field({ description: 'Title.' })
  title!: string;
  @Extensions({ size: 10 })
  @Field(() => [FollowUpMeasure], { description: 'Its measures, in order.' })
  measures!: FollowUpMeasure[];
}

@ObjectType({ description: 'A year beside others.' })
export class FollowUpYear extends FollowUpFigures {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
}

@ObjectType({ description: 'The whole strategy in a yearly follow-up.' })
export class FollowUpTotals extends FollowUpFigures {}

@ObjectType({ description: 'What a yearly follow-up reckoned. Kept as it was reckoned.' })
export class FollowUpData {
  @Field(() => Int, { description: 'Of which shape it is.' })
  format!: number;
  @Field({ description: 'Code of the strategy.' })
  strategy!: string;
  @Field({ description: 'Title of the strategy.' })
  strategyTitle!: string;
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => DateScalar, { description: 'First day that it covers.' })
  from!: string;
  @Field(() => DateScalar, { description: 'Last day that it covers.' })
  to!: string;
  @Field({ description: 'Whether the year was over when it was reckoned.' })
  whole!: boolean;
  @Field(() => FollowUpTotals, { description: 'The whole strategy.' })
  totals!: FollowUpTotals;
  @Extensions({ size: 5 })
  @Field(() => [FollowUpYear], { description: 'The year and the four before it.' })
  series!: FollowUpYear[];
  @Extensions({ size: 5 })
  @Field(() => [FollowUpArea], { description: 'Its areas, in order.' })
  areas!: FollowUpArea[];
}

@ObjectType({ description: 'A year that may be followed up.' })
export class FollowUpYearChoice {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Extensions({ size: 1 })
  @Field(() => [BlockerView], { description: 'Why it cannot be drafted, or drafted anew; empty = it can.' })
  blockers!: BlockerView[];
}

@ObjectType({ description: 'One measure, year by year.' })
export class FollowUpComparedMeasure {
  @Field({ description: 'Code within the strategy.' })
  code!: string;
  @Field({ description: 'Title.' })
  title!: string;
  @Extensions({ size: 2 })
  @Field(() => [FollowUpMeasure], {
    nullable: 'items',
    description: 'As each year says, in the order of the years; null = that year did not know it.',
  })
  years!: (FollowUpMeasure | null)[];
}

@ObjectType({ description: 'Yearly follow-ups side by side.' })
export class FollowUpComparison {
  @Field(() => [Int], { description: 'The years, as asked for.' })
  years!: number[];
  @Extensions({ size: 2 })
  @Field(() => [FollowUpTotals], { description: 'The whole strategy, year by year.' })
  totals!: FollowUpTotals[];
  @Extensions({ size: 30 })
  @Field(() => [FollowUpComparedMeasure], { description: 'Each measure, year by year.' })
  measures!: FollowUpComparedMeasure[];
}
