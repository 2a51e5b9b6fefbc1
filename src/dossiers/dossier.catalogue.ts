import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart } from '../catalogue/kinds.js';
import { Clock } from '../platform/clock.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { DossierStageKind, StageState } from './dossier.entity.js';
import { dossierById, stagesOfDossier } from './dossier.loaders.js';
import { DossierAction, dossierMachine } from './dossier.machine.js';
import { dossierRelations, notInForce } from './dossier.service.js';

/** Actions on something in the dossier that has an `allowedActions` of its own. */
const ELSEWHERE: readonly DossierAction[] = ['proposalAccept', 'proposalDecline', 'milestoneComplete'];
const ON_A_REMISS: readonly DossierAction[] = ['consulteeAdd', 'consulteeAnswer', 'milestonePlan'];

/** What a dossier gives the common workflows. It has no texts that go through review: its stages are facts. */
@Injectable()
export class DossierPart implements KindPart {
  readonly kind = EntryKind.DOSSIER;
  readonly type: TypeName = 'Dossier';
  readonly refPrefix = 'L';
  readonly refYearly = false;
  readonly slots = [];
  readonly actions = dossierMachine.actions;

  constructor(private readonly clock: Clock) {}

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const possible = dossierMachine.possible(entry.state, dossierRelations(context.principal, entry));
    if (possible.length === 0) return [];
    const dossier = await context.load(dossierById, entry.id);
    const stages = (await context.load(stagesOfDossier, entry.id)) ?? [];
    const remiss = stages.some((one) => one.stage === DossierStageKind.REFERRAL && one.state === StageState.CONFIRMED);
    const blockersOf = (action: DossierAction): Blocker[] => {
      if (action === 'endInForce') return [notInForce(stages, this.clock.today())].filter((one) => one !== null);
      if (ON_A_REMISS.includes(action) && !remiss) return [{ code: 'DOSSIER_HAS_NO_REMISS' }];
      return [];
    };
    return possible
      .filter((action) => !ELSEWHERE.includes(action) && !(action === 'verify' && dossier?.verified !== false))
      .map((action) => ({
        action,
        ...(action.startsWith('end') ? { mutation: 'dossierEnd' } : {}),
        blockers: blockersOf(action),
      }));
  }

  async revisionBlockers(): Promise<Blocker[]> {
    return [{ code: 'DOSSIER_HAS_NO_TEXTS' }];
  }

  async onRevision(): Promise<void> {
    // It has no slots, so that there is no revision to follow.
  }

  async reviewersRequired(): Promise<number> {
    return 1;
  }

  async audience(tx: Tx, entry: EntryRow): Promise<string[]> {
    return this.parties(tx, entry);
  }

  /** Who follows it, and whoever has one of its milestones. */
  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select responsible_id as id from dossier where id = $1 and responsible_id is not null
       union select responsible_id from dossier_milestone
        where entry_id = $1 and responsible_id is not null and state = 'OPEN'`,
      [entry.id],
    );
    return rows.map((row) => row.id);
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    const row = await tx.one<{ id: string | null }>('select responsible_id as id from dossier where id = $1', [
      entry.id,
    ]);
    return { role: Role.ADVOCATE, assigneeId: row?.id ?? null };
  }
}
