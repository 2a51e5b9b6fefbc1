import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { EvidenceKind } from './barrier-parts.entity.js';
import {
  BarrierKind,
  BarrierLayer,
  BarrierSeverity,
  BarrierState,
  ResolutionExtent,
  ResolutionWay,
} from './barrier.entity.js';

export enum BarrierAccess {
  PUBLIC = 'PUBLIC',
  MEMBERS = 'MEMBERS',
}
registerEnumType(BarrierAccess, {
  name: 'BarrierAccess',
  description: 'Who may read a barrier once it is confirmed; before that, whoever reported it and the association.',
  valuesMap: {
    PUBLIC: { description: 'Everybody, without signing in.' },
    MEMBERS: { description: 'People of member organisations and of the association.' },
  },
});

export enum BarrierOrder {
  WEIGHT = 'WEIGHT',
  NEWEST = 'NEWEST',
  REF = 'REF',
}
registerEnumType(BarrierOrder, {
  name: 'BarrierOrder',
  description: 'Order of a list of barriers.',
  valuesMap: {
    WEIGHT: { description: 'Heaviest first: members × severity, as the reader may know them.' },
    NEWEST: { description: 'Last reported first.' },
    REF: { description: 'By number, H-9 before H-10.' },
  },
});

export enum VerifyOutcome {
  STILL_STANDS = 'STILL_STANDS',
  GONE = 'GONE',
}
registerEnumType(VerifyOutcome, {
  name: 'VerifyOutcome',
  description: 'What somebody found who tried whether a barrier is gone.',
  valuesMap: {
    STILL_STANDS: { description: 'It stands; if it was called resolved, it is opened again.' },
    GONE: { description: 'It is gone; if it was not called resolved, it is resolved now, with evidence.' },
  },
});

const PERSONAL = 'What to do about personal data that was found.';
const MEASURES = 'Measures of the strategy that it belongs to, all of them; by the association only.';

@InputType({ description: 'A piece of evidence: what shows that the barrier is one.' })
export class BarrierEvidenceContentInput {
  @Field(() => EvidenceKind, { description: 'What it shows.' })
  kind!: EvidenceKind;
  @Field(() => String, {
    nullable: true,
    description:
      'Canonical id: sfs/2009:400#K10P2, celex/32016R0679#6.1.e; needed for FORBIDS, which names a statute or an EU act.',
  })
  target?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What it means here; at most 4,000 characters; needed for SUPPORT_MISSING, READING and AUTHORITY_MISSING.',
  })
  explanation?: string | null;
}

@InputType({ description: 'How a barrier stops a unit of a member. Seen by the unit and the association only.' })
export class BarrierSignOnContentInput {
  @Field(() => String, { nullable: true, description: 'Process or service that it stops; at most 300 characters.' })
  process?: string | null;
  @Field(() => Int, { nullable: true, description: 'How often a year it stops something; at least 0.' })
  volumePerYear?: number | null;
  @Field(() => Int, { nullable: true, description: 'What it is estimated to cost a year, SEK; at least 0.' })
  costSek?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'How it stops them, in their own words, Markdown; at most 10,000 characters.',
  })
  words?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "True: the organisation's name may be shown to everybody. Not when absent.",
  })
  showName?: boolean | null;
}

@InputType({
  description: 'Reports a barrier. A member that reports has signed on; it is named to nobody but the association.',
})
export class BarrierReportInput extends ActionInput {
  @Field({ description: 'Title, one line; at most 300 characters. Everybody may read it once confirmed.' })
  title!: string;
  @Field({
    description:
      'What cannot be done, and for whom; at most 4,000 characters. Everybody may read it once confirmed: name nobody.',
  })
  summary!: string;
  @Field(() => [ID], { description: 'Subject areas, at most 20.' })
  subjectAreas!: string[];
  @Field(() => BarrierLayer, { nullable: true, description: 'Layer of interoperability; LEGAL when absent.' })
  layer?: BarrierLayer | null;
  @Field(() => [String], { nullable: true, description: 'Services and processes that it hits, at most 20.' })
  services?: string[] | null;
  @Field(() => [BarrierEvidenceContentInput], { nullable: true, description: 'What shows it, at most 20 pieces.' })
  evidence?: BarrierEvidenceContentInput[] | null;
  @Field(() => BarrierAccess, { nullable: true, description: 'Who may read it once confirmed; PUBLIC when absent.' })
  access?: BarrierAccess | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Unit (nämnd) that reports; may be left out by whoever acts for one unit only.',
  })
  unitId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "Question or case of one's own in which it was met: linked to it (CONCERNS) in the same act.",
  })
  metIn?: string | null;
  @Field(() => BarrierSignOnContentInput, { nullable: true, description: 'How it stops the unit; members only.' })
  signOn?: BarrierSignOnContentInput | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Changes what is said of a barrier; what is left out stays.' })
