import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Moment } from '../platform/graphql/columns.js';
import { LawEdition, LawSource } from './law-source.entity.js';
import { Provision, Wording } from './provision.entity.js';

export enum ProvisionChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REPEALED = 'REPEALED',
  RENUMBERED = 'RENUMBERED',
  /** The edition mended its text; the law is as before and nobody is told. */
  EDITORIAL = 'EDITORIAL',
  /** What had been announced has come or gone; nobody is told again. */
  LAPSED = 'LAPSED',
}

/** An act that amends an amending act (`… i 2025:729`): nothing of the text in force moves. */
export interface IndirectChange {
  act: string;
  inAct: string;
  fragments: string[];
}

/** What a newer consolidation brought. */
@Entity('change_set')
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'change_set_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => LawEdition, ['editionId'], ['id'], { name: 'change_set_of_edition', onDelete: 'CASCADE' })
@Index('one_change_set_per_edition', ['editionId'], { unique: true })
@Index('change_set_by_source', ['sourceId', 'madeAt'])
export class ChangeSet {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** The newer. */
  @Column({ type: 'uuid' })
  editionId!: string;
  /** Number of the older. */
  @Column({ type: 'int' })
  fromEdition!: number;
  @Moment()
  madeAt!: Date;
  @Column({ type: 'int' })
  added!: number;
  @Column({ type: 'int' })
  changed!: number;
  @Column({ type: 'int' })
  repealed!: number;
  @Column({ type: 'int' })
  renumbered!: number;
  @Column({ type: 'int' })
  editorial!: number;
  @Column({ type: 'int' })
  lapsed!: number;
  /** Acts that the newer register has and the older had not, in order. */
  @Column({ type: 'text', array: true, default: '{}' })
  newActs!: string[];
  @Column({ type: 'jsonb' })
  indirect!: IndirectChange[];
}

@Entity('provision_change')
@ForeignKey(() => ChangeSet, ['changeSetId'], ['id'], { name: 'provision_change_of_set', onDelete: 'CASCADE' })
@ForeignKey(() => LawSource, ['sourceId'], ['id'], { name: 'provision_change_of_source', onDelete: 'CASCADE' })
@ForeignKey(() => Provision, ['provisionId'], ['id'], { name: 'provision_change_of_provision' })
@ForeignKey(() => Wording, ['beforeWordingId'], ['id'], { name: 'provision_change_before' })
@ForeignKey(() => Wording, ['afterWordingId'], ['id'], { name: 'provision_change_after' })
@Check('provision_change_kind', `kind in ('ADDED','CHANGED','REPEALED','RENUMBERED','EDITORIAL','LAPSED')`)
@Index('provision_change_in_order', ['changeSetId', 'ordinal'], { unique: true })
@Index('provision_change_by_provision', ['provisionId'])
@Index('provision_change_by_day', ['effectiveOn'], { where: 'effective_on is not null' })
export class ProvisionChange {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  changeSetId!: string;
  @Column({ type: 'int' })
  ordinal!: number;
  @Column({ type: 'uuid' })
  sourceId!: string;
  /** What it is about; for RENUMBERED the one under the old number. */
  @Column({ type: 'uuid' })
  provisionId!: string;
  @Column({ type: 'text' })
  kind!: ProvisionChangeKind;
  @Column({ type: 'text' })
  fragment!: string;
  /** For RENUMBERED: the new number. */
  @Column({ type: 'text', nullable: true })
  toFragment!: string | null;
  @Column({ type: 'uuid', nullable: true })
  toProvisionId!: string | null;
  /** The amending act, where note, marker or register names it. */
  @Column({ type: 'text', nullable: true })
  act!: string | null;
  @Column({ type: 'date', nullable: true })
  effectiveOn!: string | null;
  @Column({ type: 'boolean' })
  effectiveUndecided!: boolean;
  /** False only for a renumbering that also rewrites. */
  @Column({ type: 'boolean' })
  sameWords!: boolean;
  @Column({ type: 'uuid', nullable: true })
  beforeWordingId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  afterWordingId!: string | null;
  @Column({ type: 'text', nullable: true })
  preparatoryWorks!: string | null;
  @Column({ type: 'text', array: true, default: '{}' })
  documents!: string[];
}
