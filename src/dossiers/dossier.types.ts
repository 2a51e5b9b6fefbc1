import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/scalars.js';
import { Dossier, DossierStage, DossierStageKind } from './dossier.entity.js';
import { DossierMilestone } from './dossier-parts.entity.js';

@ObjectType({ description: 'A column of the board.' })
export class DossierBoardColumn {
  @Field(() => DossierStageKind, { description: 'The furthest stage of what stands here.' })
  stage!: DossierStageKind;
  @Field(() => Int, { description: 'How many stand here.' })
  count!: number;
  /** The first of them; the field of this name shows as many as were asked for. */
  rows!: object[];
}

@ObjectType({ description: 'Dossiers by the stage that they have come furthest to.' })
export class DossierBoard {
  @Extensions({ size: 13 })
  @Field(() => [DossierBoardColumn], { description: 'Every stage in its order, also where nothing stands.' })
  columns!: DossierBoardColumn[];
  @Field(() => Int, { description: 'How many there are in all.' })
  total!: number;
}

export enum DeadlineKind {
  REMISS = 'REMISS',
  MILESTONE = 'MILESTONE',
  COMMENCEMENT = 'COMMENCEMENT',
}
registerEnumType(DeadlineKind, {
  name: 'DeadlineKind',
  description: 'What a date ahead is.',
  valuesMap: {
    REMISS: { description: 'The last day to answer a remiss.' },
    MILESTONE: { description: 'A milestone on the way there; shown to those who handle dossiers.' },
    COMMENCEMENT: { description: 'The day on which something of it comes into force.' },
  },
});

/** A row of `deadlines`; the fields that hang on it are loaded. */
export interface DeadlineRow {
  id: string;
  kind: DeadlineKind;
  on: string;
  dossierId: string;
  stageId: string;
  milestoneId: string | null;
}

@ObjectType({ description: 'A date ahead: the last day of a remiss, a milestone on the way to it, or a commencement.' })
export class Deadline {
  @Field(() => ID, { description: 'Opaque id of the stage or the milestone.' })
  id!: string;
  @Field(() => DeadlineKind, { description: 'What it is.' })
  kind!: DeadlineKind;
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;
  @Field(() => Dossier, { description: 'The dossier.' })
  dossier!: Dossier;
  @Field(() => DossierStage, { description: 'The remiss, or the commencement.' })
  stage!: DossierStage;
  @Field(() => DossierMilestone, { nullable: true, description: 'The milestone, where it is one.' })
  milestone!: DossierMilestone | null;
}
