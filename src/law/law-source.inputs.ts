import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.js';
import { LawStatus } from './law.types.js';

export enum LawSourceOrder {
  TITLE = 'TITLE',
  NUMBER = 'NUMBER',
  IMPORTED = 'IMPORTED',
}
registerEnumType(LawSourceOrder, {
  name: 'LawSourceOrder',
  description: 'In which order sources are listed.',
  valuesMap: {
    TITLE: { description: 'By title, in Swedish order.' },
    NUMBER: { description: 'The latest issued first.' },
    IMPORTED: { description: 'The latest read first.' },
  },
});

@InputType({ description: 'Which sources of law.' })
export class LawSourceFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the title, a number (`2008:355`), or a name or abbreviation it has borne.',
  })
  text?: string | null;
  @Field(() => String, { nullable: true, description: '`Lag`, `Förordning` …' })
  form?: string | null;
  @Field(() => [LawStatus], { nullable: true, description: 'Whether it is law on the day `asOf`.' })
  status?: LawStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Ministry, by its whole name.' })
  department?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day that `status` is about; today when left out.' })
  asOf?: string | null;
}
