import { Field, ID, InputType } from '@nestjs/graphql';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { OrganisationKind } from './organisation.entity.js';

@InputType({ description: 'Which organisations to list; all that is said must hold.' })
export class OrganisationFilter {
  @Field(() => OrganisationKind, { nullable: true, description: 'Only this kind.' })
  kind?: OrganisationKind | null;
  @Field(() => String, { nullable: true, description: 'Only this county (län), in full: "Östergötlands län".' })
  county?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of its name, of a name it had, or its whole code or organisation number.',
  })
  query?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Only those that existed on this day.' })
  validOn?: string | null;
}

@InputType({ description: 'What to change of an organisation; what is left out stays.' })
export class OrganisationUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Organisation number, ten digits; checked. ADMIN only.' })
  orgNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'Name as people say it. ADMIN only.' })
  shortName?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Checked against its register by a person. ADMIN only.' })
  verified?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether questions need an approver's yes before they are sent.",
  })
  approvesSending?: boolean | null;
}

@InputType({ description: 'A new board or department.' })
export class UnitCreateInput extends ActionInput {
  @Field(() => ID, { description: 'The organisation it belongs to.' })
  organisationId!: string;
  @Field({ description: 'Its name, such as "Socialnämnden".' })
  name!: string;
  @Field(() => DateScalar, { nullable: true, description: 'First day; none = always.' })
  validFrom?: string | null;
}
