import { Extensions, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { OrganisationKind } from '../access/organisation.entity.js';
import { BarrierSeverity } from './barrier.entity.js';

@ObjectType({ description: 'One part of what makes up a weight, in words.' })
export class WeightPart {
  @Field({ description: 'What it is.' })
  label!: string;
  @Field({ description: 'What it says.' })
  value!: string;
}

@ObjectType({
  description:
    'How heavy a barrier is: members × severity. Exact to those who handle barriers; to all others so far as it points out nobody.',
})
export class BarrierWeight {
  @Field(() => Int, { description: 'Members × points of severity; fewer than three members weigh as one to others.' })
  value!: number;
  @Field(() => Int, { nullable: true, description: 'Members that it stops; null when fewer than three, to others.' })
  members!: number | null;
  @Field({ description: 'The same in words: "fewer than 3".' })
  membersText!: string;
  @Field(() => BarrierSeverity, { description: 'How hard it hits.' })
  severity!: BarrierSeverity;
  @Field(() => Float, {
    nullable: true,
    description: 'Estimated cost a year, SEK; to others in round figures of at least three members, else null.',
  })
  cost!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'How often a year; to others in round figures of at least three members, else null.',
  })
  volume!: number | null;
  @Extensions({ size: 5 })
  @Field(() => [WeightPart], { description: 'What it is made of, in the language of the request.' })
  parts!: WeightPart[];
}

@ObjectType({ description: 'Members that a barrier stops in one county.' })
export class CountyCount {
  @Field({ description: 'County (län); "–" for members that lie in none.' })
  county!: string;
  @Field(() => Int, { nullable: true, description: 'How many; null where it is not shown.' })
  members!: number | null;
  @Field({ description: 'The same in words.' })
  text!: string;
}

@ObjectType({ description: 'Members of one kind that a barrier stops.' })
export class MemberKindCount {
  @Field(() => OrganisationKind, { description: 'Kind of member.' })
  kind!: OrganisationKind;
  @Field(() => Int, { nullable: true, description: 'How many; null where it is not shown.' })
  members!: number | null;
  @Field({ description: 'The same in words.' })
  text!: string;
}
