import { DynamicModule, Global, Inject, Injectable, Module, OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { Clock } from '../clock.js';
import { JobRegistry } from '../jobs/registry.js';
import { Changes } from './changes.js';
import { makeDataSource } from './data-source.js';
import { Database } from './database.js';
import { Reads } from './reads.js';
import { refuseUnsafeLogin } from './roles.js';

/** A civil date stays the string it is: as a JavaScript Date it would move with the machine's time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value));

export interface DatabaseUrls {
  app: string;
  reader: string;
  anonymous: string;
  queue: string;
  poolSize: number;
}

export const DATABASE_URLS = Symbol('DATABASE_URLS');
export const READER_POOL = Symbol('READER_POOL');
export const ANONYMOUS_POOL = Symbol('ANONYMOUS_POOL');

function pool(url: string, max: number, name: string, pipeline: boolean): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    max,
    application_name: `lagrum ${name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(pipeline ? { pipeline: true } : {}),
  } as pg.PoolConfig);
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  made.on('error', () => undefined);
  // The same for one that breaks while it is taken: its query is rejected, and the pool throws it away.
  made.on('connect', (client) => void client.on('error', () => undefined));
  return made;
}

@Injectable()
class DatabaseLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly source: DataSource,
    @Inject(READER_POOL) private readonly reader: pg.Pool,
    @Inject(ANONYMOUS_POOL) private readonly anonymous: pg.Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.source.isInitialized ? this.source.destroy() : undefined,
      this.reader.end(),
      this.anonymous.end(),
    ]);
  }
}

/** The three ways to the database: write as lagrum_app, read as lagrum_reader, read publicly as lagrum_anonymous. */
@Global()
@Module({})
export class DatabaseModule {
  static register(urls: DatabaseUrls, entities: EntityTarget<ObjectLiteral>[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DATABASE_URLS, useValue: urls },
        {
          provide: READER_POOL,
          useFactory: () => safe(pool(urls.reader, urls.poolSize, 'reader', true)),
        },
        {
          provide: ANONYMOUS_POOL,
          useFactory: () => safe(pool(urls.anonymous, urls.poolSize, 'anonymous', false)),
        },
        {
          provide: DataSource,
          useFactory: async () => {
            const source = makeDataSource({ url: urls.app, entities, poolSize: urls.poolSize });
            await source.initialize();
            const check = new pg.Client({ connectionString: urls.app });
            await check.connect();
            await refuseUnsafeLogin(check).finally(() => check.end());
            return source;
          },
        },
        {
          provide: Reads,
          inject: [READER_POOL, ANONYMOUS_POOL],
          useFactory: (reader: pg.Pool, anonymous: pg.Pool) => new Reads(reader, anonymous),
        },
        {
          provide: Database,
          inject: [DataSource, Reads, Clock, JobRegistry],
          useFactory: (source: DataSource, reads: Reads, clock: Clock, registry: JobRegistry) =>
            new Database(source, reads, clock, registry),
        },
        { provide: Changes, useFactory: () => new Changes(urls.reader) },
        DatabaseLifecycle,
      ],
      exports: [Changes, Database, Reads, DataSource, DATABASE_URLS, READER_POOL, ANONYMOUS_POOL],
    };
  }
}

/** The API never runs as owner, superuser or with BYPASSRLS: row security would be silently off. */
async function safe(made: pg.Pool): Promise<pg.Pool> {
  const client = await made.connect();
  try {
    await refuseUnsafeLogin(client);
  } finally {
    client.release();
  }
  return made;
}
