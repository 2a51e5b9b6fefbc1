import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { Certainty, ClaimGrade } from './claim.entity.js';
import { GoalState } from './goal.entity.js';

const PERSONAL = 'What to do about personal data that was found.';

export enum GoalAccess {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
}
registerEnumType(GoalAccess, {
  name: 'GoalAccess',
  description: 'Who may read a goal once it is published.',
  valuesMap: {
    PUBLIC: { description: 'Everybody, without signing in.' },
    MEMBERS: { description: 'People of member organisations and of the association.' },
  },
});

export enum GoalEnding {
  ACHIEVED = 'ACHIEVED',
  ABANDONED = 'ABANDONED',
}
registerEnumType(GoalEnding, {
  name: 'GoalEnding',
  description: 'How a goal ends.',
  valuesMap: {
    ACHIEVED: { description: 'Reached: every claim is graded and at least one is met, largely or partly.' },
    ABANDONED: { description: 'Given up, with a reason.' },
  },
});

@InputType({ description: 'Sets an advocacy goal.' })
export class GoalCreateInput extends ActionInput {
  @Field({ description: 'Title, one line; at most 300 characters.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'What is wanted, and why; Markdown, at most 50,000 characters.' })
  description?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => GoalAccess, { nullable: true, description: 'Who may read it once it is published; PUBLIC when absent.' })
  access?: GoalAccess | null;
  @Field(() => [ID], { nullable: true, description: 'Barriers that it pursues (PURSUED_BY); at most 50.' })
  barriers?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Measures that it is part of (PART_OF); at most 20.' })
  measures?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Dossiers that it is tracked in (TRACKED_IN); at most 20.' })
  dossiers?: string[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Changes a goal. What is left out stays; null empties.' })
export class GoalUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What is wanted, and why; Markdown.' })
  description?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The ADVOCATE who has it.' })
  responsible?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'An action on a goal that needs nothing more.' })
export class GoalActionInput extends VersionedInput {}

@InputType({ description: 'An action on a goal, with its reason.' })
export class GoalReasonInput extends VersionedInput {
  @Field({ description: 'Why; at most 4,000 characters.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Ends a goal.' })
export class GoalCloseInput extends GoalReasonInput {
  @Field(() => GoalEnding, { description: 'How.' })
  ending!: GoalEnding;
}

@InputType({ description: 'Adds a claim to a goal.' })
export class ClaimAddInput extends ActionInput {
  @Field(() => ID, { description: 'The goal.' })
  goal!: string;
  @Field({ description: 'What is demanded, in one line; at most 300 characters.' })
  title!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Provisions to be changed: canonical ids (sfs/2009:400#K10P2); at most 30.',
  })
  provisions?: string[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Changes a claim that is still pending.' })
export class ClaimUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What is demanded, in one line.' })
  title?: string | null;
  @Field(() => [String], { nullable: true, description: 'Provisions to be changed, all of them.' })
  provisions?: string[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Something that shows what came of a claim.' })
export class ClaimEvidenceInput {
  @Field({ description: 'Canonical id: a provision, a bill with its page, a decision.' })
  target!: string;
  @Field(() => String, { nullable: true, description: 'What it shows; at most 1,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'Grades a claim.' })
export class ClaimGradeInput extends VersionedInput {
  @Field(() => ClaimGrade, { description: 'The grade; DROPPED has its own mutation.' })
  grade!: ClaimGrade;
  @Field(() => Certainty, { nullable: true, description: 'How sure; needed with every grade but PENDING.' })
  certainty?: Certainty | null;
  @Field(() => String, { nullable: true, description: 'Why, in words; Markdown, at most 10,000 characters.' })
  explanation?: string | null;
  @Field(() => [ClaimEvidenceInput], {
    nullable: true,
    description:
      'What shows it, at most 30. Needed with every grade that says something happened; with HIGH one must be law.',
  })
  evidence?: ClaimEvidenceInput[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Says that somebody else has checked the grade of a claim.' })
export class ClaimVerifyInput extends VersionedInput {}

@InputType({ description: 'An action on a claim, with its reason.' })
export class ClaimReasonInput extends VersionedInput {
  @Field({ description: 'Why; at most 4,000 characters.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

export enum GoalOrder {
  UPDATED = 'UPDATED',
  TITLE = 'TITLE',
}
registerEnumType(GoalOrder, {
  name: 'GoalOrder',
  description: 'Order of a list of goals.',
  valuesMap: { UPDATED: { description: 'Last changed first.' }, TITLE: { description: 'By title, å ä ö last.' } },
});

@InputType({ description: 'Which goals; all conditions hold together.' })
export class GoalFilter {
  @Field(() => [GoalState], { nullable: true, description: 'In one of these states.' })
  states?: GoalState[] | null;
  @Field(() => ID, { nullable: true, description: 'That this person has.' })
  responsible?: string | null;
  @Field(() => [ID], { nullable: true, description: 'In one of these subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Words in title or description, or a ref.' })
  query?: string | null;
}

@InputType({ description: 'Which claims; all conditions hold together.' })
export class ClaimFilter {
  @Field(() => ID, { nullable: true, description: 'Of this goal.' })
  goal?: string | null;
  @Field(() => [ClaimGrade], { nullable: true, description: 'With one of these grades.' })
  grades?: ClaimGrade[] | null;
  @Field(() => [Certainty], { nullable: true, description: 'As sure as this.' })
  certainties?: Certainty[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether somebody else has checked the grade.' })
  verified?: boolean | null;
  @Field(() => String, { nullable: true, description: 'That want this act changed, anywhere in it: sfs/2009:400.' })
  act?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'That want this provision changed, or what it stands in, or what stands in it: sfs/2009:400#K10P2.',
  })
  provision?: string | null;
}
