import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation, Unit } from '../access/organisation.entity.js';
import { Person, Role } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum TaskKind {
  TRIAGE = 'TRIAGE',
  ANSWER = 'ANSWER',
  APPROVE_SENDING = 'APPROVE_SENDING',
  PROVIDE_INFORMATION = 'PROVIDE_INFORMATION',
  REVIEW = 'REVIEW',
  REVISE = 'REVISE',
  PUBLISH = 'PUBLISH',
  RETRO_REVIEW = 'RETRO_REVIEW',
  REPLACE = 'REPLACE',
  RE_REVIEW = 'RE_REVIEW',
  GLANCE = 'GLANCE',
  DECIDE_REVIEWED_ACT = 'DECIDE_REVIEWED_ACT',
  VERIFY_RESOLUTION = 'VERIFY_RESOLUTION',
  CONFIRM_STAGE = 'CONFIRM_STAGE',
  MILESTONE = 'MILESTONE',
  FOLLOW_UP = 'FOLLOW_UP',
  VERIFY_SEED = 'VERIFY_SEED',
  MANUAL = 'MANUAL',
}
registerEnumType(TaskKind, {
  name: 'TaskKind',
  description: 'What is to be done. Every kind but MANUAL closes only by its own action.',
  valuesMap: {
    TRIAGE: { description: 'Look at a new question and accept, reject or point to what answers it.' },
    ANSWER: { description: 'Answer a question.' },
    APPROVE_SENDING: { description: 'Say yes or no to sending a question.' },
    PROVIDE_INFORMATION: { description: 'Answer what the lawyer asked.' },
    REVIEW: { description: 'Review a revision that one has not edited.' },
    REVISE: { description: 'Make the changes a reviewer asked for.' },
    PUBLISH: { description: 'Publish what was approved.' },
    RETRO_REVIEW: { description: 'Review what was published in an emergency.' },
    REPLACE: { description: 'Withdraw or replace what failed its retro-review.' },
    RE_REVIEW: { description: 'Look again: the law under it has changed, or it was flagged.' },
    GLANCE: { description: 'Glance: a provision it points at has got another number, with the same words.' },
    DECIDE_REVIEWED_ACT: { description: 'Accept or reject an act that needs another person.' },
    VERIFY_RESOLUTION: { description: 'Check that a barrier is gone.' },
    CONFIRM_STAGE: { description: 'Confirm a stage of a legislative dossier.' },
    MILESTONE: { description: 'A milestone before a deadline.' },
    FOLLOW_UP: { description: 'The yearly follow-up.' },
    VERIFY_SEED: { description: 'Check a seeded fact.' },
    MANUAL: { description: 'Anything a person wrote down; completed by hand.' },
  },
});

export enum TaskState {
  OPEN = 'OPEN',
  CLAIMED = 'CLAIMED',
  DONE = 'DONE',
  OBSOLETE = 'OBSOLETE',
}
registerEnumType(TaskState, {
  name: 'TaskState',
  description: 'Where a task stands.',
  valuesMap: {
    OPEN: { description: 'Waiting for somebody of the role.' },
    CLAIMED: { description: 'A person has it.' },
    DONE: { description: 'Done.' },
    OBSOLETE: { description: 'No longer needed.' },
  },
});

@ObjectType({ implements: () => [Node], description: 'Something that somebody is to do, with its clock.' })
@Entity('task')
@ProtectedBy('task')
@ForeignKey(() => Organisation, ['orgId'], ['id'], { name: 'task_organisation' })
@ForeignKey(() => Unit, ['unitId'], ['id'], { name: 'task_unit' })
@ForeignKey(() => Person, ['assigneeId'], ['id'], { name: 'task_assignee' })
@Check('task_state', `state in ('OPEN','CLAIMED','DONE','OBSOLETE')`)
@Check(
  'task_kind',
  `task_kind in ('TRIAGE','ANSWER','APPROVE_SENDING','PROVIDE_INFORMATION','REVIEW','REVISE','PUBLISH','RETRO_REVIEW','REPLACE','RE_REVIEW','GLANCE','DECIDE_REVIEWED_ACT','VERIFY_RESOLUTION','CONFIRM_STAGE','MILESTONE','FOLLOW_UP','VERIFY_SEED','MANUAL')`,
)
@Index('one_open_task_per_cause', ['entryId', 'taskKind', 'cause'], {
  unique: true,
  where: `state in ('OPEN','CLAIMED')`,
})
@Index('open_task_by_organisation', ['orgId', 'role', 'dueAt', 'id'], { where: `state in ('OPEN','CLAIMED')` })
@Index('open_task_by_assignee', ['assigneeId', 'dueAt', 'id'], { where: `state in ('OPEN','CLAIMED')` })
@Index('task_clock', ['dueAt'], { where: `state in ('OPEN','CLAIMED') and due_at is not null` })
export class Task extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => TaskKind, { name: 'kind', description: 'What is to be done.' })
  @Column({ type: 'text' })
  taskKind!: TaskKind;
  @Field(() => TaskState, { description: 'Where it stands.' })
  @Column({ type: 'text', default: 'OPEN' })
  state!: TaskState;
  @Field(() => Int, { description: 'Rises with every change.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  /** What it is about within the entry: revision id, review request id, or '' for the entry itself. */
  @Column({ type: 'text', default: '' })
  cause!: string;
  /** Words for a MANUAL task. */
  @Field(() => String, { nullable: true, description: 'What a person wrote, for MANUAL.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** In whose inbox it stands. */
  @Column({ type: 'uuid' })
  orgId!: string;
  @Column({ type: 'uuid', nullable: true })
  unitId!: string | null;
  @Field(() => Role, { nullable: true, description: 'Role that may take it.' })
  @Column({ type: 'text', nullable: true })
  role!: Role | null;
  @Column({ type: 'uuid', nullable: true })
  assigneeId!: string | null;
  /** People who may not take it: whoever wrote what is reviewed, whoever proposed what is decided. */
  @Column({ type: 'uuid', array: true, default: '{}' })
  excludedIds!: string[];
  @Field(() => Date, {
    nullable: true,
    description: 'When it should be done; counted in Swedish working days, pauses taken out.',
  })
  @Moment({ nullable: true })
  dueAt!: Date | null;
  /** 75 % and 100 % of the time were told of. */
  @Moment({ nullable: true })
  remindAt!: Date | null;
  @Moment({ nullable: true })
  remindedAt!: Date | null;
  @Moment({ nullable: true })
  escalatedAt!: Date | null;
  /** While the asker is asked the clock stands still. */
  @Field(() => Date, { nullable: true, description: 'Since when its clock stands still.' })
  @Moment({ nullable: true })
  pausedAt!: Date | null;
  @Field(() => Date, { description: 'When it came.' })
  @Moment({ default: () => 'now()' })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was done or became obsolete.' })
  @Moment({ nullable: true })
  endedAt!: Date | null;
  @Column({ type: 'text', nullable: true })
  endedBy!: string | null;
}
