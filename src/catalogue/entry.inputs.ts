import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ActionInput } from '../platform/graphql/payload.js';
import { Audience, LinkType } from './entry-parts.entity.js';
import { PersonalDataInput } from './text.inputs.js';

@InputType({ description: 'A link between two entries.' })
export class LinkAddInput extends ActionInput {
  @Field(() => ID, { description: 'Where it starts.' })
  from!: string;
  @Field(() => LinkType, { description: 'How the one stands to the other.' })
  type!: LinkType;
  @Field(() => ID, { description: 'Where it leads.' })
  to!: string;
}

@InputType({ description: 'A link to take away.' })
export class LinkRemoveInput extends ActionInput {
  @Field(() => ID, { description: 'The link.' })
  id!: string;
}

@InputType({ description: 'An entry to watch or to stop watching.' })
export class WatchInput extends ActionInput {
  @Field(() => ID, { description: 'The entry.' })
  entry!: string;
}

@InputType({ description: 'A message in the thread, or a comment on a passage of a revision.' })
export class CommentAddInput extends ActionInput {
  @Field(() => ID, { description: 'The entry.' })
  entry!: string;
  @Field({ description: 'Markdown, at most 20,000 characters.' })
  body!: string;
  @Field(() => Audience, { nullable: true, description: 'For whom; SHARED when absent.' })
  audience?: Audience | null;
  @Field(() => ID, {
    nullable: true,
    description: 'UNIT: with which unit; may be left out where it can only be one.',
  })
  unit?: string | null;
  @Field(() => ID, { nullable: true, description: 'The revision it is about; such comments are internal.' })
  revision?: string | null;
  @Field(() => String, { nullable: true, description: 'The passage it is about, verbatim, at most 1,000 characters.' })
  quote?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What stands just before the passage, at most 200 characters: with what follows it tells which of several.',
  })
  quoteBefore?: string | null;
  @Field(() => String, { nullable: true, description: 'What stands just after the passage, at most 200 characters.' })
  quoteAfter?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'A judgment, decision or act that no import sees, and what it may touch.' })
export class EntryFlagInput extends ActionInput {
  @Field(() => ID, { description: 'The entry it may touch.' })
  entry!: string;
  @Field({ description: 'JUDGMENT, JO_DECISION, IMY_DECISION, EU_ACT, AGENCY_REGULATION or OTHER.' })
  cause!: string;
  @Field({ description: 'What it is, with its reference; at most 2,000 characters.' })
  note!: string;
}

@InputType({ description: 'A flag that was looked at.' })
export class EntryFlagSettleInput extends ActionInput {
  @Field(() => ID, { description: 'The flag.' })
  id!: string;
  @Field({ description: 'What came of it.' })
  note!: string;
}

@InputType({ description: 'Somebody else of the same organisation who shall see an entry: a unit, or a named person.' })
export class EntryInviteInput extends ActionInput {
  @Field(() => ID, { description: 'The entry.' })
  entry!: string;
  @Field(() => ID, { nullable: true, description: 'A unit; not for a RESTRICTED entry, which takes named people.' })
  unit?: string | null;
  @Field(() => ID, { nullable: true, description: 'A person.' })
  person?: string | null;
}

@InputType({ description: 'Response targets and reviewers of a subject area; what is left out stays.' })
export class SubjectAreaUpdateInput extends ActionInput {
  @Field(() => ID, { description: 'The subject area.' })
  id!: string;
  @Field(() => Int, { nullable: true, description: 'Response target in working days, 1 to 250.' })
  targetWorkingDays?: number | null;
  @Field(() => Int, { nullable: true, description: 'Response target for urgent questions, 1 to 250.' })
  urgentWorkingDays?: number | null;
  @Field(() => Int, { nullable: true, description: 'How many must approve: one or two.' })
  reviewersRequired?: number | null;
  @Field(() => ID, { nullable: true, description: 'The unit of the association that answers for it.' })
  responsibleUnit?: string | null;
}
