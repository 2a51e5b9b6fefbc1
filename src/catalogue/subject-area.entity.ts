import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Unit } from '../access/organisation.entity.js';
import { Id } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { ProtectedBy, ProtectedColumns } from './protected.js';

@ObjectType({ implements: () => [Node], description: 'A subject area (rättsområde): a SKOS concept in a tree.' })
@Entity('subject_area')
@ForeignKey(() => SubjectArea, ['broaderId'], ['id'], { name: 'subject_area_broader' })
@ForeignKey(() => Unit, ['responsibleUnitId'], ['id'], { name: 'subject_area_responsible_unit' })
@Index('one_subject_area_per_key', ['key'], { unique: true })
@Index('subject_area_by_broader', ['broaderId'])
@Check('reviewers_required_one_or_two', 'reviewers_required between 1 and 2')
export class SubjectArea {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field({ description: 'Lasting key, such as `registerlagstiftning`.' })
  @Column({ type: 'text' })
  key!: string;
  @Column({ type: 'text' })
  labelSv!: string;
  @Column({ type: 'text' })
  labelEn!: string;
  @Column({ type: 'text', array: true, default: '{}' })
  altLabels!: string[];
  @Column({ type: 'text', nullable: true })
  definition!: string | null;
  @Column({ type: 'uuid', nullable: true })
  broaderId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  responsibleUnitId!: string | null;
  @Field(() => Int, { description: 'Response target in Swedish working days.' })
  @Column({ type: 'int', default: 10 })
  targetWorkingDays!: number;
  @Field(() => Int, { description: 'Response target for urgent questions, in working days.' })
  @Column({ type: 'int', default: 3 })
  urgentWorkingDays!: number;
  @Field(() => Int, { description: 'How many must approve before publication: one or two.' })
  @Column({ type: 'int', default: 1 })
  reviewersRequired!: number;
  @Column({ type: 'int', default: 0 })
  position!: number;
}

@Entity('entry_subject_area')
@ProtectedBy('entry_subject_area')
@ForeignKey(() => SubjectArea, ['subjectAreaId'], ['id'], { name: 'entry_subject_area_area' })
@Index('one_subject_area_per_entry', ['entryId', 'subjectAreaId'], { unique: true })
@Index('entry_by_subject_area', ['subjectAreaId', 'entryId'])
export class EntrySubjectArea extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  subjectAreaId!: string;
}
