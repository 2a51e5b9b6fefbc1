import { DataSource } from 'typeorm';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type pg from 'pg';
import { SnakeNaming } from './naming.js';

/** One migration as TypeORM runs it. */
export type MigrationClass = new () => { up(runner: unknown): Promise<void>; down(runner: unknown): Promise<void> };

export interface SourceOptions {
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations?: MigrationClass[];
  poolSize?: number;
  applicationName?: string;
}

/** Never `synchronize`: the schema comes from migrations alone. */
export function makeDataSource(options: SourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: (options.migrations ?? []) as never,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'lagrum',
    installExtensions: false,
    extra: { connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000, keepAlive: true, onConnect: outliveItsEnd },
  });
}

/**
 * Between the pool's listener and the query runner's own lies a moment without any. A database that dies just then says
 * so in the same breath as its welcome, and an error that nobody listens to ends the process.
 */
function outliveItsEnd(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}
