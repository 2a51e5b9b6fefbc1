import { Injectable } from '@nestjs/common';
import { RequestContext } from '../platform/graphql/context.js';
import { say } from '../platform/i18n/messages.js';
import { impactsOfSubject } from './citation.loaders.js';
import { LawStanding, LawStandingStatus } from './citation.types.js';
import { LawImpact, LawImpactStatus, LawSeverity } from './law-impact.entity.js';

/** How a text stands against the law that it cites, from the marks on it; one statement for any number of texts. */
@Injectable()
export class LawStandings {
  async of(context: RequestContext, subjectId: string): Promise<LawStanding> {
    // Another number for the same words makes no text less true.
    const marks = ((await context.load(impactsOfSubject, subjectId)) ?? []).filter(
      (one) => one.severity !== LawSeverity.RENUMBERED,
    );
    const since = marks.filter((one) => one.status === LawImpactStatus.CHANGED_SINCE);
    const [first] = since.length > 0 ? since : marks;
    if (!first) return standing(context, LawStandingStatus.CURRENT, 'LAW_STANDS', null);
    return first.status === LawImpactStatus.CHANGED_SINCE
      ? standing(
          context,
          LawStandingStatus.LAW_CHANGED,
          first.act ? 'LAW_HAS_CHANGED' : 'LAW_HAS_CHANGED_SOMEHOW',
          first,
        )
      : standing(
          context,
          LawStandingStatus.LAW_WILL_CHANGE,
          first.effectiveOn ? 'LAW_WILL_CHANGE_ON' : 'LAW_WILL_CHANGE_SOMETIME',
          first,
        );
  }
}

function standing(
  context: RequestContext,
  status: LawStandingStatus,
  code: string,
  mark: LawImpact | null,
): LawStanding {
  const act = mark?.act ? mark.act : null;
  return {
    status,
    message: say(code, context.language, { act: act ?? '?', on: mark?.effectiveOn ?? null }),
    act,
    on: mark?.effectiveOn ?? null,
  };
}
