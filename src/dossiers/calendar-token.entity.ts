import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Unit } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { Id, Moment } from '../platform/graphql/columns.js';

export enum CalendarScope {
  PERSON = 'PERSON',
  UNIT = 'UNIT',
}
registerEnumType(CalendarScope, {
  name: 'CalendarScope',
  description: 'Whose dates a calendar shows.',
  valuesMap: {
    PERSON: { description: "One's own: what one is responsible for, watches, or has as a task." },
    UNIT: { description: 'Those of a unit that one belongs to.' },
  },
});

/** Opens a calendar to a program that cannot sign in. It reads as its person, for as long as the person may. */
@ObjectType({ description: 'A secret address of a calendar. The secret itself is shown only when it is made.' })
@Entity('calendar_token')
@ForeignKey(() => Person, ['personId'], ['id'], { name: 'calendar_token_person' })
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'calendar_token_unit' })
@Check('calendar_token_scope', `scope in ('PERSON','UNIT')`)
@Check('unit_calendar_names_a_unit', `(scope = 'UNIT') = (unit_id is not null)`)
@Index('one_calendar_per_secret', ['tokenHash'], { unique: true })
@Index('calendar_token_by_person', ['personId', 'createdAt'])
export class CalendarToken {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  personId!: string;
  @Field(() => CalendarScope, { description: 'Whose dates it shows.' })
  @Column({ type: 'text' })
  scope!: CalendarScope;
  @Column({ type: 'uuid', nullable: true })
  unitId!: string | null;
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;
  @Field({ description: 'What its owner calls it.' })
  @Column({ type: 'text' })
  label!: string;
  @Field(() => Date, { description: 'When it was made.' })
  @Moment()
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was revoked; it opens nothing since then.' })
  @Moment({ nullable: true })
  revokedAt!: Date | null;
}
