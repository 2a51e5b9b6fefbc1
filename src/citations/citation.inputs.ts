import { Field, ID, InputType } from '@nestjs/graphql';
import { VersionedInput } from '../platform/graphql/payload.js';
import { PersonalDataInput } from '../catalogue/text.inputs.js';

@InputType({ description: 'Puts right what a citation points at.' })
export class CitationCorrectInput extends VersionedInput {
  @Field(() => String, {
    nullable: true,
    description:
      'What is meant: a canonical id, `sfs/2008:355#K6P2`, or as one writes it, `6 kap. 2 § patientdatalagen`.',
  })
  target?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'True: the words point at no law.' })
  noCitation?: boolean | null;
}

@InputType({ description: 'Takes a correction back: the citation is read by the program again.' })
export class CitationRestoreInput extends VersionedInput {}

@InputType({ description: 'Says that what is published still holds, after a look at what was changed.' })
export class ReReviewConfirmInput extends VersionedInput {
  @Field(() => ID, { description: 'The task: a RE_REVIEW or GLANCE in the own inbox.' })
  declare id: string;
  @Field(() => String, { nullable: true, description: 'Why it holds, for colleagues; at most 2,000 characters.' })
  note?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}
