import { Actor } from '../access/actor.js';
import { AllowedActionView } from '../catalogue/entry.types.js';
import { RequestContext } from '../platform/graphql/context.js';
import { say } from '../platform/i18n/messages.js';
import { ClaimGrade } from './claim.entity.js';
import { OF_CLAIMS } from './goal.catalogue.js';
import { GoalAction, goalMachine, MUTATIONS } from './goal.machine.js';
import { ClaimRow, GoalRow } from './goal.queries.js';
import { goalRelations } from './goal.relations.js';

/** What this reader may do to a claim now; the service asks the same again. */
export function claimActions(context: RequestContext<Actor>, goal: GoalRow, claim: ClaimRow): AllowedActionView[] {
  return goalMachine
    .possible(goal.state, goalRelations(context.principal, goal))
    .filter((action) => OF_CLAIMS.includes(action))
    .map((action) => ({
      action: MUTATIONS[action]!.slice('claim'.length).toLowerCase(),
      mutation: MUTATIONS[action]!,
      blockers: codes(action, claim, context.principal.personId).map((code) => ({
        code,
        message: say(code, context.language),
      })),
    }));
}

function codes(action: GoalAction, claim: ClaimRow, personId: string | null): string[] {
  const dropped = claim.grade === ClaimGrade.DROPPED;
  switch (action) {
    case 'updateClaim':
      return claim.grade === ClaimGrade.PENDING ? [] : ['CLAIM_ALREADY_GRADED'];
    case 'verifyClaim':
      if (claim.verified) return ['CLAIM_ALREADY_VERIFIED'];
      return claim.gradedById === personId ? ['CLAIM_GRADED_BY_YOU'] : [];
    case 'dropClaim':
      return dropped && claim.wokenAt === null ? ['CLAIM_ALREADY_DROPPED'] : [];
    case 'reviveClaim':
      return dropped ? [] : ['CLAIM_NOT_DROPPED'];
    default:
      return [];
  }
}
