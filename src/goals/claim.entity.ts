import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum ClaimGrade {
  PENDING = 'PENDING',
  MET = 'MET',
  LARGELY_MET = 'LARGELY_MET',
  PARTLY_MET = 'PARTLY_MET',
  REJECTED = 'REJECTED',
  OVERTAKEN = 'OVERTAKEN',
  UNKNOWN = 'UNKNOWN',
  DROPPED = 'DROPPED',
}
registerEnumType(ClaimGrade, {
  name: 'ClaimGrade',
  description: 'What came of a claim.',
  valuesMap: {
    PENDING: { description: 'Inte avgjort.' },
    MET: { description: 'Tillgodosett.' },
    LARGELY_MET: { description: 'I huvudsak tillgodosett.' },
    PARTLY_MET: { description: 'Delvis tillgodosett.' },
    REJECTED: { description: 'Avvisat.' },
    OVERTAKEN: { description: 'Överspelat: what it was about is no longer.' },
    UNKNOWN: { description: 'Okänt: nobody has found out.' },
    DROPPED: { description: 'Nedlagt: no longer driven; a new inquiry into the same provisions wakes it.' },
  },
});

export enum Certainty {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(Certainty, {
  name: 'Certainty',
  description: 'How sure a grade is.',
  valuesMap: {
    HIGH: { description: "Seen in the law's own text or register." },
    MEDIUM: { description: 'Concluded from something else.' },
    LOW: { description: 'Not found; the best guess.' },
  },
});

/** Grades that say something happened: such a thing is shown, not believed. */
export const GRADES_WITH_EVIDENCE: readonly ClaimGrade[] = [
  ClaimGrade.MET,
  ClaimGrade.LARGELY_MET,
  ClaimGrade.PARTLY_MET,
  ClaimGrade.REJECTED,
  ClaimGrade.OVERTAKEN,
];
const GRADES = `'PENDING','MET','LARGELY_MET','PARTLY_MET','REJECTED','OVERTAKEN','UNKNOWN','DROPPED'`;

/** Its wording is a reviewed text of the goal, in the slot `claim:<id>`. */
@ObjectType({ implements: () => [Node], description: 'Yrkande: one thing that a goal demands, and what came of it.' })
@Entity('claim')
@ProtectedBy('claim')
@ForeignKey(() => Person, ['gradedById'], ['id'], { name: 'claim_graded_by' })
@ForeignKey(() => Person, ['verifiedById'], ['id'], { name: 'claim_verified_by' })
@Check('claim_grade', `grade in (${GRADES})`)
@Check('claim_certainty', `certainty is null or certainty in ('HIGH','MEDIUM','LOW')`)
@Index('one_claim_per_number', ['entryId', 'number'], { unique: true })
@Index('claim_to_verify', ['entryId'], { where: 'not verified' })
export class Claim extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Field(() => Int, { description: 'Number within its goal, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field({ description: 'What is demanded, in one line.' })
  @Column({ type: 'text' })
  title!: string;
  @Field(() => ClaimGrade, { description: 'What came of it.' })
  @Column({ type: 'text', default: 'PENDING' })
  grade!: ClaimGrade;
  @Field(() => Certainty, { nullable: true, description: 'How sure that is.' })
  @Column({ type: 'text', nullable: true })
  certainty!: Certainty | null;
  @Field(() => String, { nullable: true, description: 'Why this grade, in words; Markdown.' })
  @Column({ type: 'text', nullable: true })
  explanation!: string | null;
  @Field(() => [String], { description: 'Provisions that it wants changed: canonical ids (sfs/2009:400#K10P2).' })
  @Column({ type: 'text', array: true, default: '{}' })
  provisions!: string[];
  @Field({ description: 'Somebody other than who graded it has checked the grade.' })
  @Column({ type: 'boolean', default: true })
  verified!: boolean;
  @Column({ type: 'uuid', nullable: true })
  gradedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was graded.' })
  @Moment({ nullable: true })
  gradedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  verifiedById!: string | null;
  @Field(() => Date, { nullable: true, description: 'When the grade was checked.' })
  @Moment({ nullable: true })
  verifiedAt!: Date | null;
  @Field(() => Date, {
    nullable: true,
    description: 'Since when a new inquiry into its provisions calls a dropped claim back to mind.',
  })
  @Moment({ nullable: true })
  wokenAt!: Date | null;
  @Field(() => Int, { description: 'Rises with every action on the claim: give it as expectedVersion.' })
  @Column({ type: 'int', default: 1 })
  version!: number;
  @Field(() => Date, { description: 'When it was made.' })
  @Moment()
  createdAt!: Date;
}

/** Append-only: what the claim was held to be, when and by whom; the yearly report reads its movements here. */
@ObjectType({ description: 'A grade that a claim was given.' })
@Entity('claim_grading')
@ProtectedBy('claim_grading')
@ForeignKey(() => Claim, ['claimId'], ['id'], { name: 'claim_grading_claim' })
@ForeignKey(() => Person, ['gradedById'], ['id'], { name: 'claim_grading_by' })
@Check('grading_grade', `grade in (${GRADES})`)
@Check('grading_certainty', `certainty is null or certainty in ('HIGH','MEDIUM','LOW')`)
@Index('grading_by_claim', ['claimId', 'at'])
export class ClaimGrading extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  claimId!: string;
  @Field(() => ClaimGrade, { description: 'The grade.' })
  @Column({ type: 'text' })
  grade!: ClaimGrade;
  @Field(() => Certainty, { nullable: true, description: 'How sure it was.' })
  @Column({ type: 'text', nullable: true })
  certainty!: Certainty | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  @Column({ type: 'text', nullable: true })
  explanation!: string | null;
  @Column({ type: 'uuid', nullable: true })
  gradedById!: string | null;
  @Field(() => Date, { description: 'When.' })
  @Moment()
  at!: Date;
}

@ObjectType({ description: 'What shows that a claim came to what its grade says.' })
@Entity('claim_evidence')
@ProtectedBy('claim_evidence')
@ForeignKey(() => ClaimGrading, ['gradingId'], ['id'], { name: 'claim_evidence_grading' })
@Index('evidence_by_grading', ['gradingId'])
@Index('evidence_by_source', ['source'])
export class ClaimEvidence extends ProtectedColumns {
  @Field(() => ID, { description: 'Opaque id.' })
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  gradingId!: string;
  @Field({ description: 'Canonical id: a provision (sfs/2023:335#K10P2a), a bill with its page, a decision.' })
  @Column({ type: 'text' })
  target!: string;
  /** The target without its place in it. */
  @Column({ type: 'text' })
  source!: string;
  @Field(() => String, { nullable: true, description: 'What it shows.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Ids of one millisecond have no order among them. */
  @Column({ type: 'int' })
  position!: number;
}

/** Looked up by act: "all claims on one act". A copy of `claim.provisions`, which stays in the order that people wrote. */
@Entity('claim_provision')
@ProtectedBy('claim_provision')
@ForeignKey(() => Claim, ['claimId'], ['id'], { name: 'claim_provision_claim' })
@Index('one_provision_per_claim', ['claimId', 'target'], { unique: true })
@Index('claim_by_act', ['source', 'target'])
export class ClaimProvision extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'uuid' })
  claimId!: string;
  @Column({ type: 'text' })
  target!: string;
  @Column({ type: 'text' })
  source!: string;
}
