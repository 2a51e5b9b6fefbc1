import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Conclusion } from '../catalogue/revision.entity.js';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { GuidanceState } from './guidance.entity.js';

export enum GuidanceAccess {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
}
registerEnumType(GuidanceAccess, {
  name: 'GuidanceAccess',
  description: 'Who may read it once it is published; before that, staff who handle guidance.',
  valuesMap: {
    PUBLIC: { description: 'Everybody, without signing in.' },
    MEMBERS: { description: 'People of member organisations and of the association.' },
  },
});

export enum GuidanceOrder {
  UPDATED = 'UPDATED',
  PUBLISHED = 'PUBLISHED',
  TITLE = 'TITLE',
}
registerEnumType(GuidanceOrder, {
  name: 'GuidanceOrder',
  description: 'Order of a list of guidance.',
  valuesMap: {
    UPDATED: { description: 'Last changed first.' },
    PUBLISHED: { description: 'Last published first; what is not published by when it was made.' },
    TITLE: { description: 'By title, å ä ö last.' },
  },
});

@InputType({ isAbstract: true })
abstract class GuidanceTextInput extends ActionInput {
  @Field(() => Conclusion, { nullable: true, description: 'What the law allows, in one word; needed before review.' })
  conclusion?: Conclusion | null;
  @Field(() => String, { nullable: true, description: 'For whom the conclusion holds; at most 1,000 characters.' })
  forWhom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day whose law it states.' })
  asOf?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be looked at again.' })
  reviewBy?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What transitional rules mean for it; at most 10,000 characters.',
  })
  transitional?: string | null;
  // No `defaultValue`: graphql-jit leaves the defaults of input fields out from the second call of a query on.
  @Field(() => GuidanceAccess, { nullable: true, description: 'Who may read it once published; PUBLIC when absent.' })
  access?: GuidanceAccess | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Begins a guidance that nobody has asked for.' })
export class GuidanceCreateInput extends GuidanceTextInput {
  @Field({ description: 'Title, one line; at most 300 characters.' })
  title!: string;
  @Field(() => [ID], { description: 'Subject areas; at least one before review, at most 20.' })
  subjectAreas!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Its first text, Markdown; may be written later (revisionDraft).',
  })
  body?: string | null;
}

@InputType({ description: 'Generalises a published answer to guidance for all. Whoever asked is named nowhere.' })
export class GuidanceLiftInput extends GuidanceTextInput {
  @Field(() => ID, { description: 'The question whose answer is generalised.' })
  question!: string;
  @Field(() => String, { nullable: true, description: "Title, one line; the answer's or the question's when absent." })
  title?: string | null;
  @Field(() => String, { nullable: true, description: "The text, Markdown; the answer's when absent." })
  body?: string | null;
  @Field(() => [ID], { nullable: true, description: "Subject areas; the question's when absent." })
  subjectAreas?: string[] | null;
  @Field({
    description:
      'True: whoever lifts has read it and nobody can be identified from it. Names, addresses and numbers of the asker are searched for besides.',
  })
  deIdentified!: boolean;
}

@InputType({ description: 'Changes a guidance that was never published; fields left out stay.' })
export class GuidanceUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title, one line; at most 300 characters.' })
  title?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas, all of them.' })
  subjectAreas?: string[] | null;
  @Field(() => GuidanceAccess, { nullable: true, description: 'Who may read it once published.' })
  access?: GuidanceAccess | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Throws away a guidance that was never published, with its drafts.' })
export class GuidanceDiscardInput extends VersionedInput {}

@InputType({ description: 'Which guidance.' })
export class GuidanceFilter {
  @Field(() => [ID], { nullable: true, description: 'In any of these subject areas or below them.' })
  subjectAreas?: string[] | null;
  @Field(() => [Conclusion], { nullable: true, description: 'Whose published text concludes one of these.' })
  conclusion?: Conclusion[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Words of its ref, title or published text; at most 200 characters.',
  })
  query?: string | null;
  @Field(() => Date, { nullable: true, description: 'Changed at this moment or later.' })
  changedSince?: Date | null;
  @Field(() => [GuidanceState], { nullable: true, description: 'In one of these states; PUBLISHED when absent.' })
  states?: GuidanceState[] | null;
}
