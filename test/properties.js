// Property tests are the same on every machine and in every run: one seed, stated here. `npm run test:deep` takes another seed
// each time, prints it, and runs each property 25 times as often.
import fc from 'fast-check';

const SEED = 20261123;
/** Fast-check's own number of runs, where a property names none. */
const RUNS = 100;

const times = Number(process.env.LAGRUM_PROPERTY_TIMES ?? 1);
fc.configureGlobal({ seed: Number(process.env.LAGRUM_PROPERTY_SEED ?? SEED), numRuns: RUNS * times });
