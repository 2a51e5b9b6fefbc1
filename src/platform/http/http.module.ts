import { DynamicModule, Module } from '@nestjs/common';
import { Health, HealthController, MIGRATION_NAMES } from '../health.js';
import { MetricsModule } from '../metrics.js';
import { LandingController } from './landing.controller.js';

export interface HttpOptions {
  /** Names of the migrations of this release, so that readiness can tell whether the database has them. */
  migrations: readonly string[];
}

/** The doors that are neither GraphQL nor sign-in: landing page, health, metrics. Needs database and jobs, both global. */
@Module({})
export class HttpModule {
  static register({ migrations }: HttpOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [MetricsModule],
      controllers: [LandingController, HealthController],
      providers: [{ provide: MIGRATION_NAMES, useValue: migrations }, Health],
      exports: [Health],
    };
  }
}
