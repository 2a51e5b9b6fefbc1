import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart } from '../catalogue/kinds.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { lawSourceMachine, LawSourceRelation } from './law-source.machine.js';

/** What a legal source gives the common workflows. Nobody writes it, so it has no texts of ours. */
@Injectable()
export class LawSourcePart implements KindPart {
  readonly kind = EntryKind.LAW_SOURCE;
  readonly type: TypeName = 'LawSource';
  /** Its ref is its canonical id (`sfs/2008:355`), not a number of a series. */
  readonly refPrefix = 'sfs/';
  readonly refYearly = false;
  readonly slots = [];
  readonly actions = lawSourceMachine.actions;

  allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const keeper = context.principal.has(Role.CATALOGUER, Role.ADMIN);
    const relations = new Set<LawSourceRelation>(keeper ? ['keeper'] : []);
    const possible = lawSourceMachine.possible(entry.state, relations);
    return Promise.resolve(possible.map((action) => ({ action, mutation: 'lawImport', blockers: [] })));
  }

  revisionBlockers(): Promise<Blocker[]> {
    return Promise.resolve([{ code: 'LAW_IS_NOT_WRITTEN_HERE' }]);
  }

  onRevision(): Promise<void> {
    return Promise.reject(new Error('A legal source has no texts of ours'));
  }

  reviewersRequired(): Promise<number> {
    return Promise.resolve(1);
  }

  audience(): Promise<string[]> {
    return Promise.resolve([]);
  }

  parties(): Promise<string[]> {
    return Promise.resolve([]);
  }

  handler(): Promise<Handler> {
    return Promise.resolve({ role: Role.CATALOGUER, assigneeId: null });
  }
}
