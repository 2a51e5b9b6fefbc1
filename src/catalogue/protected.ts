import { Column, ForeignKey } from 'typeorm';
import { EntryRow } from './entry.entity.js';

/**
 * Columns that row security reads, copied to every child of an entry so that its policy needs no join. A composite
 * foreign key with ON UPDATE CASCADE keeps them equal, and makes it impossible to hang a child on somebody else's entry.
 */
export abstract class ProtectedColumns {
  @Column({ type: 'uuid' })
  entryId!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'uuid' })
  ownerUnitId!: string;
  @Column({ type: 'text' })
  visibility!: string;
}

/** The composite key, declared on the child's class so that the drift check knows it. */
export function ProtectedBy(table: string): ClassDecorator {
  return ForeignKey(
    () => EntryRow,
    ['entryId', 'kind', 'ownerUnitId', 'visibility'],
    ['id', 'kind', 'ownerUnitId', 'visibility'],
    { name: `${table}_of_entry`, onUpdate: 'CASCADE', onDelete: 'CASCADE' },
  ) as ClassDecorator;
}

/** The columns to copy when a child is inserted. */
export function under(entry: { id: string; kind: string; ownerUnitId: string; visibility: string }): {
  entryId: string;
  kind: string;
  ownerUnitId: string;
  visibility: string;
} {
  return { entryId: entry.id, kind: entry.kind, ownerUnitId: entry.ownerUnitId, visibility: entry.visibility };
}
