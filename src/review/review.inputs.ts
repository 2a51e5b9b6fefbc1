import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Access } from '../catalogue/entry.entity.js';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { VersionedInput } from '../platform/graphql/payload.js';
import { ReviewRequestState } from './review-request.entity.js';

@InputType({ description: 'A yes to what another person proposed; it is done at once.' })
export class ReviewRequestAcceptInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'What the decider wants to say; at most 4,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'A no to what another person proposed.' })
export class ReviewRequestRejectInput extends VersionedInput {
  @Field({ description: 'Why not; at most 4,000 characters.' })
  note!: string;
}

@InputType({ description: 'Takes back what oneself proposed.' })
export class ReviewRequestWithdrawInput extends VersionedInput {}

@ArgsType()
export class ReviewRequestsArgs extends PageArgs {
  @Field(() => ReviewRequestState, { nullable: true, description: 'Only this state; all when absent.' })
  state?: ReviewRequestState | null;
}

@InputType({ description: 'Proposes that more people may see an entry. Another person of the owning unit decides.' })
export class EntryLowerSecrecyProposeInput extends VersionedInput {
  @Field(() => Access, { description: 'The wider access.' })
  access!: Access;
  @Field({ description: 'Why it can be seen more widely, tried against the law; at most 4,000 characters.' })
  reason!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'A colleague of the owning unit who is to decide, and may see the entry for that; needed when nobody else there sees it.',
  })
  decider?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data in the reason.' })
  personalData?: PersonalDataInput | null;
}

@InputType({ description: 'Narrows who may see an entry, at once.' })
export class EntryRestrictInput extends VersionedInput {
  // No `defaultValue` here: graphql-jit leaves the defaults of input fields out from the second call of a query on.
  @Field(() => Access, { nullable: true, description: 'The narrower access; RESTRICTED when absent.' })
  access?: Access | null;
  @Field({ description: 'Provision of secrecy or other ground, such as OSL 26 kap. 1 §; at most 300 characters.' })
  ground!: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Colleagues of the owning unit who go on seeing it, for RESTRICTED; at most 50.',
  })
  people?: string[] | null;
}
