import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id, Moment } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';
import { DateScalar } from '../platform/graphql/scalars.js';

export enum BarrierState {
  REPORTED = 'REPORTED',
  CONFIRMED = 'CONFIRMED',
  PURSUED = 'PURSUED',
  RESOLVED = 'RESOLVED',
  DISMISSED = 'DISMISSED',
  MERGED = 'MERGED',
}
registerEnumType(BarrierState, {
  name: 'BarrierState',
  description: 'Where a barrier stands.',
  valuesMap: {
    REPORTED: { description: 'Anmält: seen by whoever reported it and by the association.' },
    CONFIRMED: { description: 'Bekräftat: everybody it is meant for can read it and sign on.' },
    PURSUED: { description: 'Drivs: the association works to have it removed.' },
    RESOLVED: { description: 'Löst, wholly or in part, with evidence.' },
    DISMISSED: { description: 'Avfört, with a reason.' },
    MERGED: { description: 'Sammanfört: another barrier holds it; the ref leads there.' },
  },
});

export enum BarrierKind {
  OBSTACLE = 'OBSTACLE',
  UNCERTAINTY = 'UNCERTAINTY',
  KNOWLEDGE_GAP = 'KNOWLEDGE_GAP',
}
registerEnumType(BarrierKind, {
  name: 'BarrierKind',
  description: 'What kind of barrier it is; each demands its own evidence.',
  valuesMap: {
    OBSTACLE: {
      description:
        'Hinder: a provision forbids it, or the support in law that it requires is missing (RF 1 kap. 1 §, FL 5 §).',
    },
    UNCERTAINTY: { description: 'Oklarhet: at least two arguable readings, or no authority has said.' },
    KNOWLEDGE_GAP: { description: 'Kunskapsbrist: an authority answers already; it is not known.' },
  },
});

export enum BarrierLayer {
  LEGAL = 'LEGAL',
  ORGANISATIONAL = 'ORGANISATIONAL',
  SEMANTIC = 'SEMANTIC',
  TECHNICAL = 'TECHNICAL',
}
registerEnumType(BarrierLayer, {
  name: 'BarrierLayer',
  description: 'Layer of interoperability in which a barrier sits; key of `InteroperabilityLayer`.',
  valuesMap: {
    LEGAL: { description: 'Rättslig.' },
    ORGANISATIONAL: { description: 'Organisatorisk.' },
    SEMANTIC: { description: 'Semantisk.' },
    TECHNICAL: { description: 'Teknisk.' },
  },
});

export enum BarrierSeverity {
  LOW = 'LOW',
  MODERATE = 'MODERATE',
  HIGH = 'HIGH',
  CRITICAL = 'CRITICAL',
}
registerEnumType(BarrierSeverity, {
  name: 'BarrierSeverity',
  description: 'How hard it hits those it stops; weight is members × its points.',
  valuesMap: {
    LOW: { description: 'Låg, 1 point: a detour.' },
    MODERATE: { description: 'Måttlig, 2 points: real cost; what nobody has judged yet.' },
    HIGH: { description: 'Hög, 3 points: the task suffers.' },
    CRITICAL: { description: 'Kritisk, 4 points: the task cannot be done, or people come to harm.' },
  },
});
export const SEVERITY_POINTS: Record<BarrierSeverity, number> = { LOW: 1, MODERATE: 2, HIGH: 3, CRITICAL: 4 };

export enum ResolutionWay {
  GUIDANCE = 'GUIDANCE',
  LAW_IN_FORCE = 'LAW_IN_FORCE',
  OTHERWISE = 'OTHERWISE',
}
registerEnumType(ResolutionWay, {
  name: 'ResolutionWay',
  description: 'What resolved a barrier.',
  valuesMap: {
    GUIDANCE: { description: 'Published guidance that answers.' },
    LAW_IN_FORCE: { description: 'Law that is in force.' },
    OTHERWISE: { description: 'Something else, said in words.' },
  },
});

export enum ResolutionExtent {
  WHOLLY = 'WHOLLY',
  IN_PART = 'IN_PART',
}
registerEnumType(ResolutionExtent, {
  name: 'ResolutionExtent',
  description: 'How much of a barrier is gone.',
  valuesMap: {
    WHOLLY: { description: 'Helt.' },
    IN_PART: { description: 'Delvis: what remains is said.' },
  },
});

/**
 * What cannot be done, for whom. Owned by the association from the first day; whoever reported it is invited to see it,
 * and is named to nobody else: their own words and figures stand in their sign-on. Title, access, state and version stand
 * on the entry's row. What is counted here is only what may be shown to everybody; exact figures stand in `barrier_tally`.
 */
