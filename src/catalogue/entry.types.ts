import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import { EntryRow } from './entry.entity.js';
import { LinkType } from './entry-parts.entity.js';

@ObjectType({ description: 'Why an action cannot be done now.' })
export class BlockerView {
  @Field({ description: 'Stable code.' })
  code!: string;
  @Field({ description: 'In words, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'Something the reader may do here now; with blockers it is possible only when they are gone.',
})
export class AllowedActionView {
  @Field({ description: 'Name of the action within its machine: submit, accept, approve …' })
  action!: string;
  @Field({ description: 'The mutation that does it.' })
  mutation!: string;
  @Extensions({ size: 3 })
  @Field(() => [BlockerView], { description: 'Reasons why not; empty = it can be done.' })
  blockers!: BlockerView[];
}

@ObjectType({ description: 'Somebody beside the owning unit who was given sight of an entry.' })
export class Invitation {
  @Field(() => Date, { description: 'Since when.' })
  at!: Date;
  personId!: string | null;
  unitId!: string | null;
}

@ObjectType('Link', { description: 'A typed link, seen from one of its ends.' })
export class LinkObject {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
  @Field(() => LinkType, { description: 'How the one stands to the other.' })
  type!: LinkType;
  @Field({ description: 'OUT when it starts here, IN when it leads here.' })
  direction!: string;
  @Field(() => EntryRow, { description: 'The other end.' })
  entry!: EntryRow;
  @Field(() => Date, { description: 'Since when.' })
  createdAt!: Date;
}
