import { Field, ID, InputType } from '@nestjs/graphql';
import { LanguageCode } from '../platform/graphql/language.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { PersonalDataInput } from './text.inputs.js';
import { ChangeWeight, Conclusion } from './revision.entity.js';

@InputType({ isAbstract: true })
abstract class RevisionContentInput extends ActionInput {
  @Field(() => String, {
    nullable: true,
    description: 'Title that the entry gets at publication; at most 300 characters.',
  })
  title?: string | null;
  @Field(() => String, { description: 'The text, Markdown; at most 200,000 characters.' })
  body!: string;
  @Field(() => Conclusion, { nullable: true, description: 'What the law allows, in one word.' })
  conclusion?: Conclusion | null;
  @Field(() => String, { nullable: true, description: 'For whom the conclusion holds.' })
  forWhom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day whose law it states.' })
  asOf?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be looked at again.' })
  reviewBy?: string | null;
  @Field(() => String, { nullable: true, description: 'What transitional rules mean for it.' })
  transitional?: string | null;
  @Field(() => String, { nullable: true, description: 'What changed since the one before.' })
  changeNote?: string | null;
  @Field(() => ChangeWeight, { nullable: true, description: 'Whether watchers are told; MAJOR when absent.' })
  changeWeight?: ChangeWeight | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Begins a new text of an entry.' })
export class RevisionDraftInput extends RevisionContentInput {
  @Field(() => ID, { description: 'The entry: question, guidance …' })
  entry!: string;
  @Field(() => String, {
    nullable: true,
    description: "Which text: answer, text, letter, claim:<id>. The kind's first when absent.",
  })
  slot?: string | null;
  @Field(() => LanguageCode, {
    nullable: true,
    description: 'Swedish when absent; English is a sibling of the Swedish one it translates.',
  })
  language?: LanguageCode | null;
}

@InputType({ description: 'Changes a text that is not yet published; fields left out stay as they are.' })
export class RevisionEditInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title that the entry gets at publication.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'The text, Markdown.' })
  body?: string | null;
  @Field(() => Conclusion, { nullable: true, description: 'What the law allows, in one word.' })
  conclusion?: Conclusion | null;
  @Field(() => String, { nullable: true, description: 'For whom the conclusion holds.' })
  forWhom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day whose law it states.' })
  asOf?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be looked at again.' })
  reviewBy?: string | null;
  @Field(() => String, { nullable: true, description: 'What transitional rules mean for it.' })
  transitional?: string | null;
  @Field(() => String, { nullable: true, description: 'What changed since the one before.' })
  changeNote?: string | null;
  @Field(() => ChangeWeight, { nullable: true, description: 'Whether watchers are told.' })
  changeWeight?: ChangeWeight | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'An action on a revision that needs nothing more.' })
export class RevisionActionInput extends VersionedInput {}

@InputType({ description: 'Sends a text to review.' })
export class RevisionSubmitInput extends VersionedInput {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Who shall review; each gets access. Must be said for a RESTRICTED entry, which other reviewers do not see.',
  })
  reviewers?: string[] | null;
}

@InputType({ description: 'Approval of exactly the text that was seen.' })
export class RevisionApproveInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What the reviewer wants to say.' })
  note?: string | null;
  @Field(() => String, { nullable: true, description: 'Dissenting opinion on a point, kept with the approval.' })
  dissent?: string | null;
}

@InputType({ description: 'An action that needs a reason.' })
export class RevisionReasonInput extends VersionedInput {
  @Field({ description: 'Why; at most 4,000 characters.' })
  reason!: string;
}

@InputType({ description: 'Takes back what was published.' })
export class RevisionWithdrawInput extends RevisionReasonInput {
  @Field(() => ID, { nullable: true, description: 'The entry that now answers instead.' })
  successor?: string | null;
}

@InputType({ description: 'The verdict on what was published in an emergency.' })
export class RevisionRetroReviewInput extends VersionedInput {
  @Field({ description: 'True: it may stand. False: it must be withdrawn or replaced.' })
  stands!: boolean;
  @Field({ description: 'What the reviewer found.' })
  note!: string;
}
