import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../access/organisation.entity.js';
import { Id } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum MeasureKind {
  ADVOCATE = 'ADVOCATE',
  GUIDE = 'GUIDE',
  COORDINATE = 'COORDINATE',
  ADOPT = 'ADOPT',
}
registerEnumType(MeasureKind, {
  name: 'MeasureKind',
  description: 'What a measure asks for.',
  valuesMap: {
    ADVOCATE: { description: 'Driva: see to it that somebody else does something.' },
    GUIDE: { description: 'Stödja, klargöra, bidra till kunskap.' },
    COORDINATE: { description: 'Samordna.' },
    ADOPT: { description: "The members' own duty." },
  },
});

export enum MeasureOwner {
  ASSOCIATION = 'ASSOCIATION',
  MEMBERS = 'MEMBERS',
}
registerEnumType(MeasureOwner, {
  name: 'MeasureOwner',
  description: 'Who is to carry a measure out.',
  valuesMap: {
    ASSOCIATION: { description: 'The association (SKR, in 2011 SKL).' },
    MEMBERS: { description: 'The members: municipalities and regions.' },
  },
});

/**
 * A strategy as it was adopted: reference data, the same everywhere, read by anybody and written only from the data
 * files. What comes of it (plans, goals, follow-up) is entries that point here.
 */
