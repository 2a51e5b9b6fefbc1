import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum ReviewRequestState {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ReviewRequestState, {
  name: 'ReviewRequestState',
  description: 'Where a reviewed act stands.',
  valuesMap: {
    PROPOSED: { description: 'Waiting for another person.' },
    ACCEPTED: { description: 'Another person said yes, and it was done.' },
    REJECTED: { description: 'Another person said no.' },
    WITHDRAWN: { description: 'Whoever proposed it took it back.' },
  },
});

/** An act that one person proposes and another carries out: lowering secrecy, reclassifying, merging, disposal … */
@ObjectType({ implements: () => [Node], description: 'An act that needs a second person.' })
@Entity('review_request')
@ProtectedBy('review_request')
@ForeignKey(() => Person, ['proposedById'], ['id'], { name: 'review_request_proposer' })
@ForeignKey(() => Person, ['decidedById'], ['id'], { name: 'review_request_decider' })
@Check('review_request_state', `state in ('PROPOSED','ACCEPTED','REJECTED','WITHDRAWN')`)
@Check('decision_has_a_decider', `(state in ('ACCEPTED','REJECTED')) = (decided_by_id is not null)`)
@Check('decider_is_not_the_proposer', 'decided_by_id is null or decided_by_id <> proposed_by_id')
@Index('one_open_review_request_per_act', ['entryId', 'act'], { unique: true, where: `state = 'PROPOSED'` })
export class ReviewRequest extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'What is proposed, such as entry.lower-secrecy.' })
  @Column({ type: 'text' })
  act!: string;
  /** Arguments of the act: ids and enums. */
  @Column({ type: 'jsonb', default: '{}' })
  arguments!: Record<string, unknown>;
  @Field(() => ReviewRequestState, { description: 'Where it stands.' })
  @Column({ type: 'text', default: 'PROPOSED' })
  state!: ReviewRequestState;
  @Field(() => Int, { description: 'Rises with every change.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field({ description: 'Why it is proposed.' })
  @Column({ type: 'text' })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'What the other person said.' })
  @Column({ type: 'text', nullable: true })
  decisionNote!: string | null;
  @Column({ type: 'uuid' })
  proposedById!: string;
  /** Whose people may decide: the organisation of the proposer. */
  @Column({ type: 'uuid' })
  orgId!: string;
  @Column({ type: 'uuid', nullable: true })
  decidedById!: string | null;
  @Field(() => Date, { description: 'When it was proposed.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was decided.' })
  @Moment({ nullable: true })
  decidedAt!: Date | null;
}
