import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { CloseReason, QuestionState, Urgency } from './question.entity.js';

export enum QuestionAccess {
  PARTIES = 'PARTIES',
  RESTRICTED = 'RESTRICTED',
}
registerEnumType(QuestionAccess, {
  name: 'QuestionAccess',
  description: 'Who is meant to see a question. What others may read is the guidance lifted from it.',
  valuesMap: {
    PARTIES: { description: "The asker's unit, and the association's lawyers and reviewers." },
    RESTRICTED: { description: 'Only named people; needs a ground (e.g. OSL 26 kap. 1 §).' },
  },
});

const TITLE = 'Title, one line; at most 300 characters.';
const TEXT = "The question in the asker's own words, Markdown; at most 50,000 characters.";
const PERSONAL = 'What to do about personal data that was found.';

/** The fields that the asker writes; each may be left out until the question is sent. */
@InputType({ isAbstract: true })
class QuestionContentInput extends ActionInput {
  @Field(() => String, { nullable: true, description: TITLE })
  title?: string | null;
  @Field(() => String, { nullable: true, description: TEXT })
  text?: string | null;
  @Field(() => String, { nullable: true, description: 'Facts of the matter, Markdown; at most 50,000 characters.' })
  facts?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: "Subject areas as the asker sees them; the lawyer's choice replaces them.",
  })
  subjectAreas?: string[] | null;
  @Field(() => Urgency, { nullable: true, description: 'How soon; NORMAL when absent.' })
  urgency?: Urgency | null;
  @Field(() => DateScalar, { nullable: true, description: 'When the asker would like the answer.' })
  wishedDate?: string | null;
  @Field(() => String, { nullable: true, description: "The asker's own diary number, such as KS 2026/00123." })
  diaryNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'Service or process that it is about.' })
  service?: string | null;
  @Field(() => QuestionAccess, { nullable: true, description: 'Who is meant to see it; PARTIES when absent.' })
  access?: QuestionAccess | null;
  @Field(() => String, { nullable: true, description: 'Why it is RESTRICTED, such as a provision of OSL.' })
  accessGround?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'The asker has checked that nobody can be identified from it.' })
  deIdentified?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Ground on which facts under secrecy are disclosed: consent, OSL 10:2, another provision.',
  })
  disclosureGround?: string | null;
  @Field(() => String, { nullable: true, description: 'Provision of secrecy that the asker points to.' })
  secrecyGround?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'The organisation may be named where the answer is generalised for all.',
  })
  creditConsent?: boolean | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Begins a question. Nobody outside the unit sees it before it is sent.' })
export class QuestionDraftInput extends QuestionContentInput {
  @Field(() => ID, { nullable: true, description: 'Case that it is asked in: linked to it (ASKS_IN) in the same act.' })
  askedIn?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Unit (nämnd) that asks; may be left out by whoever asks for one unit only.',
  })
  unitId?: string | null;
}

@InputType({ description: 'Changes a draft. What is left out stays; null empties.' })
export class QuestionUpdateInput extends QuestionContentInput {
  @Field(() => ID, { description: 'The question.' })
  id!: string;
  @Field(() => Int, {
    description: 'The version that the caller saw; a newer one answers CONFLICT with what is there now.',
  })
  expectedVersion!: number;
}

@InputType({
  description:
    'Sends a question to the association. Asking is disclosing: one of the two must be said, here or before.',
})
export class QuestionSubmitInput extends VersionedInput {
  @Field(() => Boolean, { nullable: true, description: 'The asker has checked that nobody can be identified from it.' })
  deIdentified?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Ground on which facts under secrecy are disclosed.' })
  disclosureGround?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: "An approver's yes or no to sending a question." })
export class QuestionApproveSendingInput extends VersionedInput {
  @Field({ description: 'True sends it; false leaves it with the asker, and needs a reason.' })
  approved!: boolean;
  @Field(() => String, { nullable: true, description: "Why not; seen by one's own organisation only." })
  reason?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'An action on a question that needs nothing more.' })
export class QuestionActionInput extends VersionedInput {}

@InputType({ description: 'Takes a question.' })
export class QuestionAcceptInput extends VersionedInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Its subject areas; they decide response target and number of reviewers. Left out: as the asker said.',
  })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The lawyer who gets it; the one who accepts when left out.' })
  assignee?: string | null;
  @Field(() => Urgency, { nullable: true, description: 'How soon, when the lawyer sees it otherwise than the asker.' })
  urgency?: Urgency | null;
}

@InputType({ description: 'An action that says something to the other side.' })
export class QuestionMessageInput extends VersionedInput {
  @Field({ description: 'What to say, Markdown; at most 20,000 characters.' })
  message!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'An action that the other side is told the reason for.' })
export class QuestionReasonInput extends VersionedInput {
  @Field({ description: 'Why; at most 4,000 characters.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'An action that may give a reason.' })
export class QuestionNoteInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Why; at most 4,000 characters.' })
  reason?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Points to what already answers a question.' })
export class QuestionMarkDuplicateInput extends QuestionNoteInput {
  @Field(() => ID, { description: 'Guidance or question that the asker can see.' })
  duplicateOf!: string;
}

@InputType({
  description: 'Hands a question over: the asker to a colleague in the unit, the association to another lawyer.',
})
export class QuestionTransferInput extends VersionedInput {
  @Field(() => ID, { description: 'The person who takes it over.' })
  to!: string;
}

@InputType({ description: 'Closes an answered question.' })
export class QuestionCloseInput extends QuestionNoteInput {
  @Field(() => CloseReason, {
    nullable: true,
    description: 'ANSWER_ACCEPTED when absent; OTHER needs a reason in words. NO_REPLY is set by the clock only.',
  })
  closeReason?: CloseReason | null;
}

export enum QuestionOrder {
  UPDATED = 'UPDATED',
  SUBMITTED = 'SUBMITTED',
  DUE = 'DUE',
}
registerEnumType(QuestionOrder, {
  name: 'QuestionOrder',
  description: 'Order of a list of questions.',
  valuesMap: {
    UPDATED: { description: 'Last changed first.' },
    SUBMITTED: { description: 'Last sent first; drafts by when they were begun.' },
    DUE: { description: 'Soonest due first; without a clock last.' },
  },
});

@InputType({ description: 'Which questions; all conditions hold together.' })
export class QuestionFilter {
  @Field(() => [QuestionState], {
    nullable: true,
    description: 'In one of these states. Left out: all but discarded drafts.',
  })
  states?: QuestionState[] | null;
  @Field(() => [ID], { nullable: true, description: 'In one of these subject areas or an area below.' })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Handled by this person.' })
  assignee?: string | null;
  @Field(() => ID, { nullable: true, description: 'Asked by this organisation.' })
  organisation?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that the reader asked or handles.' })
  mine?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Words in title or text, or a ref.' })
  query?: string | null;
}
