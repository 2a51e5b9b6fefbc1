import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart } from '../catalogue/kinds.js';
import { RequestContext } from '../platform/graphql/context.js';
import { Clock } from '../platform/clock.js';
import { TypeName } from '../platform/ids.js';
import { plansOfMeasure } from './measure.loaders.js';
import { type MeasureAction, measureMachine } from './measure.machine.js';
import { measureRelations, outcomeBlockers } from './measure.service.js';

const MUTATIONS: Record<MeasureAction, string> = { setPlan: 'measurePlanSet', reportOutcome: 'measureOutcomeReport' };

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

  constructor(private readonly clock: Clock) {}

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const actions: AllowedAction[] = [];
    for (const action of measureMachine.possible(entry.state, measureRelations(context.principal, entry))) {
      const plans = action === 'reportOutcome' ? await context.load(plansOfMeasure, entry.id) : null;
      const blockers = plans ? outcomeBlockers(plans, this.clock.today()) : [];
      actions.push({ action, mutation: MUTATIONS[action], blockers });
    }
    return actions;
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
