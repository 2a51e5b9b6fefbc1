import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

/** One person is told one thing once: the event id makes a second delivery impossible. Holds ids, no text of the entry. */
@ObjectType({ implements: () => [Node], description: 'Something that one person is told.' })
@Entity('notification')
@ProtectedBy('notification')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'notification_person' })
@Index('one_notification_per_event', ['personId', 'eventId', 'reason'], { unique: true })
@Index('notification_by_person', ['personId', 'createdAt', 'id'])
export class Notification extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  personId!: string;
  /** Outbox row that caused it. */
  @Column({ type: 'uuid' })
  eventId!: string;
  @Field({ description: 'Stable code of what happened, such as question.answered.' })
  @Column({ type: 'text' })
  reason!: string;
  @Field(() => Date, { description: 'When.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was read.' })
  @Moment({ nullable: true })
  readAt!: Date | null;
  @Moment({ nullable: true })
  mailedAt!: Date | null;
}
