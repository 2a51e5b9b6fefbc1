import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { CaseState, Retention } from './case.entity.js';
import { CaseLogKind, DecisionAppeal, DocumentKind, PartyRole, ReleaseOutcome } from './case-parts.entity.js';

export enum CaseAccess {
  OWN = 'OWN',
  RESTRICTED = 'RESTRICTED',
}
registerEnumType(CaseAccess, {
  name: 'CaseAccess',
  description: 'Who is meant to see a case. Another unit sees it only if invited.',
  valuesMap: {
    OWN: { description: 'The unit that owns it.' },
    RESTRICTED: { description: 'Only named people; needs a ground (e.g. OSL 26 kap. 1 §).' },
  },
});

const PERSONAL = 'What to do about personal data that was found.';

@InputType({ isAbstract: true })
class CaseActInput extends ActionInput {
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

/** What adds to a case and takes nothing away: the version is not asked for, the state is. */
@InputType({ isAbstract: true })
class CaseAdditionInput extends CaseActInput {
  @Field(() => ID, { description: 'The case.' })
  case!: string;
}

@InputType({ description: 'Opens a case.' })
export class CaseOpenInput extends CaseActInput {
  @Field({ description: 'Title, one line; at most 300 characters.' })
  title!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Unit whose matter it is; may be left out by whoever works in one unit only.',
  })
  unitId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Diary number. Left out: the next of the unit's series, where the unit has a format.",
  })
  diaryNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the same matter in another system.' })
  foreignReference?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is about, Markdown; at most 20,000 characters.' })
  summary?: string | null;
  @Field(() => String, { nullable: true, description: 'Class in the classification of documents.' })
  classCode?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day it was opened; today when absent.' })
  openedOn?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => CaseAccess, { nullable: true, description: 'Who is meant to see it; OWN when absent.' })
  access?: CaseAccess | null;
  @Field(() => String, { nullable: true, description: 'Why it is RESTRICTED, such as a provision of OSL.' })
  accessGround?: string | null;
}

@InputType({ description: 'Changes what a case says of itself. What is left out stays; null empties.' })
export class CaseUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'Diary number.' })
  diaryNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the same matter in another system.' })
  foreignReference?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is about, Markdown.' })
  summary?: string | null;
  @Field(() => String, { nullable: true, description: 'Class in the classification of documents.' })
  classCode?: string | null;
  @Field(() => ID, { nullable: true, description: 'Colleague of the unit who has it.' })
  responsible?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas.' })
  subjectAreas?: string[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day it is watched for; null lets go.' })
  dueOn?: string | null;
  @Field(() => String, { nullable: true, description: 'What is watched for; needs a day.' })
  dueWhat?: string | null;
  @Field(() => Retention, { nullable: true, description: 'What is to become of it.' })
  retention?: Retention | null;
  @Field(() => Int, { nullable: true, description: 'Years after closing, 0 to 200; needed with DISPOSE.' })
  retentionYears?: number | null;
  @Field(() => String, { nullable: true, description: 'The decision or plan that says so; needed with DISPOSE.' })
  retentionBasis?: string | null;
  @Field(() => String, { nullable: true, description: 'Why nothing of it may be disposed of for now; null lets go.' })
  legalHold?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Registers a document.' })
export class CaseRegisterDocumentInput extends CaseAdditionInput {
  @Field(() => DocumentKind, { description: 'Incoming, drawn up or dispatched.' })
  kind!: DocumentKind;
  @Field({ description: 'What it is about, in short.' })
  title!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  date?: string | null;
  @Field(() => String, { nullable: true, description: 'Sender or recipient; not of what was drawn up.' })
  correspondent?: string | null;
  @Field(() => String, { nullable: true, description: 'Class, where it differs from that of the case.' })
  classCode?: string | null;
  @Field(() => ID, { nullable: true, description: 'A file attached to the case (`fileAttach`).' })
  file?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Or the `upload` that POST /files answered with: attached in the same act, or not at all.',
  })
  upload?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of what was uploaded; the title when absent.' })
  fileName?: string | null;
  @Field(() => String, { nullable: true, description: 'Provision of secrecy: registers it with a mark.' })
  secrecyGround?: string | null;
}

@InputType({ description: 'Adds a party.' })
export class CaseAddPartyInput extends CaseAdditionInput {
  @Field({ description: 'Name.' })
  name!: string;
  @Field(() => PartyRole, { description: 'How it stands to the case.' })
  role!: PartyRole;
}

@InputType({ description: 'Says that somebody is no longer a party.' })
export class CaseEndPartyInput extends CaseAdditionInput {
  @Field(() => ID, { description: 'The party.' })
  party!: string;
}

@InputType({ description: 'Makes a note (tjänsteanteckning).' })
export class CaseAddNoteInput extends CaseAdditionInput {
  @Field({ description: 'Markdown; at most 20,000 characters.' })
  body!: string;
}

