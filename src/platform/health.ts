import { Controller, Get, Header, Inject, Injectable, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from './config.js';
import { Reads } from './database/reads.js';
import { isLocal } from './http/request-limits.js';
import { JobQueries } from './jobs/queries.js';
import { Metrics } from './metrics.js';
import { ANONYMOUS } from './principal.js';

export type CheckState = 'ok' | 'slow' | 'failed';

export interface Check {
  state: CheckState;
  milliseconds?: number;
  /** For operators; codes and numbers only. */
  note?: string;
}

export interface Readiness {
  ready: boolean;
  checks: Record<'app' | 'reader' | 'anonymous' | 'queue' | 'migrations' | 'relay', Check>;
}

/** Names of every migration of this release, in order; the platform is told them, since they lie outside it. */
export const MIGRATION_NAMES = Symbol('MIGRATION_NAMES');

/** A relay that is this far behind shows; it does not take the API out of service, which would help nobody. */
const SLOW_RELAY_SECONDS = 60;
const PATIENCE_MS = 3_000;

@Injectable()
export class Health {
  /** Set when the process begins to stop: whoever balances load then stops sending before the door closes. */
  stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly reads: Reads,
    private readonly jobs: JobQueries,
    @Inject(MIGRATION_NAMES) private readonly migrations: readonly string[],
  ) {}

  async readiness(): Promise<Readiness> {
    const [app, reader, anonymous, queue, migrations] = await Promise.all([
      check(() => this.source.query('select 1')),
      check(() => this.reads.plain('health', 'select 1 as one')),
      check(() => this.reads.all(ANONYMOUS, 'health', 'select 1 as one')),
      check(() => this.jobs.gauge()),
      check(async () => {
        const pending = await this.pendingMigrations();
        if (pending.length > 0) throw Object.assign(new Error(), { code: `${pending.length}_pending` });
      }),
    ]);
    const relay = queue.state === 'ok' ? await this.relay() : queue;
    const checks = { app, reader, anonymous, queue, migrations, relay };
    return { ready: !this.stopping && Object.values(checks).every(({ state }) => state !== 'failed'), checks };
  }

  async pendingMigrations(): Promise<string[]> {
    const rows = await this.reads.plain<{ name: string }>('migrations_done', 'select name from migration');
    const done = new Set(rows.map(({ name }) => name));
    return this.migrations.filter((name) => !done.has(name));
  }

  private async relay(): Promise<Check> {
    const { oldestSeconds, dead } = await this.jobs.gauge();
    const note = `oldest ${Math.round(oldestSeconds)} s, dead ${dead}`;
    return { state: oldestSeconds > SLOW_RELAY_SECONDS ? 'slow' : 'ok', note };
  }
}

async function check(work: () => Promise<unknown>): Promise<Check> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'timeout' })), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), tooLate]);
    return { state: 'ok', milliseconds: Math.round((performance.now() - began) * 10) / 10 };
  } catch (error) {
    const { code } = error as { code?: unknown };
    return { state: 'failed', note: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

/** For the machines that watch: whether the process lives, whether it can serve, what it counts. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    jobs: JobQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    metrics.watch(jobs);
  }

  /** Looks at nothing outside the process: a database that is away is no reason to kill it. */
  @Get('health/live')
  live(): { alive: true } {
    return { alive: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (!readiness.ready) reply.code(503);
    return readiness;
  }

  /** Open on this machine; from elsewhere with METRICS_TOKEN. Without the right it does not exist. */
  @Get('metrics')
  @Header('cache-control', 'no-store')
  async scrape(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.mayScrape(request)) {
      await reply.code(404).send();
      return;
    }
    const { type, text } = await this.metrics.scrape();
    await reply.header('content-type', type).send(text);
  }

  private mayScrape(request: FastifyRequest): boolean {
    const { metricsToken } = this.config.http;
    const given = /^Bearer +(\S{1,500})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined) return metricsToken !== null && timingSafeEqual(digest(given), digest(metricsToken));
    return isLocal(request);
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
