import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { connectionOf } from '../platform/graphql/connection.js';

export enum ActorKind {
  PERSON = 'PERSON',
  SERVICE = 'SERVICE',
  SYSTEM = 'SYSTEM',
  ANONYMOUS = 'ANONYMOUS',
}
registerEnumType(ActorKind, {
  name: 'ActorKind',
  description: 'What kind of actor did something.',
  valuesMap: {
    PERSON: { description: 'Somebody, signed in or by a token of theirs.' },
    SERVICE: { description: 'A service account.' },
    SYSTEM: { description: 'A job of the system, or the command line.' },
    ANONYMOUS: { description: 'Nobody who signed in.' },
  },
});

@ObjectType({ description: 'Who did something.' })
export class AuditActor {
  @Field({ description: 'As it stands in the trail: person:<id>, system:<job kind> …' })
  id!: string;
  @Field(() => ActorKind, { description: 'What kind of actor.' })
  kind!: ActorKind;
  @Field(() => Person, { nullable: true, description: 'The person, where it was one.' })
  person!: Person | null;
}

@ObjectType({ description: 'An id, a state or a number that an event is about.' })
export class AuditFact {
  @Field({ description: 'What it is.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Its value; a list is separated by commas.' })
  value!: string | null;
}

@ObjectType({ description: 'A text that was set, as a salted hash: what it said is not in the trail.' })
export class AuditValue {
  @Field({ description: 'Which text.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'SHA-256 of salt and text; null when the text was emptied.' })
  hash!: string | null;
}

@ObjectType({ description: 'One link of a hash chain: something that was done, as it was written down then.' })
export class AuditEvent {
  @Field(() => ID, { description: 'Whose chain: an entry, an organisation, a person.' })
  subject!: string;
  @Field(() => Int, { description: 'Number in the chain, from 1 without a gap.' })
  seq!: number;
  @Field(() => Date, { description: 'When.' })
  at!: Date;
  @Field({ description: 'What was done, past tense: question.submitted.' })
  action!: string;
  @Field({ description: 'The same in words.' })
  text!: string;
  @Field(() => AuditActor, { description: 'By whom.' })
  actor!: AuditActor;
  @Field(() => String, { nullable: true, description: 'For a job: who caused it, however many jobs ago.' })
  causer!: string | null;
  @Field(() => Organisation, { nullable: true, description: 'For which organisation the actor acted.' })
  organisation!: Organisation | null;
  @Field(() => String, { nullable: true, description: 'The request it came with, as in the log.' })
  requestId!: string | null;
  @Field(() => [AuditFact], { description: 'Ids, states and numbers.' })
  facts!: AuditFact[];
  @Field(() => [AuditValue], { description: 'Texts, as hashes.' })
  values!: AuditValue[];
  @Field({ description: 'SHA-256 of the hash before it and this event, in hexadecimal.' })
  hash!: string;

  /** Not shown: what the fields above are resolved from. */
  actorId!: string;
  actorOrgId!: string | null;
  line!: string;
}

export const AuditEventConnection = connectionOf(() => AuditEvent, 'AuditEvent');

@ObjectType({ description: 'A step in the life of an entry, for those who see it.' })
export class HistoryEvent {
  @Field(() => Int, {
    description: 'Number in the chain of the entry; numbers that are missing are not for this reader.',
  })
  seq!: number;
  @Field(() => Date, { description: 'When.' })
  at!: Date;
  @Field({ description: 'What was done, past tense: question.submitted.' })
  action!: string;
  @Field({ description: 'In words, in the language of the request.' })
  text!: string;
  @Field({
    description: "Who: a person's name within one's own organisation; otherwise the organisation, or the system.",
  })
  actorName!: string;
  @Field(() => String, { nullable: true, description: 'The state before, where it changed.' })
  fromState!: string | null;
  @Field(() => String, { nullable: true, description: 'The state after, where it changed.' })
  toState!: string | null;
}
