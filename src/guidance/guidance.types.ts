import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EntryRow } from '../catalogue/entry.entity.js';

export enum GuidanceStatus {
  CURRENT = 'CURRENT',
  FLAGGED = 'FLAGGED',
  REVIEW_DUE = 'REVIEW_DUE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(GuidanceStatus, {
  name: 'GuidanceStatus',
  description: 'Whether what a guidance says still holds.',
  valuesMap: {
    CURRENT: { description: 'Nothing is known against it.' },
    FLAGGED: { description: 'A judgment, decision or act that may touch it was noted and is not yet settled.' },
    REVIEW_DUE: { description: 'The day by which it was to be looked at again has come.' },
    WITHDRAWN: { description: 'Taken back.' },
  },
});

@ObjectType({ description: 'Whether what a guidance says still holds, in words too.' })
export class GuidanceValidity {
  @Field(() => GuidanceStatus, { description: 'In one word.' })
  status!: GuidanceStatus;
  @Field({ description: 'In a sentence, in the language of the request.' })
  message!: string;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  reason!: string | null;
  @Field(() => EntryRow, { nullable: true, description: 'What answers instead, after a withdrawal.' })
  successor!: object | null;
}