@InputType({ description: 'Puts a secrecy mark on a case or on one of its documents.' })
export class CaseMarkSecrecyInput extends CaseAdditionInput {
  @Field(() => ID, { nullable: true, description: 'The document; the whole case when absent.' })
  document?: string | null;
  @Field({ description: 'The provision of secrecy, such as 26 kap. 1 § OSL.' })
  ground!: string;
}

@InputType({ description: 'Takes a secrecy mark away.' })
export class CaseLiftMarkInput extends CaseAdditionInput {
  @Field(() => ID, { description: 'The mark.' })
  mark!: string;
  @Field({ description: 'Why it no longer reminds of anything.' })
  reason!: string;
}

@InputType({ description: 'Registers a decision.' })
export class CaseDecideInput extends VersionedInput {
  @Field({ description: 'Who decided: the board and its paragraph, or a delegate by office.' })
  decidedBy!: string;
  @Field({ description: 'What was decided, Markdown.' })
  outcome!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  decidedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'The delegation that it rests on.' })
  delegation?: string | null;
  @Field(() => ID, { nullable: true, description: 'Registered document that holds the decision.' })
  document?: string | null;
  @Field(() => DecisionAppeal, { nullable: true, description: 'How it can be appealed.' })
  appeal?: DecisionAppeal | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the party is told of how to appeal; needed with APPEAL. At most 2,000 characters.',
  })
  appealInformation?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Says that a decision has been sent to those whom it concerns.' })
export class CaseExpediteInput extends CaseAdditionInput {
  @Field(() => ID, { description: 'The decision.' })
  decision!: string;
  @Field({ description: 'To whom, and how.' })
  to!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  date?: string | null;
}

@InputType({ description: 'Closes a case: what it holds is frozen.' })
export class CaseCloseInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Why; needed where there is no decision.' })
  reason?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Takes a closed case up again.' })
export class CaseReopenInput extends VersionedInput {
  @Field({ description: 'Why.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Logs a request for public documents, or what came of one.' })
export class CaseLogReleaseInput extends CaseAdditionInput {
  @Field({ description: 'What was asked for; in a sequel what was decided, in short.' })
  body!: string;
  @Field(() => ReleaseOutcome, { nullable: true, description: 'What came of it; PENDING when absent.' })
  outcome?: ReleaseOutcome | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  date?: string | null;
  @Field(() => String, { nullable: true, description: 'Who asked, if they said so: they need not.' })
  requester?: string | null;
  @Field(() => String, { nullable: true, description: 'The provision that a refusal rests on; needed with one.' })
  ground?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The line that this goes on from: a request that has now been tried.',
  })
  follows?: string | null;
}

@InputType({ description: 'Adds a line to the log: a late document, an appeal, anything else.' })
export class CaseLogAddInput extends CaseAdditionInput {
  @Field(() => CaseLogKind, { description: 'LATE_DOCUMENT, APPEAL or OTHER.' })
  kind!: CaseLogKind;
  @Field({ description: 'What.' })
  body!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day; today when absent, never ahead.' })
  date?: string | null;
  @Field(() => ID, { nullable: true, description: 'The line that this goes on from.' })
  follows?: string | null;
}

@InputType({ description: 'Says how a unit writes its diary numbers.' })
export class DiaryFormatSetInput extends ActionInput {
  @Field(() => ID, { description: 'The unit.' })
  unit!: string;
  @Field({ description: 'Pattern with {number}, and {year} where each year begins anew: "KS {year}/{number:5}".' })
  pattern!: string;
}

export enum CaseOrder {
  UPDATED = 'UPDATED',
  OPENED = 'OPENED',
  DUE = 'DUE',
}
registerEnumType(CaseOrder, {
  name: 'CaseOrder',
  description: 'Order of a list of cases.',
  valuesMap: {
    UPDATED: { description: 'Last changed first.' },
    OPENED: { description: 'Last opened first.' },
    DUE: { description: 'By the day it is watched for, the nearest first; those without a day last.' },
  },
});

@InputType({ description: 'Which cases; all conditions hold together.' })
export class CaseFilter {
  @Field(() => [CaseState], { nullable: true, description: 'In one of these states.' })
  states?: CaseState[] | null;
  @Field(() => ID, { nullable: true, description: 'Of this unit.' })
  unit?: string | null;
  @Field(() => ID, { nullable: true, description: 'That this person has.' })
  responsible?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that the reader has.' })
  mine?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only with a request for documents that nobody has tried yet.' })
  releasePending?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only where something waits: the day it is watched for has come, a request for documents is not tried, or a decision has not been sent.',
  })
  due?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those whose retention is not decided.' })
  retentionUndecided?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of a title, ref, diary number, party, or of the title or correspondent of a document.',
  })
  query?: string | null;
}

@InputType({ description: 'Which documents of a case.' })
export class CaseDocumentFilter {
  @Field(() => [DocumentKind], { nullable: true, description: 'Of these kinds.' })
  kinds?: DocumentKind[] | null;
  @Field(() => String, { nullable: true, description: 'Part of the title, sender or recipient.' })
  query?: string | null;
}
