import { Field, ID, InputType } from '@nestjs/graphql';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { Role } from './person.entity.js';

@InputType({ description: 'A role in a unit.' })
export class RoleInUnitInput {
  @Field(() => ID, { description: 'The unit; its organisation follows from it.' })
  unitId!: string;
  @Field(() => Role, { description: 'The role.' })
  role!: Role;
}

@InputType({ description: 'Somebody who may sign in from now on.' })
export class PersonInviteInput extends ActionInput {
  @Field({ description: 'The address that the identity provider vouches for.' })
  email!: string;
  @Field({ description: 'Full name.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Language of messages: sv (when left out) or en.' })
  language?: string | null;
  @Field(() => [RoleInUnitInput], { description: 'What the person may do, at least one role.' })
  roles!: RoleInUnitInput[];
}

@InputType({ description: 'What to change of a person; what is left out stays.' })
export class PersonUpdateInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Full name. Administrators only.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'E-mail address. Administrators only.' })
  email?: string | null;
  @Field(() => String, { nullable: true, description: 'Language of messages: sv or en.' })
  language?: string | null;
}

@InputType({ description: 'Closes an account: its sessions and tokens end at once, its roles rest.' })
export class PersonDisableInput extends VersionedInput {}

@InputType({ description: 'Opens a closed account again, with the roles it had.' })
export class PersonEnableInput extends VersionedInput {}

@InputType({ description: 'A role for somebody.' })
export class MembershipGrantInput extends ActionInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;
  @Field(() => ID, { description: 'The unit; its organisation follows from it.' })
  unitId!: string;
  @Field(() => Role, { description: 'The role.' })
  role!: Role;
}

@InputType({ description: 'A role that ends now.' })
export class MembershipEndInput extends ActionInput {
  @Field(() => ID, { description: 'The membership.' })
  id!: string;
}