@ObjectType({
  implements: () => [Node],
  description: 'A strategy as adopted: goals, areas, groups of measures. What came of it hangs on its measures.',
})
@Entity('strategy')
@ForeignKey(() => Organisation, ['adoptedById'], ['id'], { name: 'strategy_adopted_by' })
@Index('one_strategy_per_code', ['code'], { unique: true })
export class Strategy {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Lasting code, such as `esam-2011`.' })
  @Column({ type: 'text' })
  code!: string;
  @Column({ type: 'text' })
  titleSv!: string;
  @Column({ type: 'text' })
  titleEn!: string;
  @Column({ type: 'uuid' })
  adoptedById!: string;
  @Field(() => String, { nullable: true, description: 'Name that the adopting organisation bore then.' })
  @Column({ type: 'text', nullable: true })
  adoptedUnder!: string | null;
  @Field({ description: 'When it was adopted, as exactly as is known: YYYY, YYYY-MM or YYYY-MM-DD.' })
  @Column({ type: 'text' })
  adopted!: string;
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  @Column({ type: 'date', nullable: true })
  validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer applies.' })
  @Column({ type: 'date', nullable: true })
  validTo!: string | null;
  @Column({ type: 'text', nullable: true })
  recommendedToSv!: string | null;
  @Column({ type: 'text', nullable: true })
  recommendedToEn!: string | null;
  /** What the strategy wants said of each measure in its plan (kap. 10). */
  @Field(() => [String], { description: 'What a plan for a measure is to say.' })
  @Column({ type: 'text', array: true, default: '{}' })
  planFields!: string[];
  @Field({ description: 'False when some value has not been checked.' })
  @Column({ type: 'boolean', default: false })
  verified!: boolean;
  @Field(() => String, { nullable: true, description: 'What to know of the wording, in Swedish.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

@ObjectType({ implements: () => [Node], description: 'An overall goal of a strategy.' })
@Entity('strategy_goal')
@ForeignKey(() => Strategy, ['strategyId'], ['id'], { name: 'strategy_goal_strategy' })
@Index('one_goal_per_strategy_and_code', ['strategyId', 'code'], { unique: true })
export class StrategyGoal {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  strategyId!: string;
  @Field({ description: 'Code within the strategy, such as G1.' })
  @Column({ type: 'text' })
  code!: string;
  @Column({ type: 'text' })
  titleSv!: string;
  @Column({ type: 'text' })
  titleEn!: string;
  @Field(() => String, { nullable: true, description: 'Where it stands in the strategy.' })
  @Column({ type: 'text', nullable: true })
  source!: string | null;
  @Column({ type: 'int' })
  position!: number;
}

@ObjectType({ implements: () => [Node], description: 'An area of a strategy, with its objective.' })
@Entity('strategy_area')
@ForeignKey(() => Strategy, ['strategyId'], ['id'], { name: 'strategy_area_strategy' })
@Index('one_area_per_strategy_and_code', ['strategyId', 'code'], { unique: true })
export class StrategyArea {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  strategyId!: string;
  @Field({ description: 'Code within the strategy, such as 2.' })
  @Column({ type: 'text' })
  code!: string;
  @Column({ type: 'text' })
  titleSv!: string;
  @Column({ type: 'text' })
  titleEn!: string;
  @Column({ type: 'text' })
  objectiveSv!: string;
  @Column({ type: 'text' })
  objectiveEn!: string;
  @Field(() => String, { nullable: true, description: 'Where it stands in the strategy.' })
  @Column({ type: 'text', nullable: true })
  source!: string | null;
  @Column({ type: 'int' })
  position!: number;
}

@ObjectType({ implements: () => [Node], description: 'A group of measures within an area.' })
@Entity('strategy_group')
@ForeignKey(() => StrategyArea, ['areaId'], ['id'], { name: 'strategy_group_area' })
@Index('strategy_group_by_area', ['areaId', 'position'])
export class StrategyGroup {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  areaId!: string;
  @Column({ type: 'text' })
  titleSv!: string;
  @Column({ type: 'text' })
  titleEn!: string;
  @Column({ type: 'int' })
  position!: number;
}

/**
 * A measure as the strategy words it. Not an entry: it has no owner, state or secrecy of its own. Its plan and what came
 * of it hang on one (`Measure`, entry kind MEASURE), which points here by `strategy_measure.id`.
 */
@ObjectType({ implements: () => [Node], description: 'A measure (insats) as the strategy words it.' })
@Entity('strategy_measure')
@Check('strategy_measure_kind', `kind in ('ADVOCATE','GUIDE','COORDINATE','ADOPT')`)
@Check('strategy_measure_owner', `owner in ('ASSOCIATION','MEMBERS')`)
@ForeignKey(() => Strategy, ['strategyId'], ['id'], { name: 'strategy_measure_strategy' })
@ForeignKey(() => StrategyGroup, ['groupId'], ['id'], { name: 'strategy_measure_group' })
@Index('one_measure_per_strategy_and_code', ['strategyId', 'code'], { unique: true })
@Index('strategy_measure_by_group', ['groupId', 'position'])
export class StrategyMeasure {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  strategyId!: string;
  @Column({ type: 'uuid' })
  groupId!: string;
  @Field({ description: 'Code within the strategy, such as 2.6.' })
  @Column({ type: 'text' })
  code!: string;
  @Column({ type: 'text' })
  titleSv!: string;
  @Column({ type: 'text' })
  titleEn!: string;
  @Field(() => MeasureOwner, { description: 'Who is to carry it out.' })
  @Column({ type: 'text' })
  owner!: MeasureOwner;
  @Field(() => MeasureKind, { description: 'What it asks for.' })
  @Column({ type: 'text' })
  kind!: MeasureKind;
  /** An array and not a join table: which goals a measure serves is one value of its data file, corrected as one. */
  @Column({ type: 'uuid', array: true, default: '{}' })
  goalIds!: string[];
  @Column({ type: 'int' })
  position!: number;
}

@ObjectType({
  description:
    'A layer of interoperability between two parties that exchange information: a barrier sits in one of them.',
})
@Entity('interoperability_layer')
@Index('one_interoperability_layer_per_key', ['key'], { unique: true })
export class InteroperabilityLayer {
  @Id()
  id!: string;
  @Field({ description: 'LEGAL, ORGANISATIONAL, SEMANTIC or TECHNICAL.' })
  @Column({ type: 'text' })
  key!: string;
  @Column({ type: 'text' })
  labelSv!: string;
  @Column({ type: 'text' })
  labelEn!: string;
  @Column({ type: 'text' })
  descriptionSv!: string;
  @Column({ type: 'text' })
  descriptionEn!: string;
  @Column({ type: 'int' })
  position!: number;
}
