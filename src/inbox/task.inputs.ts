import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Role } from '../access/person.entity.js';
import { PersonalDataInput } from '../catalogue/text.inputs.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { ActionInput, VersionedInput } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { TaskKind, TaskState } from './task.entity.js';

@InputType({ description: 'An action on a task that needs nothing more.' })
export class TaskActionInput extends VersionedInput {}

@InputType({ description: 'Gives a task to a colleague.' })
export class TaskReassignInput extends VersionedInput {
  @Field(() => ID, { description: "A person who has the task's role in its organisation, and may see the entry." })
  assignee!: string;
}

@InputType({ description: 'Writes down something to do about an entry.' })
export class TaskCreateInput extends ActionInput {
  @Field(() => ID, { description: 'The entry it is about; any that the caller sees.' })
  entry!: string;
  @Field({ description: 'What is to be done; at most 1,000 characters.' })
  note!: string;
  @Field(() => ID, {
    nullable: true,
    description: "The caller's unit in whose inbox it stands; needed by whoever has several.",
  })
  unit?: string | null;
  @Field(() => ID, { nullable: true, description: 'A colleague who is to do it; anybody of the unit when absent.' })
  assignee?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day; due at 17:00 that day.' })
  dueOn?: string | null;
  @Field(() => PersonalDataInput, { nullable: true, description: 'What to do about personal data that was found.' })
  personalData?: PersonalDataInput | null;
}

@ArgsType()
export class InboxArgs extends PageArgs {
  @Field(() => Role, { nullable: true, description: 'Only what this role may take.' })
  role?: Role | null;
  @Field(() => TaskKind, { nullable: true, description: 'Only this kind.' })
  kind?: TaskKind | null;
  @Field(() => TaskState, { nullable: true, description: 'Only this state; what is open or claimed when absent.' })
  state?: TaskState | null;
  @Field({ defaultValue: false, description: 'Only what the caller has.' })
  mine!: boolean;
}
