import { unitKeys } from '../access/organisation.seed.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { SeedFiles, SeedTable, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { Measure, MeasureState } from './measure.entity.js';

const OWNER = { organisation: 'skr', unit: 'skr/avdelningen-for-digitalisering' };

export interface SeededMeasure {
  key: string;
  code: string;
  title: string;
}

/**
 * Each measure as an entry of the association, beside the row that words it: `strategi-2011/2.4`. World-readable from the
 * day of the strategy.
 */
export function measureTables(
  files: SeedFiles,
  file: string,
  strategy: { key: string; validFrom: string | null },
  measures: readonly SeededMeasure[],
): SeedTable[] {
  const ownerUnitId = seedId('Unit', unitKeys(files)(OWNER.unit, file));
  return [
    seedTable<EntryRow>(
      'entry',
      'Measure',
      measures.map(({ key, code, title }) => ({
        key,
        values: {
          kind: 'MEASURE' as EntryRow['kind'],
          ref: `${strategy.key}/${code}`,
          title,
          ownerOrgId: seedId('Organisation', OWNER.organisation),
          ownerUnitId,
          access: 'PUBLIC' as EntryRow['access'],
          visibility: 'WORLD',
          state: MeasureState.ADOPTED,
          createdBy: 'system:seed',
          publishedAt: strategy.validFrom ? (`${strategy.validFrom}T00:00:00+00:00` as never as Date) : null,
        },
      })),
    ),
    seedTable<Measure>(
      'measure',
      'Measure',
      measures.map(({ key }) => ({
        key,
        values: {
          entryId: seedId('Measure', key),
          kind: 'MEASURE',
          ownerUnitId,
          visibility: 'WORLD',
          strategyMeasureId: seedId('StrategyMeasure', key),
        },
      })),
    ),
  ];
}
