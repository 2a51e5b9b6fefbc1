import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Blocker } from '../catalogue/kinds.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { ReviewRequest } from './review-request.entity.js';

/** An act that takes two people: what a feature says of it when its module starts. */
export interface ReviewedAct {
  /** `noun.verb`, kept in the row and shown in the API. */
  act: string;
  /** Roles in the organisation of the request of which one is enough to decide. */
  roles: readonly Role[];
  /** Only people of the unit that owns the entry decide: secrecy runs between boards (OSL 8 kap. 1 §). */
  ownUnitOnly?: boolean;
  /**
   * Why it could not be carried out as things stand now, for the button: what was possible when it was proposed may have
   * become impossible since. Absent = nothing stands in the way that is not found out when it is done.
   */
  blockers?(context: RequestContext<Actor>, request: ReviewRequest): Promise<Blocker[]>;
  /**
   * Does it, in the transaction of the acceptance, as whoever accepted. Must look again at whether it is still
   * possible: time has passed since it was proposed.
   */
  carryOut(tx: Tx, request: ReviewRequest, entry: EntryRow): Promise<void>;
}

/** The acts this release knows. A request for one it does not know waits for a release that does. */
@Injectable()
export class ReviewedActs {
  private readonly acts = new Map<string, ReviewedAct>();

  registerAct(act: ReviewedAct): void {
    if (this.acts.has(act.act)) throw new Error(`The reviewed act ${act.act} is registered twice`);
    if (act.roles.length === 0) throw new Error(`Nobody may decide on ${act.act}`);
    this.acts.set(act.act, act);
  }

  get(act: string): ReviewedAct | null {
    return this.acts.get(act) ?? null;
  }

  /** Whether this actor's roles let them decide; that they did not propose it is asked beside. */
  mayDecide(actor: Actor, request: Pick<ReviewRequest, 'act' | 'orgId' | 'ownerUnitId'>): boolean {
    const act = this.get(request.act);
    if (!act) return false;
    return act.ownUnitOnly
      ? actor.hasIn(request.ownerUnitId, ...act.roles)
      : actor.hasInOrganisation(request.orgId, ...act.roles);
  }
}
