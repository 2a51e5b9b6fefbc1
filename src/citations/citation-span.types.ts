import { Extensions, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.js';

@ObjectType({ description: 'A place in a text that points at law, as the machine reads it now; nothing is stored.' })
export class CitationSpan {
  @Field(() => Int, { description: 'Where it begins in the text as given, in UTF-16 units.' })
  start!: number;
  @Field(() => Int, { description: 'Where it ends.' })
  end!: number;
  @Field({ description: 'The words.' })
  text!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Canonical id of what it points at: `sfs/2008:355#K6P2`. Null where that cannot be known: see `reason`.',
  })
  target!: string | null;
  @Field(() => String, { nullable: true, description: 'For the first end of a range: what the other end points at.' })
  through!: string | null;
  @Extensions({ size: 3 })
  @Field(() => [String], {
    description:
      'All that it points at: one, or for the first end of a range also what lies between, inserted sections included (the other end is a span of its own).',
  })
  targets!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'As lawyers write it: `6 kap. 2 § patientdatalagen (2008:355)`.',
  })
  label!: string | null;
  @Field(() => String, { nullable: true, description: 'Why there is no target; a stable code.' })
  reason!: string | null;
  /** The day that decides what is meant. */
  day!: string;
}

export enum ReferenceExistence {
  IN_FORCE = 'IN_FORCE',
  COMING = 'COMING',
  REPEALED = 'REPEALED',
  RENUMBERED = 'RENUMBERED',
  UNCERTAIN = 'UNCERTAIN',
  NO_SUCH_PLACE = 'NO_SUCH_PLACE',
  TEXT_NOT_HERE = 'TEXT_NOT_HERE',
}
registerEnumType(ReferenceExistence, {
  name: 'ReferenceExistence',
  description: 'What is known of a place that somebody points at.',
  valuesMap: {
    IN_FORCE: { description: 'It is there, and is law on the day.' },
    COMING: { description: 'It is there, and not yet law.' },
    REPEALED: { description: 'It is there, and no longer law.' },
    RENUMBERED: { description: 'It stands under another number now.' },
    UNCERTAIN: { description: 'It is there; the wording of the day was never read here.' },
    NO_SUCH_PLACE: { description: 'The act has been read here and has no such place.' },
    TEXT_NOT_HERE: { description: 'The text has not been read here, so nothing can be said.' },
  },
});

@ObjectType({ description: 'Something that a typed reference can mean.' })
export class ReferenceSuggestion {
  @Field({ description: 'Canonical id with place: `sfs/2009:400#K10P2a`.' })
  target!: string;
  @Field({ description: 'As lawyers write it.' })
  label!: string;
  @Field(() => String, { nullable: true, description: 'Title of the act.' })
  sourceTitle!: string | null;
  @Field(() => ReferenceExistence, { description: 'What is known of it.' })
  existence!: ReferenceExistence;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is there; null where the text has not been read here.',
  })
  exists!: boolean | null;
  @Field(() => String, { nullable: true, description: 'What to know before choosing it, in words.' })
  note!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day on which the name meant this act.' })
  nameFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer did.' })
  nameTo!: string | null;
}

@ObjectType({ description: 'What a typed reference can mean.' })
export class LegalReference {
  @Extensions({ size: 5 })
  @Field(() => [ReferenceSuggestion], { description: 'The likeliest first; empty when nothing fits.' })
  suggestions!: ReferenceSuggestion[];
  @Field({
    description:
      'Whether the first is what was meant beyond doubt: a name exactly as it is borne, and a place that is there.',
  })
  certain!: boolean;
  @Field(() => String, { nullable: true, description: 'What to write instead when nothing fits, in words.' })
  message!: string | null;
}
