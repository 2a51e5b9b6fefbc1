import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { TextChange } from './text-change.types.js';

export enum RevisionPart {
  TITLE = 'TITLE',
  CONCLUSION = 'CONCLUSION',
  FOR_WHOM = 'FOR_WHOM',
  AS_OF = 'AS_OF',
  REVIEW_BY = 'REVIEW_BY',
  BODY = 'BODY',
  TRANSITIONAL = 'TRANSITIONAL',
}
registerEnumType(RevisionPart, {
  name: 'RevisionPart',
  description: 'A part of what a text says.',
  valuesMap: {
    TITLE: { description: 'Title that the entry gets.' },
    CONCLUSION: { description: 'The conclusion in one word.' },
    FOR_WHOM: { description: 'For whom it holds.' },
    AS_OF: { description: 'The day whose law it states.' },
    REVIEW_BY: { description: 'The day by which it is to be looked at again.' },
    BODY: { description: 'The text itself.' },
    TRANSITIONAL: { description: 'What transitional rules mean for it.' },
  },
});

@ObjectType({ description: 'What became of one part of a text from one round of review to another.' })
export class RevisionPartChange {
  @Field(() => RevisionPart, { description: 'Which part.' })
  part!: RevisionPart;
  @Field(() => String, { nullable: true, description: 'What it said; null when it said nothing.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'What it says after; null when it says nothing.' })
  after!: string | null;
  @Field(() => [TextChange], { description: 'The same word by word, to be read in order.' })
  changes!: TextChange[];
}
