import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart } from '../catalogue/kinds.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { measureMachine } from './measure.machine.js';
import { measureRelations } from './measure.service.js';

/** What a measure gives the common workflows. Its wording is the strategy's, so it has no texts of ours. */
@Injectable()
export class MeasurePart implements KindPart {
  readonly kind = EntryKind.MEASURE;
  readonly type: TypeName = 'Measure';
  /** Its ref is its place in its strategy (`strategi-2011/2.4`), not a number of a series. */
  readonly refPrefix = 'strategi-';
  readonly refYearly = false;
  readonly slots = [];
  readonly actions = measureMachine.actions;

  allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = measureMachine.possible(entry.state, measureRelations(context.principal, entry));
    return Promise.resolve(possible.map((action) => ({ action, mutation: 'measurePlanSet', blockers: [] })));
  }

  revisionBlockers(): Promise<Blocker[]> {
    return Promise.resolve([{ code: 'MEASURE_HAS_NO_TEXT' }]);
  }

  onRevision(): Promise<void> {
    return Promise.reject(new Error('A measure has no texts of ours'));
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
    return Promise.resolve({ role: Role.ADVOCATE, assigneeId: null });
  }
}
