import { organisationSeeds } from './access/organisation.seed.js';
import { personSeeds } from './access/person.seed.js';
import { subjectAreaSeeds } from './catalogue/subject-area.seed.js';
import { actSeeds } from './law/act.seed.js';
import { runSeeds, SeedFile, SeedFiles, SeedLog, SeedReport } from './platform/database/seeding.js';
import { strategySeeds } from './strategy/strategy.seed.js';

/** In the order in which the files refer to each other (seeds/README.md). */
const REFERENCE: readonly SeedFile[] = [...organisationSeeds, ...subjectAreaSeeds, ...actSeeds, ...strategySeeds];

/** True of Sweden; loaded everywhere, at every deploy. `deployUrl` is the login that migrates. */
export function seedReference(deployUrl: string, log?: SeedLog, files?: SeedFiles): Promise<SeedReport> {
  return runSeeds(deployUrl, REFERENCE, log, files);
}

/** Made-up people around real organisations; development and demonstration only. After `seedReference`. */
export function seedDemoPeople(deployUrl: string, log?: SeedLog, files?: SeedFiles): Promise<SeedReport> {
  return runSeeds(deployUrl, personSeeds, log, files);
}
