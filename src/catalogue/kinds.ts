import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Access, EntryKind, EntryRow } from './entry.entity.js';
import { Revision } from './revision.entity.js';

/** Why an action cannot be done although the state allows it; said before the click. */
export interface Blocker {
  code: string;
  params?: Record<string, unknown>;
}
export interface AllowedAction {
  action: string;
  /** The mutation that does it, where it is not `<kind><Action>`: what is done alike to entries of every kind. */
  mutation?: string;
  blockers: Blocker[];
}

export type RevisionEvent = 'drafted' | 'submitted' | 'published' | 'withdrawn' | 'discarded';

export interface Handler {
  role: Role;
  assigneeId: string | null;
}

/** One text of a kind. */
export interface Slot {
  /** Exact name, or a prefix ending in ':' for slots of which there are many (`claim:`). */
  name: string;
  /** Whether the text carries conclusion, for whom, as of. */
  concluded: boolean;
}

/** A text of an entry that stands outside its revisions: the asker's own words, the facts of a matter. */
export interface OwnText {
  /** Stable name of the field in the API. */
  field: string;
  text: string;
  /** The organisation in whose name it is written. */
  authorOrgId: string;
  /** Civil date on which it was written: decides what names of acts meant, and which wording is meant. */
  writtenOn: string;
}

/** A provision that a person has pointed out, outside any text: what stops a barrier. */
export interface CitedByHand {
  /** Canonical id with fragment, `sfs/2010:800#K3P4`. */
  target: string;
  /** The day whose law is meant; the day of pointing out when absent. */
  on?: string | null;
}

/**
 * What a feature gives the common workflows about its kind of entry. Services (revisions, inbox, search …) know entries
 * only; this is their single way to the kind. Boot fails when a kind that has a module lacks its part.
 */
export interface KindPart {
  kind: EntryKind;
  type: TypeName;
  /** `F` gives F-2026-42 with `yearly`, `V` gives V-8 without. */
  refPrefix: string;
  refYearly: boolean;
  slots: readonly Slot[];
  /** Nothing of this kind is ever meant for more than these; absent = for anybody. */
  widest?: Access;
  /** Every action of the kind's machine, for the permission matrix and the reader of the schema. */
  actions: readonly string[];
  /** What this actor may do with this entry now; serves the button and the check. */
  allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]>;
  /** Reasons why a new text of this slot may not be begun, submitted or published now (state of the entry, its owner). */
  revisionBlockers(
    tx: Tx,
    actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    slot: string,
  ): Promise<Blocker[]>;
  /**
   * Follows a text's publication, withdrawal … in the same transaction. `published` and `withdrawn` hold the entry's lock
   * and must leave its state and visibility right (a question becomes ANSWERED, a guidance world-readable).
   */
  onRevision(tx: Tx, event: RevisionEvent, entry: EntryRow, revision: Revision): Promise<void>;
  /** How many must approve a text of it: the most demanding of its subject areas. */
  reviewersRequired(tx: Tx, entry: EntryRow): Promise<number>;
  /** People who are told when something is published of it, besides watchers. Ids of persons. */
  audience(tx: Tx, entry: EntryRow): Promise<string[]>;
  /** Whose thing it is and who works on it: they are told of what is written in its thread. Ids of persons. */
  parties(tx: Tx, entry: EntryRow): Promise<string[]>;
  /**
   * Units outside the association that it writes with about an entry which others may read: whoever reported a barrier.
   * Messages of the audience UNIT are between one of them and the association. A kind without such units leaves it out.
   */
  correspondents?(tx: Tx, entry: EntryRow): Promise<string[]>;
  /** Who looks at it again when something that it leans on moves: a person at the association, or whoever has the role. */
  handler(tx: Tx, entry: EntryRow): Promise<Handler>;
  /**
   * Its texts outside the revisions, in which citations of the law are found. Emit `entry.worded` {entryId} when one of
   * them has changed. A kind without such texts leaves it out.
   */
  texts?(tx: Tx, entryId: string): Promise<OwnText[]>;
  /** Provisions pointed out by hand. Emit `entry.provisions-changed` {entryId} when they have changed. */
  citedByHand?(tx: Tx, entryId: string): Promise<CitedByHand[]>;
  /** Whether a change of a provision pointed out by hand is to be looked at: false once the entry is over and done with. */
  leansOnLaw?(entry: EntryRow): boolean;
}

@Injectable()
export class Kinds implements OnApplicationBootstrap {
  private readonly parts = new Map<EntryKind, KindPart>();

  register(part: KindPart): void {
    if (this.parts.has(part.kind)) throw new Error(`The kind ${part.kind} has two parts`);
    this.parts.set(part.kind, part);
  }

  of(kind: string): KindPart {
    const part = this.parts.get(kind as EntryKind);
    if (!part) throw new Error(`The kind ${kind} has no part in the catalogue`);
    return part;
  }

  all(): KindPart[] {
    return [...this.parts.values()];
  }

  onApplicationBootstrap(): void {
    for (const part of this.parts.values()) {
      if (!part.refPrefix || part.slots === undefined || part.actions.length === 0) {
        throw new Error(`The part of ${part.kind} in the catalogue is not complete`);
      }
    }
  }
}
