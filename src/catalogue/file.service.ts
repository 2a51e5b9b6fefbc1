import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { newId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { Entries, personOf } from './entries.service.js';
import { EntryRow } from './entry.entity.js';
import { Audience, File } from './entry-parts.entity.js';
import { FileAttachInput } from './file.inputs.js';
import { fileNameFor, FileStore, MAX_NAME, Stored } from './file-store.service.js';
import { isParty } from './parts.service.js';
import { under } from './protected.js';

const HOUR = 60 * 60 * 1_000;
const MOST_FILES = 200;

/**
 * Files of entries, in two steps: the content is uploaded first and proves nothing but who sent it; attaching it is an
 * action like any other, under row security, with its trail.
 */
@Injectable()
export class FileService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly store: FileStore,
    private readonly seal: CursorSeal,
    private readonly clock: Clock,
  ) {}

  /** Sealed and bound to the sender: knowing a hash, or somebody else's upload, opens nothing. */
  ticket(actor: Actor, { sha256, size, mediaType }: Stored): string {
    return this.seal.seal([sha256, size, mediaType, this.clock.now().getTime() + HOUR], bindingOf(actor));
  }

  attach(actor: Actor, input: FileAttachInput): Promise<{ id: string; entry: string }> {
    return this.db.transact(actor, async (tx) => {
      const entry = await this.entries.load(tx, input.entry, undefined, 'input.entry');
      return { id: await this.attachIn(tx, actor, entry, input), entry: entry.id };
    });
  }

  /** For an act that also does something with the file: both happen, or neither. */
  async attachIn(
    tx: Tx,
    actor: Actor,
    entry: EntryRow,
    input: Pick<FileAttachInput, 'upload' | 'name' | 'audience' | 'personalData'>,
  ): Promise<string> {
    if (!isParty(actor, entry)) throw new UserError('FILE_NOT_HERE', 'input.entry');
    const audience = input.audience ?? Audience.SHARED;
    if (audience === Audience.UNIT)
      throw new UserError('INVALID', 'input.audience', { allowed: [Audience.SHARED, Audience.INTERNAL] });
    const stored = await this.opened(actor, input.upload);
    const given = fileNameFor(input.name, stored.mediaType);
    const rule = { max: MAX_NAME, path: 'input.name', required: true, singleLine: true };
    const { name } = this.gate.pass({ name: { text: given.name, rule } }, input.personalData, {
      restricted: entry.visibility === 'RESTRICTED',
    });
    const { n } = (await tx.one<{ n: number }>('select count(*)::int as n from file where entry_id = $1', [entry.id]))!;
    if (n >= MOST_FILES) throw new UserError('FILE_TOO_MANY', 'input.entry', { max: MOST_FILES });
    const id = newId('File');
    const { sha256, size } = stored;
    await tx.insert(File, {
      id,
      ...under(entry),
      name: name!,
      mediaType: given.mediaType,
      size,
      sha256,
      audience,
      authorId: personOf(actor),
      authorOrgId: organisationOf(actor, entry),
      createdAt: tx.now,
    });
    await tx.record({
      subject: entry.id,
      action: 'file.attached',
      audience,
      facts: { file: id, size, mediaType: given.mediaType, sha256 },
      values: { name },
    });
    await tx.emit('file.attached', { entryId: entry.id, fileId: id });
    return id;
  }

  /**
   * What the sender uploaded, for an action that reads it and keeps no file of it.
   *
   * @throws UserError UPLOAD_INVALID; FILE_TOO_LARGE {max}
   */
  async contentOf(actor: Actor, upload: string, limit: number): Promise<Buffer> {
    const { sha256, size } = await this.opened(actor, upload);
    if (size > limit) throw new UserError('FILE_TOO_LARGE', 'input.upload', { max: Math.floor(limit / 1_048_576) });
    const chunks: Buffer[] = [];
    for await (const chunk of (await this.store.open(sha256)) as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  private async opened(actor: Actor, upload: string): Promise<Stored> {
    let values: unknown[];
    try {
      values = this.seal.open(upload, bindingOf(actor));
    } catch {
      throw new UserError('UPLOAD_INVALID', 'input.upload');
    }
    const [sha256, size, mediaType, until] = values as [string, number, string, number];
    if (until < this.clock.now().getTime() || !(await this.store.has({ sha256, size }))) {
      throw new UserError('UPLOAD_INVALID', 'input.upload');
    }
    return { sha256, size, mediaType };
  }
}

const bindingOf = (actor: Actor): string => `upload:${actor.id}`;

/** In whose name: an INTERNAL file stays with that organisation. */
function organisationOf(actor: Actor, entry: EntryRow): string {
  if (actor.hasInOrganisation(entry.ownerOrgId)) return entry.ownerOrgId;
  return actor.staffMembership?.organisationId ?? actor.context!.organisations[0]!;
}
