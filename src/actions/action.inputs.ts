import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { ActionKind, ActionState, DecidedAs } from './action.entity.js';
import { ContactChannel } from './action-parts.entity.js';

const PERSONAL = 'What to do about personal data that was found.';

export enum ActionAccess {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
  PARTIES = 'PARTIES',
}
registerEnumType(ActionAccess, {
  name: 'ActionAccess',
  description: 'Who may read an action once it is sent or held.',
  valuesMap: {
    PUBLIC: { description: 'Everybody, without signing in.' },
    MEMBERS: { description: 'People of member organisations and of the association.' },
    PARTIES: { description: "Only the association's own people whose role handles it." },
  },
});

@InputType({ description: 'To whom an action is directed: a body that is known, or a name.' })
export class ActionRecipientInput {
  @Field(() => ID, { nullable: true, description: 'Ministry, authority or other organisation.' })
  organisation?: string | null;
  @Field(() => String, { nullable: true, description: 'Name as in the letter; that of the organisation when absent.' })
  name?: string | null;
}

@InputType({ isAbstract: true })
abstract class ActionContentInput extends ActionInput {
  @Field(() => String, { nullable: true, description: 'Markdown, for its own people; at most 20,000 characters.' })
  purpose?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be sent or held.' })
  dueOn?: string | null;
  @Field(() => String, { nullable: true, description: "The recipient's reference." })
  theirReference?: string | null;
  @Field(() => String, { nullable: true, description: 'Own diary number.' })
  diaryNumber?: string | null;
  @Field(() => [ActionRecipientInput], { nullable: true, description: 'To whom, all of them; at most 20.' })
  recipients?: ActionRecipientInput[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Claims that it makes, all of them and in this order; at most 50. They stand numbered in the letter.',
  })
  claims?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Plans an advocacy action.' })
export class ActionPlanInput extends ActionContentInput {
  @Field({ description: 'Title, one line; at most 300 characters.' })
  title!: string;
  @Field(() => ActionKind, { description: 'What is done.' })
  kind!: ActionKind;
  @Field(() => ActionAccess, { nullable: true, description: 'Who may read it once it is done; PUBLIC when absent.' })
  access?: ActionAccess | null;
  @Field(() => [ID], { nullable: true, description: 'Goals that it is part of (PART_OF); at most 20.' })
  goals?: string[] | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The dossier that it answers in (RELATED), such as that of a remiss.',
  })
  dossier?: string | null;
}

@InputType({ description: 'Changes an action that is not done. What is left out stays; null empties.' })
export class ActionUpdateInput extends ActionContentInput {
  @Field(() => ID, { description: 'The action.' })
  id!: string;
  @Field(() => Int, {
    description: 'The version that the caller saw; a newer one answers CONFLICT with what is there now.',
  })
  expectedVersion!: number;
  @Field(() => String, { nullable: true, description: 'Title.' })
  title?: string | null;
  @Field(() => ID, { nullable: true, description: 'The ADVOCATE who has it.' })
  responsible?: string | null;
}

@InputType({ description: 'An action that needs nothing more.' })
export class ActionStepInput extends VersionedInput {}

@InputType({ description: 'Registers the decision to send a letter: of exactly the text that stands approved.' })
export class ActionDecideInput extends VersionedInput {
  @Field(() => DecidedAs, { description: 'By the board or on delegation.' })
  decidedAs!: DecidedAs;
  @Field({ description: 'Who: the board and its paragraph, or the office of the delegate.' })
  decidedBy!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  decidedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'The delegation; needed of a delegate.' })
  delegation?: string | null;
  @Field(() => String, { nullable: true, description: 'Reservations and special statements; Markdown.' })
  reservations?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Says that it was sent.' })
export class ActionSendInput extends VersionedInput {
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  sentOn?: string | null;
}

@InputType({ description: 'Says that it was held.' })
export class ActionHoldInput extends VersionedInput {
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  heldOn?: string | null;
  @Field({ description: 'Who took part, by office; at most 2,000 characters.' })
  participants!: string;
  @Field({ description: 'What was said and agreed; Markdown, at most 20,000 characters.' })
  outcome!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Registers an answer.' })
export class ActionRecordResponseInput extends VersionedInput {
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  respondedOn?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who answered, where it is a body that is known.' })
  organisation?: string | null;
  @Field(() => String, { nullable: true, description: 'Who answered; the name of the organisation when absent.' })
  respondent?: string | null;
  @Field({ description: 'What they said, in short; Markdown, at most 20,000 characters.' })
  summary!: string;
  @Field(() => String, { nullable: true, description: 'Canonical id of a document in which it shows.' })
  document?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Writes a contact in the log.' })
export class ActionLogContactInput extends ActionInput {
  @Field(() => ID, { description: 'The action.' })
  action!: string;
  @Field(() => ID, { description: 'The body of government.' })
  organisation!: string;
  @Field(() => ContactChannel, { description: 'How.' })
  channel!: ContactChannel;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  date?: string | null;
  @Field(() => String, { nullable: true, description: 'With whom, by office.' })
  people?: string | null;
  @Field({ description: 'What was said; Markdown, at most 20,000 characters.' })
  summary!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Closes an action that is done.' })
export class ActionCloseInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What came of it; Markdown. Left out, what was said stays.' })
  outcome?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Cancels an action that is not done.' })
export class ActionCancelInput extends VersionedInput {
  @Field({ description: 'Why.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

export enum ActionOrder {
  UPDATED = 'UPDATED',
  DUE = 'DUE',
  DONE = 'DONE',
}
registerEnumType(ActionOrder, {
  name: 'ActionOrder',
  description: 'Order of a list of actions.',
  valuesMap: {
    UPDATED: { description: 'Last changed first.' },
    DUE: { description: 'Soonest due first; without a day last.' },
    DONE: { description: 'Last sent or held first; what is not done last.' },
  },
});

@InputType({ description: 'Which actions; all conditions hold together.' })
export class ActionFilter {
  @Field(() => [ActionState], { nullable: true, description: 'In one of these states.' })
  states?: ActionState[] | null;
  @Field(() => [ActionKind], { nullable: true, description: 'Of these kinds.' })
  kinds?: ActionKind[] | null;
  @Field(() => ID, { nullable: true, description: 'Part of this goal.' })
  goal?: string | null;
  @Field(() => ID, { nullable: true, description: 'Directed to this organisation.' })
  recipient?: string | null;
  @Field(() => ID, { nullable: true, description: 'That this person has.' })
  responsible?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Due on this day or before, and not done.' })
  dueBy?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Done, and about this act or provision: what has the government been told? Canonical id (sfs/2009:400#K10P2).',
  })
  told?: string | null;
  @Field(() => String, { nullable: true, description: 'Words in the title, or a ref, diary number or reference.' })
  query?: string | null;
}
