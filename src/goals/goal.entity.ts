import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum GoalState {
  ACTIVE = 'ACTIVE',
  RESTING = 'RESTING',
  ACHIEVED = 'ACHIEVED',
  ABANDONED = 'ABANDONED',
}
registerEnumType(GoalState, {
  name: 'GoalState',
  description: 'Where an advocacy goal stands.',
  valuesMap: {
    ACTIVE: { description: 'Drivs nu.' },
    RESTING: { description: 'Vilande, with a reason.' },
    ACHIEVED: { description: 'Uppnått.' },
    ABANDONED: { description: 'Övergivet, with a reason.' },
  },
});

/**
 * What the association wants of government. Its claims are what it says; their grades, with evidence, what came of it.
 * Owned by the association; seen by its own people until it is published, by everybody after.
 */
@ObjectType({ implements: () => [Node, EntryRow], description: 'Påverkansmål: what the association wants changed.' })
@Entity('goal')
@ProtectedBy('goal')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'goal_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'goal_responsible' })
@Check('goal_entry_is_itself', 'id = entry_id')
@Index('goal_by_responsible', ['responsibleId'], { where: 'responsible_id is not null' })
export class Goal extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => GoalState, { description: 'Where it stands.' })
  state!: GoalState;

  @Field(() => String, { nullable: true, description: 'What is wanted, and why; Markdown.' })
  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;

  @Field(() => String, { nullable: true, description: 'Said when it last came to rest, was taken up again or ended.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('goal_state', `kind <> 'GOAL' or state in ('ACTIVE','RESTING','ACHIEVED','ABANDONED')`)(EntryRow);