export class BarrierUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Title, one line; at most 300 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What cannot be done, and for whom; at most 4,000 characters.' })
  summary?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Subject areas, all of them.' })
  subjectAreas?: string[] | null;
  @Field(() => BarrierLayer, { nullable: true, description: 'Layer of interoperability.' })
  layer?: BarrierLayer | null;
  @Field(() => [String], { nullable: true, description: 'Services and processes that it hits, all of them.' })
  services?: string[] | null;
  @Field(() => BarrierSeverity, { nullable: true, description: 'How hard it hits; by the association only.' })
  severity?: BarrierSeverity | null;
  @Field(() => BarrierAccess, { nullable: true, description: 'Who may read it once confirmed; before that only.' })
  access?: BarrierAccess | null;
  @Field(() => [ID], { nullable: true, description: MEASURES })
  measures?: string[] | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({
  description:
    'Says what kind of barrier it is, with evidence. After confirmation another kind is proposed, and another person decides.',
})
export class BarrierClassifyInput extends VersionedInput {
  @Field(() => BarrierKind, { description: 'What kind.' })
  kind!: BarrierKind;
  @Field(() => BarrierSeverity, { nullable: true, description: 'How hard it hits; stays as it is when absent.' })
  severity?: BarrierSeverity | null;
  @Field(() => [BarrierEvidenceContentInput], { nullable: true, description: 'Evidence to add, at most 20 pieces.' })
  evidence?: BarrierEvidenceContentInput[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why; needed to change the kind of a confirmed barrier; at most 4,000 characters.',
  })
  reason?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Adds evidence to a barrier.' })
export class BarrierEvidenceAddInput extends ActionInput {
  @Field(() => ID, { description: 'The barrier.' })
  id!: string;
  @Field(() => EvidenceKind, { description: 'What it shows.' })
  kind!: EvidenceKind;
  @Field(() => String, { nullable: true, description: 'Canonical id: sfs/2009:400#K10P2, celex/32016R0679#6.1.e.' })
  target?: string | null;
  @Field(() => String, { nullable: true, description: 'What it means here; at most 4,000 characters.' })
  explanation?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Takes a piece of evidence away; it stays in the history.' })
export class BarrierEvidenceRemoveInput extends ActionInput {
  @Field(() => ID, { description: 'The piece of evidence.' })
  id!: string;
  @Field({ description: 'Why; at most 1,000 characters.' })
  reason!: string;
}

@InputType({ description: 'An action on a barrier that needs nothing more.' })
export class BarrierActionInput extends VersionedInput {}

@InputType({ description: 'An action on a barrier that needs a reason.' })
export class BarrierReasonInput extends VersionedInput {
  @Field({ description: 'Why; at most 4,000 characters; those who may read the barrier may read it.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Begins to work for the removal of a barrier.' })
export class BarrierPursueInput extends VersionedInput {
  @Field(() => ID, { nullable: true, description: 'The goal that pursues it; may be linked later.' })
  goal?: string | null;
}

/** What resolves a barrier, with its evidence. */
@InputType({ isAbstract: true })
abstract class ResolutionInput extends VersionedInput {
  @Field(() => ID, { nullable: true, description: 'GUIDANCE: the published guidance that answers.' })
  guidance?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'LAW_IN_FORCE: canonical ids of the provisions or acts that resolve it, at most 20.',
  })
  law?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The dossier that led to it.' })
  dossier?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day from which it is resolved; not after today.' })
  from?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Says that a barrier is gone, wholly or in part, with evidence.' })
export class BarrierResolveInput extends ResolutionInput {
  @Field(() => ResolutionWay, { description: 'What resolved it.' })
  way!: ResolutionWay;
  @Field(() => ResolutionExtent, { nullable: true, description: 'How much of it is gone; WHOLLY when absent.' })
  extent?: ResolutionExtent | null;
  @Field(() => String, {
    nullable: true,
    description:
      'How it was resolved; needed for OTHERWISE, and for IN_PART, where it says what remains; at most 4,000 characters.',
  })
  note?: string | null;
}

@InputType({
  description: 'Says what somebody found who tried whether a barrier is gone; closes the task to verify it.',
})
export class BarrierVerifyInput extends ResolutionInput {
  @Field(() => VerifyOutcome, { description: 'What was found.' })
  outcome!: VerifyOutcome;
  @Field(() => String, {
    nullable: true,
    description: 'What was looked at; needed for STILL_STANDS; at most 4,000 characters.',
  })
  note?: string | null;
  @Field(() => ResolutionWay, { nullable: true, description: 'GONE: what resolved it, if it was not resolved before.' })
  way?: ResolutionWay | null;
  @Field(() => ResolutionExtent, { nullable: true, description: 'GONE: how much of it; WHOLLY when absent.' })
  extent?: ResolutionExtent | null;
}

@InputType({ description: 'Proposes that a barrier is the same as another; another person decides.' })
export class BarrierMergeInput extends VersionedInput {
  @Field(() => ID, { description: 'The barrier that stays; it gets links, sign-ons, evidence and watchers.' })
  into!: string;
  @Field({ description: 'Why they are the same; at most 4,000 characters.' })
  reason!: string;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Says that a barrier stops a unit too.' })
export class BarrierSignOnInput extends ActionInput {
  @Field(() => ID, { description: 'The barrier.' })
  id!: string;
  @Field(() => ID, { nullable: true, description: 'Unit; may be left out by whoever acts for one unit only.' })
  unitId?: string | null;
  @Field(() => String, { nullable: true, description: 'Process or service that it stops; at most 300 characters.' })
  process?: string | null;
  @Field(() => Int, { nullable: true, description: 'How often a year it stops something; at least 0.' })
  volumePerYear?: number | null;
  @Field(() => Int, { nullable: true, description: 'What it is estimated to cost a year, SEK; at least 0.' })
  costSek?: number | null;
  @Field(() => String, { nullable: true, description: 'How it stops them, in their own words; 10,000 characters.' })
  words?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "True: the organisation's name may be shown to everybody. Not when absent.",
  })
  showName?: boolean | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: "Changes a unit's sign-on; what is left out stays, null empties." })
