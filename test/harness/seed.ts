import { seedDemoPeople, seedReference } from '../../src/seed.js';

/** What every test may count on: the reference data and the demo people, but none of the demo questions. */
export async function seedReferenceAndPeople(url: string): Promise<void> {
  await seedReference(url);
  await seedDemoPeople(url);
}
