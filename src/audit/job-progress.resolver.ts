import { Args, Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { subscribed } from '../access/subscribed.js';
import { Ctx } from '../platform/graphql/context.js';
import type { Feed, SubscriptionContext } from '../platform/graphql/subscriber.js';
import { isId } from '../platform/ids.js';
import { JobQueries } from '../platform/jobs/queries.js';
import { notFound } from '../platform/user-error.js';
import { JobStateFilter } from './operations.resolver.js';

@ObjectType({ description: 'How far a job has come.' })
export class JobProgress {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
  @Field({ description: 'Kind, noun.verb.' })
  kind!: string;
  @Field(() => Int, { description: 'Failures so far: with each it begins anew.' })
  version!: number;
  @Field(() => JobStateFilter, { description: 'Where it stands.' })
  state!: JobStateFilter;
  @Field(() => Int, { nullable: true, description: 'Percent done, when the job says so.' })
  percent!: number | null;
}

@Resolver()
export class JobProgressResolver {
  constructor(private readonly jobs: JobQueries) {}

  @Subscription(() => JobProgress, {
    description:
      'Follows a job to its end: where it stands now, and each step. For whoever caused it, and for operators.',
  })
  @Can('job:follow')
  async jobProgress(
    @Ctx() context: SubscriptionContext<Actor>,
    @Args('id', { type: () => ID, description: 'The job.' }) id: string,
  ): Promise<Feed<JobProgress>> {
    const feed = await subscribed<JobProgress>(context, {
      field: 'jobProgress',
      method: JobProgressResolver.prototype.jobProgress,
      hears: (change) => (change.on === 'job' && change.id === id ? id : null),
      deliver: async (change, actor) => {
        const job = await this.see(actor, id);
        if (!job || change.on !== 'job') throw notFound('id');
        return { payload: { ...job, percent: change.percent }, last: job.state !== JobStateFilter.PENDING };
      },
    });
    try {
      if (!(await this.see(context.principal, id))) throw notFound('id');
      // Where it stands now comes first: it may have ended before anybody asked.
      feed.hear({ on: 'job', id, percent: null });
      return feed;
    } catch (error) {
      feed.close();
      throw context.subscriber.masked(error);
    }
  }

  private async see(actor: Actor, id: string): Promise<Omit<JobProgress, 'percent'> | null> {
    const job = isId(id, 'Job') ? await this.jobs.one(id) : null;
    if (!job || !(job.causer === actor.id || actor.has(Role.ADMIN))) return null;
    return { id: job.id, kind: job.kind, version: job.attempts, state: job.state as JobStateFilter };
  }
}
