import {
  CallHandler,
  ExecutionContext,
  Global,
  Inject,
  Injectable,
  Module,
  NestInterceptor,
  OnApplicationShutdown,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyInstance } from 'fastify';
import type { GraphQLResolveInfo } from 'graphql';
import pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Observable, tap } from 'rxjs';
import { DataSource } from 'typeorm';
import { ANONYMOUS_POOL, READER_POOL } from './database/database.module.js';
import { routeOf } from './http/request-hooks.js';
import { JOB_METRICS } from './jobs/jobs.module.js';
import { JobMetrics } from './jobs/observe.js';
import type { JobQueries } from './jobs/queries.js';
import { UserError } from './user-error.js';

/**
 * What operators count, as Prometheus reads it. Every label has few values, all of them ours: routes by their pattern,
 * GraphQL by its root field (names of operations are the caller's, and would be endless), jobs by their declared kind.
 */

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The process has one event loop and one heap, however many applications a test builds in it. */
let ofProcess: Registry | null = null;
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

@Injectable()
export class Metrics implements JobMetrics, OnApplicationShutdown {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];
  private jobs: JobQueries | null = null;

  private readonly http = new Histogram({
    name: 'lagrum_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly operations = new Histogram({
    name: 'lagrum_graphql_field_seconds',
    help: 'Time of root fields, by field and outcome.',
    labelNames: ['type', 'field', 'outcome'],
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly jobSeconds = new Histogram({
    name: 'lagrum_job_seconds',
    help: 'Time of finished jobs, by kind.',
    labelNames: ['kind'],
    buckets: [...SECONDS, 30, 60, 300],
    registers: this.registers,
  });
  private readonly jobFailures = new Counter({
    name: 'lagrum_job_failures_total',
    help: 'Failed attempts that will be made again.',
    labelNames: ['kind'],
    registers: this.registers,
  });
  private readonly jobDeaths = new Counter({
    name: 'lagrum_job_deaths_total',
    help: 'Jobs whose last attempt failed: somebody must look.',
    labelNames: ['kind'],
    registers: this.registers,
  });
  private readonly relayedRows = new Counter({
    name: 'lagrum_outbox_relayed_total',
    help: 'Outbox rows handed to the queue.',
    registers: this.registers,
  });
  private readonly restoredRows = new Counter({
    name: 'lagrum_outbox_restored_total',
    help: 'Outbox rows that the queue had lost or given up.',
    registers: this.registers,
  });
  private readonly connections = new Gauge({
    name: 'lagrum_database_connections',
    help: 'Connections of each pool, by what they do.',
    labelNames: ['pool', 'state'],
    registers: this.registers,
  });
  private readonly outbox = new Gauge({
    name: 'lagrum_outbox_rows',
    help: 'Unfinished outbox rows.',
    labelNames: ['state'],
    registers: this.registers,
  });
  private readonly outboxAge = new Gauge({
    name: 'lagrum_outbox_oldest_seconds',
    help: 'How long the oldest due and unfinished row has waited.',
    registers: this.registers,
  });

  constructor(
    private readonly source: DataSource,
    @Inject(READER_POOL) private readonly reader: pg.Pool,
    @Inject(ANONYMOUS_POOL) private readonly anonymous: pg.Pool,
  ) {}

  /** The jobs count here and are counted here: told afterwards, since neither can be made before the other. */
  watch(jobs: JobQueries): void {
    this.jobs = jobs;
  }

  /** The text of `GET /metrics`. */
  async scrape(): Promise<{ type: string; text: string }> {
    const app = (this.source.driver as unknown as { master?: pg.Pool }).master;
    for (const [name, pool] of [
      ['app', app],
      ['reader', this.reader],
      ['anonymous', this.anonymous],
    ] as const) {
      if (!pool) continue;
      this.connections.set({ pool: name, state: 'idle' }, pool.idleCount);
      this.connections.set({ pool: name, state: 'busy' }, pool.totalCount - pool.idleCount);
      this.connections.set({ pool: name, state: 'wanted' }, pool.waitingCount);
    }
    // With the database away the rest is worth the more.
    const gauge = await this.jobs?.gauge().catch(() => null);
    if (gauge) {
      this.outbox.set({ state: 'pending' }, gauge.pending);
      this.outbox.set({ state: 'dead' }, gauge.dead);
      this.outboxAge.set(gauge.oldestSeconds);
    }
    const all = Registry.merge([processRegistry(), this.registry]);
    return { type: all.contentType, text: await all.metrics() };
  }

  observeHttp(server: FastifyInstance): void {
    server.addHook('onResponse', async (request, reply) => {
      this.http.observe(
        { method: request.method, route: routeOf(request), status: String(reply.statusCode) },
        reply.elapsedTime / 1000,
      );
    });
  }

  observeField(type: string, field: string, outcome: 'ok' | 'refused' | 'fault', seconds: number): void {
    this.operations.observe({ type, field, outcome }, seconds);
  }

  processed(kind: string, seconds: number): void {
    this.jobSeconds.observe({ kind }, seconds);
  }
  failed(kind: string): void {
    this.jobFailures.inc({ kind });
  }
  dead(kind: string): void {
    this.jobDeaths.inc({ kind });
  }
  relayed(rows: number): void {
    this.relayedRows.inc(rows);
  }
  restored(rows: number): void {
    this.restoredRows.inc(rows);
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }
}

/** Times each root field of GraphQL. */
@Injectable()
class FieldMetrics implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType<string>() !== 'graphql') return next.handle();
    const info = GqlExecutionContext.create(host).getInfo<GraphQLResolveInfo>();
    const type = info.parentType.name;
    if (type !== 'Query' && type !== 'Mutation' && type !== 'Subscription') return next.handle();
    const began = performance.now();
    const seen = (outcome: 'ok' | 'refused' | 'fault') =>
      this.metrics.observeField(type, info.fieldName, outcome, (performance.now() - began) / 1000);
    return next.handle().pipe(
      tap({
        next: (value) => seen(refused(value) ? 'refused' : 'ok'),
        error: (error) => seen(error instanceof UserError ? 'refused' : 'fault'),
      }),
    );
  }
}

const refused = (value: unknown): boolean => {
  const errors = (value as { userErrors?: unknown } | null | undefined)?.userErrors;
  return Array.isArray(errors) && errors.length > 0;
};

@Global()
@Module({
  providers: [
    Metrics,
    { provide: JOB_METRICS, useExisting: Metrics },
    { provide: APP_INTERCEPTOR, useClass: FieldMetrics },
  ],
  exports: [Metrics, JOB_METRICS],
})
export class MetricsModule {}
