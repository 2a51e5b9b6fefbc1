import { DynamicModule, Module } from '@nestjs/common';
import { Health, HealthController, MIGRATION_NAMES } from '../health.js';
import { MetricsModule } from '../metrics.js';
import { Pages } from './pages.js';
import { PAGES, PagesController } from './pages.controller.js';

export interface HttpOptions {
  /** Names of the migrations of this release, so that readiness can tell whether the database has them. */
  migrations: readonly string[];
  /** Where the built pages lie; null for none. */
  pages: string | null;
}

/** The doors that are neither GraphQL nor sign-in: pages, health, metrics. Needs database and jobs, both global. */
@Module({})
export class HttpModule {
  static register({ migrations, pages }: HttpOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [MetricsModule],
      // The pages last: their one route takes what no other door has taken.
      controllers: [HealthController, PagesController],
      providers: [
        { provide: MIGRATION_NAMES, useValue: migrations },
        { provide: PAGES, useFactory: () => (pages === null ? null : Pages.read(pages)) },
        Health,
      ],
      exports: [Health],
    };
  }
}
