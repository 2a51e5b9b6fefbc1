import { Field, InputType, Int } from '@nestjs/graphql';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';

/** The strategy that is meant where none is named. */
export const STRATEGY_IN_FORCE = 'esam-2011';

@InputType({ description: 'Reckons the yearly follow-up, as a job. One that is not approved is drafted anew.' })
export class FollowUpDraftInput extends ActionInput {
  @Field(() => Int, { description: 'The year to follow up.' })
  year!: number;
  @Field(() => String, { nullable: true, description: `Code of the strategy; ${STRATEGY_IN_FORCE} when absent.` })
  strategy?: string | null;
}

@InputType({ description: 'Proposes that a follow-up is approved as it stands; another person decides.' })
export class FollowUpApproveInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What whoever decides should know; at most 4,000 characters.' })
  reason?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}
