import type { INestApplicationContext } from '@nestjs/common';
import { organisationSeeds } from './access/organisation.seed.js';
import { personSeeds } from './access/person.seed.js';
import { barrierSeeds, seedDemoBarriers } from './barriers/barrier.seed.js';
import { seedDemoCases } from './cases/case.seed.js';
import { subjectAreaSeeds } from './catalogue/subject-area.seed.js';
import { dossierSeeds, seedDemoDossiers } from './dossiers/dossier.seed.js';
import { DemoReport, seedDemoQuestions } from './guidance/guidance.seed.js';
import { actSeeds } from './law/act.seed.js';
import { runSeeds, SeedFile, SeedFiles, SeedLog, SeedReport } from './platform/database/seeding.js';
import { outcomeSeeds } from './strategy/outcome.seed.js';
import { seedDemoStrategy } from './strategy/strategy-demo.seed.js';
import { strategySeeds } from './strategy/strategy.seed.js';

/** In the order in which the files refer to each other (seeds/README.md). */
const REFERENCE: readonly SeedFile[] = [
  ...organisationSeeds,
  ...subjectAreaSeeds,
  ...actSeeds,
  ...strategySeeds,
  ...barrierSeeds,
  ...dossierSeeds,
  ...outcomeSeeds,
];

/** True of Sweden; loaded everywhere, at every deploy. `deployUrl` is the login that migrates. */
export function seedReference(deployUrl: string, log?: SeedLog, files?: SeedFiles): Promise<SeedReport> {
  return runSeeds(deployUrl, REFERENCE, log, files);
}

/** Made-up people around real organisations; development and demonstration only. After `seedReference`. */
export function seedDemoPeople(deployUrl: string, log?: SeedLog, files?: SeedFiles): Promise<SeedReport> {
  return runSeeds(deployUrl, personSeeds, log, files);
}

/**
 * The demo questions, barriers, cases, dossiers, plans and follow-ups, walked through the application's own services as the demo people. After `seedDemoPeople`; with a
 * worker running beside it or without.
 */
export async function seedDemo(app: INestApplicationContext, log?: SeedLog, files?: SeedFiles): Promise<DemoReport> {
  const { taken, left } = await seedDemoQuestions(app, log, files);
  const barriers = await seedDemoBarriers(app, log, files);
  const cases = await seedDemoCases(app, log, files);
  const dossiers = await seedDemoDossiers(app, log, files);
  const strategy = await seedDemoStrategy(app, log, files);
  return { taken: taken + barriers + cases + dossiers + strategy, left };
}

/** Reference data, and with an application to walk through also the demo. */
export async function seedAll(
  deployUrl: string,
  app: INestApplicationContext | null,
  log?: SeedLog,
  files = new SeedFiles(),
): Promise<{ reference: SeedReport; people: SeedReport; demo: DemoReport | null }> {
  const reference = await seedReference(deployUrl, log, files);
  if (!app) return { reference, people: [], demo: null };
  const people = await seedDemoPeople(deployUrl, log, files);
  return { reference, people, demo: await seedDemo(app, log, files) };
}
