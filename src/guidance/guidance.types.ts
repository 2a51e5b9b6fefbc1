import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EntryRow } from '../catalogue/entry.entity.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum GuidanceStatus {
  CURRENT = 'CURRENT',
  LAW_CHANGED = 'LAW_CHANGED',
  LAW_WILL_CHANGE = 'LAW_WILL_CHANGE',
  FLAGGED = 'FLAGGED',
  REVIEW_DUE = 'REVIEW_DUE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(GuidanceStatus, {
  name: 'GuidanceStatus',
  description: 'Whether what a guidance says still holds.',
  valuesMap: {
    CURRENT: { description: 'Nothing is known against it.' },
    LAW_CHANGED: { description: 'Law that it cites has changed since, and nobody has looked yet.' },
    LAW_WILL_CHANGE: { description: 'It holds; law that it cites is going to change.' },
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
  @Field(() => String, { nullable: true, description: 'Number of the act that has changed or will change the law.' })
  act!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Since when the law has changed, or from when it will.' })
  on!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  reason!: string | null;
  @Field(() => EntryRow, { nullable: true, description: 'What answers instead, after a withdrawal.' })
  successor!: object | null;
}
