import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Moment } from '../platform/graphql/columns.js';

/** What a public source last answered, so that the next question can be "has it changed?". A cache: it may be emptied. */
@Entity('fetched_page')
export class FetchedPage {
  @PrimaryColumn({ type: 'text' })
  url!: string;
  @Column({ type: 'text', nullable: true })
  etag!: string | null;
  @Column({ type: 'text', nullable: true })
  lastModified!: string | null;
  @Column({ type: 'text' })
  body!: string;
  @Moment()
  fetchedAt!: Date;
}
