import fc from 'fast-check';

/** How often a property with a number of runs of its own is tried: more in `npm run test:deep` (see test/properties.js). */
export function runs(usual: number): number {
  return Math.round((usual * (fc.readConfigureGlobal().numRuns ?? 100)) / 100);
}
