import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum CitationStatus {
  CURRENT = 'CURRENT',
  CHANGES_ON = 'CHANGES_ON',
  CHANGED_SINCE = 'CHANGED_SINCE',
  RENUMBERED = 'RENUMBERED',
  REPEALED = 'REPEALED',
  NOT_HELD = 'NOT_HELD',
  UNRESOLVED = 'UNRESOLVED',
  NO_CITATION = 'NO_CITATION',
}
registerEnumType(CitationStatus, {
  name: 'CitationStatus',
  description: 'How what a citation points at stands today against the wording that was meant.',
  valuesMap: {
    CURRENT: { description: 'The wording that was meant is in force, and nothing else is known to come.' },
    CHANGES_ON: { description: 'It is in force; another is decided, for a day or for one yet to be decided.' },
    CHANGED_SINCE: { description: 'Another wording is in force.' },
    RENUMBERED: { description: 'The same words stand under another number; the link goes there.' },
    REPEALED: { description: 'It is no longer law.' },
    NOT_HELD: { description: 'Where it points is known, but that source or place has not been read here.' },
    UNRESOLVED: { description: 'Where it points cannot be known from the text; `reason` says why.' },
    NO_CITATION: { description: 'A person has said that these words point at no law.' },
  },
});

@ObjectType({ description: 'How a citation stands, in words too.' })
export class CitationStanding {
  @Field(() => CitationStatus, { description: 'In one word.' })
  status!: CitationStatus;
  @Field({ description: 'In a sentence, in the language of the request.' })
  message!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Since when, or from when.' })
  on!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the amending act, `2025:1497`.' })
  act!: string | null;
  /** Ids, for the fields that follow them. */
  beforeId!: string | null;
  afterId!: string | null;
}

@ObjectType({ description: 'An entry that cites a provision or a source.' })
export class CitingEntry {
  id!: string;
  kind!: EntryKind;
  citationIds!: string[];
  /** Shown through the resolver: the entry as its own type. */
  entry?: EntryRow;
}

@ObjectType({ description: 'How many entries of one kind cite it, of those the reader sees.' })
export class CitingCount {
  @Field(() => EntryKind, { description: 'Kind of entry.' })
  kind!: EntryKind;
  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

export enum LawStandingStatus {
  CURRENT = 'CURRENT',
  LAW_WILL_CHANGE = 'LAW_WILL_CHANGE',
  LAW_CHANGED = 'LAW_CHANGED',
}
registerEnumType(LawStandingStatus, {
  name: 'LawStandingStatus',
  description: 'How a text stands against the law that it cites.',
  valuesMap: {
    CURRENT: { description: 'Nothing that it cites is known to have changed.' },
    LAW_WILL_CHANGE: { description: 'Something that it cites is going to change.' },
    LAW_CHANGED: { description: 'Something that it cites has changed, and nobody has looked yet.' },
  },
});

@ObjectType({ description: 'How a text stands against the law that it cites, in words too.' })
export class LawStanding {
  @Field(() => LawStandingStatus, { description: 'In one word.' })
  status!: LawStandingStatus;
  @Field({ description: 'In a sentence, in the language of the request.' })
  message!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the amending act; the first, where there are several.',
  })
  act!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Since when, or from when; null while that is undecided.' })
  on!: string | null;
}