export class BarrierSignOnUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Process or service that it stops; at most 300 characters.' })
  process?: string | null;
  @Field(() => Int, { nullable: true, description: 'How often a year it stops something; at least 0.' })
  volumePerYear?: number | null;
  @Field(() => Int, { nullable: true, description: 'What it is estimated to cost a year, SEK; at least 0.' })
  costSek?: number | null;
  @Field(() => String, { nullable: true, description: 'How it stops them, in their own words; 10,000 characters.' })
  words?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Whether the organisation's name may be shown to everybody." })
  showName?: boolean | null;
  @Field(() => PersonalDataInput, { nullable: true, description: PERSONAL })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: "Takes a unit's sign-on back." })
export class BarrierSignOnWithdrawInput extends VersionedInput {}

@InputType({ description: 'Which barriers. What is left out does not matter.' })
export class BarrierFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words, or beginnings of them, of its ref, title, summary or services; at most 200 characters.',
  })
  text?: string | null;
  @Field(() => [BarrierKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: BarrierKind[] | null;
  @Field(() => [BarrierState], {
    nullable: true,
    description: 'In one of these states; all but DISMISSED and MERGED when absent.',
  })
  state?: BarrierState[] | null;
  @Field(() => [BarrierLayer], { nullable: true, description: 'In one of these layers.' })
  layer?: BarrierLayer[] | null;
  @Field(() => [ID], { nullable: true, description: 'In any of these subject areas or below them.' })
  subjectAreas?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Stops members in this county (Uppsala län). To those outside the association only where its figure is shown: three members or more.',
  })
  county?: string | null;
  @Field(() => String, { nullable: true, description: 'Evidence names this provision, or a part of it.' })
  provision?: string | null;
  @Field(() => String, { nullable: true, description: 'Evidence names this act, or a provision of it.' })
  act?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'This organisation has signed on, so far as the reader may know: own units; all to the association.',
  })
  organisation?: string | null;
  @Field(() => Boolean, { nullable: true, description: "True: a unit of the reader's has signed on; false: none has." })
  stoppingUs?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether a person has checked what a data file says of it.' })
  verified?: boolean | null;
}
