import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById, unitById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation, Unit } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { showActions } from '../catalogue/entry.resolver.js';
import { AllowedActionView } from '../catalogue/entry.types.js';
import { Clock } from '../platform/clock.js';
import { Page, page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { InboxService } from './inbox.service.js';
import { Task } from './task.entity.js';
import { InboxArgs, TaskActionInput, TaskCreateInput, TaskReassignInput } from './task.inputs.js';
import { openTasksOfEntry, taskById } from './task.loaders.js';
import { DUE_ORDER, IN_INBOX, TASK_SELECT } from './task.queries.js';
import { taskActions } from './task.relations.js';
import { TaskConnection } from './task.types.js';

const task = { type: () => Task, description: 'The task as it is now.' };
const TaskClaimPayload = payloadOf('TaskClaim', { task });
const TaskReleasePayload = payloadOf('TaskRelease', { task });
const TaskReassignPayload = payloadOf('TaskReassign', { task });
const TaskCompletePayload = payloadOf('TaskComplete', { task });
const TaskCreatePayload = payloadOf('TaskCreate', { task });

@Resolver(() => Task)
export class TaskResolver {
  constructor(
    private readonly inboxes: InboxService,
    private readonly seal: CursorSeal,
    private readonly clock: Clock,
  ) {}

  @Query(() => TaskConnection, {
    description: 'What the caller has to do or may take, the first due first; what has no deadline comes last.',
  })
  @Can('inbox:read')
  inbox(
    @Args() args: InboxArgs,
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<Page<Task>> {
    const values: unknown[] = [actor.personId];
    const where = [args.mine ? 't.assignee_id = $1' : IN_INBOX];
    const add = (sql: string, value: unknown): void => void where.push(sql.replace('?', `$${values.push(value)}`));
    // Literals, so that the partial indexes of what is open serve.
    where.push(args.state ? `t.state = '${args.state}'` : `t.state in ('OPEN','CLAIMED')`);
    if (args.kind) add('t.task_kind = ?', args.kind);
    if (args.role) add('t.role = ?', args.role);
    return page<Task>(
      context,
      this.seal,
      {
        name: 'inbox',
        select: `select ${TASK_SELECT}, ${DUE_ORDER} as "dueOrder"`,
        from: 'from task t',
        where,
        values,
        order: [
          { sql: DUE_ORDER, property: 'dueOrder', type: 'timestamptz', direction: 'asc' },
          { sql: 't.id', property: 'id', type: 'uuid', direction: 'asc' },
        ],
        choice: { role: args.role, kind: args.kind, state: args.state, mine: args.mine },
      },
      args,
    );
  }

  @Mutation(() => TaskClaimPayload, { description: 'Takes a task that waits for somebody of the role.' })
  @Can('task:claim')
  async taskClaim(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: TaskActionInput,
  ) {
    return this.shown(context, await this.inboxes.claim(actor, input));
  }

  @Mutation(() => TaskReleasePayload, { description: 'Gives a task back to the role.' })
  @Can('task:release')
  async taskRelease(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: TaskActionInput,
  ) {
    return this.shown(context, await this.inboxes.release(actor, input));
  }

  @Mutation(() => TaskReassignPayload, {
    description: 'Gives a task to a colleague who may do it; the colleague is told.',
  })
  @Can('task:reassign')
  async taskReassign(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: TaskReassignInput,
  ) {
    return this.shown(context, await this.inboxes.reassign(actor, input));
  }

  @Mutation(() => TaskCompletePayload, {
    description: 'Ticks off a MANUAL task. Every other kind is done by its own action on the entry.',
  })
  @Can('task:complete')
  async taskComplete(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: TaskActionInput,
  ) {
    return this.shown(context, await this.inboxes.complete(actor, input));
  }

  @Mutation(() => TaskCreatePayload, {
    description: "Writes down something to do about an entry, in the caller's own unit.",
  })
  @Can('task:create')
  async taskCreate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: TaskCreateInput,
  ) {
    return this.shown(context, await this.inboxes.create(actor, input));
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry it is about.' })
  entry(@Parent() row: Task, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }

  @ResolveField(() => Organisation, { description: 'In whose inbox it stands.' })
  organisation(@Parent() row: Task, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, row.orgId);
  }

  @ResolveField(() => Unit, {
    nullable: true,
    description: 'The unit in whose inbox it stands; null = any of the organisation.',
  })
  unit(@Parent() row: Task, @Ctx() context: RequestContext): Promise<Unit | null> | null {
    return row.unitId ? context.load(unitById, row.unitId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who has it.' })
  assignee(@Parent() row: Task, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.assigneeId ? context.load(personById, row.assigneeId) : null;
  }

  @ResolveField(() => Boolean, { description: 'Three quarters of the time are used up, and it is not done.' })
  dueSoon(@Parent() row: Task): boolean {
    return this.passed(row, row.remindAt);
  }

  @ResolveField(() => Boolean, {
    description: 'The time is up, and it is not done. Never while the clock stands still.',
  })
  overdue(@Parent() row: Task): boolean {
    return this.passed(row, row.dueAt);
  }

  @ResolveField(() => [AllowedActionView], {
    description: 'What the reader may do with it now, and what stands in the way.',
  })
  allowedActions(@Parent() row: Task, @Ctx() context: RequestContext<Actor>): AllowedActionView[] {
    return showActions(taskActions(context.principal, row), 'task', context);
  }

  private passed(row: Task, moment: Date | null): boolean {
    return moment !== null && row.endedAt === null && row.pausedAt === null && moment <= this.clock.now();
  }

  private async shown(context: RequestContext, { id }: { id: string }): Promise<{ task: Task | null }> {
    return { task: await context.load(taskById, id) };
  }
}

/** `tasks` on every entry. */
@Resolver(() => EntryRow)
export class EntryTasksResolver {
  @ResolveField(() => [Task], { description: "What is to be done about it in the reader's own organisation." })
  async tasks(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Task[]> {
    return (await context.load(openTasksOfEntry, entry.id)) ?? [];
  }
}