@ObjectType({
  implements: () => [Node, EntryRow],
  description: 'Hinder, oklarhet or kunskapsbrist: what cannot be done, for whom, and by which provisions.',
})
@Entity('barrier')
@ProtectedBy('barrier')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'barrier_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => EntryRow, ['mergedIntoId'], ['id'], { name: 'barrier_merged_into' })
@ForeignKey(() => Person, ['reporterId'], ['id'], { name: 'barrier_reporter' })
@Check('barrier_entry_is_itself', 'id = entry_id')
@Check('barrier_kind', `barrier_kind is null or barrier_kind in ('OBSTACLE','UNCERTAINTY','KNOWLEDGE_GAP')`)
@Check('barrier_layer', `layer in ('LEGAL','ORGANISATIONAL','SEMANTIC','TECHNICAL')`)
@Check('barrier_severity', `severity in ('LOW','MODERATE','HIGH','CRITICAL')`)
@Check('barrier_resolution_way', `resolution_way is null or resolution_way in ('GUIDANCE','LAW_IN_FORCE','OTHERWISE')`)
@Check('barrier_resolution_extent', `resolution_extent is null or resolution_extent in ('WHOLLY','IN_PART')`)
@Check('small_counts_are_not_shown', 'shown_members = 0 or shown_members >= 3')
@Index('barrier_by_public_weight', { synchronize: false })
@Index('barrier_by_number', ['refNumber', 'id'])
@Index('barrier_by_measure', { synchronize: false })
export class Barrier extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => BarrierState, { description: 'Where it stands.' })
  state!: BarrierState;

  /** The number in the ref: H-9 comes before H-10. */
  @Column({ type: 'int', default: 0 })
  refNumber!: number;

  @Field({ description: 'What cannot be done, and for whom, in a few sentences; plain text.' })
  @Column({ type: 'text' })
  summary!: string;

  @Field(() => BarrierKind, { nullable: true, description: 'What kind of barrier; null until it is classified.' })
  @Column({ type: 'text', nullable: true })
  barrierKind!: BarrierKind | null;

  @Field(() => BarrierLayer, { description: 'Layer of interoperability in which it sits.' })
  @Column({ type: 'text', default: 'LEGAL' })
  layer!: BarrierLayer;

  @Field(() => BarrierSeverity, { description: 'How hard it hits.' })
  @Column({ type: 'text', default: 'MODERATE' })
  severity!: BarrierSeverity;

  @Field(() => [String], { description: 'Services and processes that it hits.' })
  @Column({ type: 'text', array: true, default: '{}' })
  services!: string[];

  /** Measures of the strategy that it belongs to. No foreign key: the strategy stands to the right of barriers. */
  @Column({ type: 'uuid', array: true, default: '{}' })
  measureIds!: string[];

  /** Title, summary, services and ref in small letters, for the search of the list. */
  @Column({ type: 'text', default: '' })
  searchText!: string;

  @Column({ type: 'uuid', nullable: true })
  reporterId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  reporterUnitId!: string | null;

  /** Members as everybody may know them: 0 stands for fewer than three. */
  @Column({ type: 'int', default: 0 })
  shownMembers!: number;
  /** Rank for those who may not know exact figures: fewer than three members weigh as one. */
  @Column({ type: 'int', default: 2 })
  publicWeight!: number;
  /** Counts by county and kind of member, volume and cost, so far as they point out nobody. */
  @Column({ type: 'jsonb', default: '{}' })
  figures!: Record<string, unknown>;
  /** Counties whose figure is shown, for the filter of those who may not know the others. */
  @Column({ type: 'text', array: true, default: '{}' })
  shownCounties!: string[];
  /** Members that agreed to be named. */
  @Column({ type: 'uuid', array: true, default: '{}' })
  namedOrgIds!: string[];

  @Field(() => ResolutionWay, { nullable: true, description: 'What resolved it.' })
  @Column({ type: 'text', nullable: true })
  resolutionWay!: ResolutionWay | null;
  @Field(() => ResolutionExtent, { nullable: true, description: 'How much of it is gone.' })
  @Column({ type: 'text', nullable: true })
  resolutionExtent!: ResolutionExtent | null;
  @Field(() => String, { nullable: true, description: 'How it was resolved, and what remains of it.' })
  @Column({ type: 'text', nullable: true })
  resolutionNote!: string | null;
  @Field(() => [String], { description: 'Law that resolved it, as canonical ids.' })
  @Column({ type: 'text', array: true, default: '{}' })
  resolutionLaw!: string[];
  @Field(() => DateScalar, { nullable: true, description: 'The day from which it is resolved.' })
  @Column({ type: 'date', nullable: true })
  resolvedFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'Reason given when it was dismissed or reopened.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Field({ description: 'Whether a person has checked what a data file says of it.' })
  @Column({ type: 'boolean', default: true })
  verified!: boolean;
  @Field(() => Date, { nullable: true, description: 'When somebody last tried whether it still stands.' })
  @Moment({ nullable: true })
  verifiedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  /** Exact, from `barrier_tally`; null where row security hides them. */
  members?: number | null;
  weight?: number | null;
  volume?: number | null;
  cost?: number | null;
}

/** Exact figures. Row security shows them to those who handle barriers; counted by `barrier_reckon` and nobody else. */
@Entity('barrier_tally')
@ProtectedBy('barrier_tally')
@Check('barrier_tally_entry_is_itself', 'id = entry_id')
@Index('barrier_by_weight', { synchronize: false })
export class BarrierTally extends ProtectedColumns {
  @Id()
  id!: string;
  @Column({ type: 'int', default: 0 })
  members!: number;
  @Column({ type: 'int', default: 0 })
  weight!: number;
  @Column({ type: 'bigint', default: 0 })
  volume!: string;
  @Column({ type: 'bigint', default: 0 })
  cost!: string;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check(
  'barrier_state',
  `kind <> 'BARRIER' or state in ('REPORTED','CONFIRMED','PURSUED','RESOLVED','DISMISSED','MERGED')`,
)(EntryRow);
