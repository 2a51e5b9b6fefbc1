import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { ProtectedBy, ProtectedColumns } from '../catalogue/protected.js';
import { Id } from '../platform/graphql/columns.js';
import { Node } from '../platform/graphql/node.js';

export enum GuidanceState {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
  DISCARDED = 'DISCARDED',
}
registerEnumType(GuidanceState, {
  name: 'GuidanceState',
  description: 'Where a guidance stands; its text goes its own way as a revision.',
  valuesMap: {
    DRAFT: { description: 'Never published.' },
    PUBLISHED: { description: 'Anyone can read it.' },
    WITHDRAWN: { description: 'Taken back, with a reason.' },
    DISCARDED: { description: 'A draft that was thrown away.' },
  },
});

/** An answer for all. What it says stands in its revisions; its title, access and state on its entry. */
@ObjectType({
  implements: () => [Node, EntryRow],
  description: 'Vägledning: an answer for all: what the law allows, for whom, as of which date.',
})
@Entity('guidance')
@ProtectedBy('guidance')
@ForeignKey(() => EntryRow, ['id'], ['id'], { name: 'guidance_is_an_entry', onDelete: 'CASCADE' })
@ForeignKey(() => Organisation, ['creditOrgId'], ['id'], { name: 'guidance_credit' })
@ForeignKey(() => Person, ['responsibleId'], ['id'], { name: 'guidance_responsible' })
@Check('guidance_entry_is_itself', 'id = entry_id')
@Index('guidance_by_origin', ['originQuestionId'], { where: 'origin_question_id is not null' })
export class Guidance extends ProtectedColumns {
  @Id()
  id!: string;

  /** Stands on the entry's row; here so that the API shows it with its own enum. */
  @Field(() => GuidanceState, { description: 'Where it stands.' })
  state!: GuidanceState;

  /** The organisation that is credited with the question, only when it agreed. Never the person. */
  @Column({ type: 'uuid', nullable: true })
  creditOrgId!: string | null;
  /** Question it was generalised from. Shown only to those who see the question (through the link). */
  @Column({ type: 'uuid', nullable: true })
  originQuestionId!: string | null;
  /** Who confirmed that nobody can be identified from what was lifted. */
  @Column({ type: 'uuid', nullable: true })
  deIdentifiedBy!: string | null;
  @Column({ type: 'uuid', nullable: true })
  responsibleId!: string | null;
}

// The states of this machine, kept by the database on the entry's row; declared here so that the spine names no kind.
Check('guidance_state', `kind <> 'GUIDANCE' or state in ('DRAFT','PUBLISHED','WITHDRAWN','DISCARDED')`)(EntryRow);
