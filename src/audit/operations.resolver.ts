import {
  Args,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { Database } from '../platform/database/database.js';
import { connectionOf, Page, PageArgs, PageInfo } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { ActionInput, payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { JobQueries, JobRow } from '../platform/jobs/queries.js';
import { redriveJob } from '../platform/jobs/worker.js';
import { notFound, UserError } from '../platform/user-error.js';

export enum JobStateFilter {
  PENDING = 'PENDING',
  FINISHED = 'FINISHED',
  DEAD = 'DEAD',
}
registerEnumType(JobStateFilter, {
  name: 'JobState',
  description: 'Where a job stands.',
  valuesMap: {
    PENDING: { description: 'Waiting, running or waiting to be tried again.' },
    FINISHED: { description: 'Done.' },
    DEAD: { description: 'Failed for good: an operator must look.' },
  },
});

@ObjectType('Job', {
  description: 'A job as operators see it: ids, moments and a masked failure, never what it was about.',
})
export class JobObject {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
  @Field({ description: 'Kind, noun.verb.' })
  kind!: string;
  @Field(() => JobStateFilter, { description: 'Where it stands.' })
  state!: JobStateFilter;
  @Field({ description: 'Who caused it: person:<id>, system:<kind> …' })
  causer!: string;
  @Field(() => Int, { description: 'Failures so far.' })
  attempts!: number;
  @Field(() => String, { nullable: true, description: 'The last failure, masked.' })
  failure!: string | null;
  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date;
  @Field(() => Date, { description: 'When it is due.' })
  dueAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it was done.' })
  finishedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it failed for good.' })
  failedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When an operator last sent it again.' })
  redrivenAt!: Date | null;
}

const JobConnection = connectionOf<JobObject>(() => JobObject, 'Job');

@InputType({ description: 'A dead job to run again.' })
export class JobRetryInput extends ActionInput {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
}
const JobRetryPayload = payloadOf('JobRetry', {
  retried: { type: () => Boolean, description: 'True when it was sent again.' },
});

/** For operators: what waits, what failed, and sending it again. */
@Resolver()
export class OperationsResolver {
  constructor(
    private readonly jobQueries: JobQueries,
    private readonly db: Database,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => JobConnection, { description: 'Jobs by state, newest first.' })
  @Can('job:read', Role.ADMIN)
  async jobs(
    @Ctx() context: RequestContext,
    @Args() { first, after }: PageArgs,
    @Args('state', { type: () => JobStateFilter, defaultValue: JobStateFilter.DEAD, description: 'Which.' })
    state: JobStateFilter,
    @Args('kind', { type: () => String, nullable: true, description: 'Only this kind.' }) kind?: string | null,
  ): Promise<Page<JobRow>> {
    if (!Number.isInteger(first) || first < 1 || first > 100) throw new UserError('PAGE_SIZE', 'first', { max: 100 });
    const binding = JSON.stringify(['jobs', state, kind ?? null, context.principal.id]);
    const from = after ? String(this.seal.open(after, binding)[0]) : undefined;
    const rows = await this.jobQueries.page({ state, kind: kind ?? undefined, first: first + 1, after: from });
    const shown = rows.slice(0, first);
    const edges = shown.map((node) => ({ node, cursor: this.seal.seal([node.id], binding) }));
    const pageInfo: PageInfo = {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, nodes: shown, pageInfo, totalCount: () => this.jobQueries.count(state, kind ?? undefined) };
  }

  @Mutation(() => JobRetryPayload, { description: 'Sends a dead job again.' })
  @Can('job:retry', Role.ADMIN)
  async jobRetry(@CurrentActor() actor: Actor, @Args('input') input: JobRetryInput): Promise<{ retried: boolean }> {
    await this.db.transact(actor, async (tx) => {
      if (!isId(input.id, 'Job')) throw notFound('input.id');
      if (!(await redriveJob(tx, input.id, actor.id))) throw notFound('input.id');
      await tx.record({ subject: input.id, action: 'job.retried', facts: { job: input.id }, audience: 'INTERNAL' });
      return { id: input.id };
    });
    return { retried: true };
  }
}
