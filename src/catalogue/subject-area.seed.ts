import { z } from 'zod';
import { unitKeys } from '../access/organisation.seed.js';
import { Bilingual, keysOf, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { SubjectArea } from './subject-area.entity.js';

const AREAS = 'reference/subject-areas.json';

const Days = z.number().int().min(1).max(250);
const SubjectAreaSeed = z.object({
  key: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/),
  label: Bilingual,
  altLabels: z.object({ sv: z.array(z.string().min(1)) }),
  definition: z.object({ sv: z.string().min(1) }).nullable(),
  broader: z.string().nullable(),
  targetWorkingDays: z.object({ normal: Days, urgent: Days }),
  reviewersRequired: z.union([z.literal(1), z.literal(2)]),
  responsibleUnitKey: z.string().nullable(),
});

const readSubjectAreas = (files: SeedFiles) => files.json(AREAS, z.array(SubjectAreaSeed));
export const subjectAreaKeys = (files: SeedFiles) => keysOf(AREAS, readSubjectAreas(files));

export const subjectAreaSeeds: SeedFile[] = [
  {
    file: AREAS,
    tables: (files) => {
      const known = subjectAreaKeys(files);
      const unit = unitKeys(files);
      return [
        seedTable<SubjectArea>(
          'subject_area',
          'SubjectArea',
          readSubjectAreas(files).map((row, position) => ({
            key: row.key,
            values: {
              key: row.key,
              labelSv: row.label.sv,
              labelEn: row.label.en,
              altLabels: row.altLabels.sv,
              definition: row.definition?.sv ?? null,
              broaderId: row.broader ? seedId('SubjectArea', known(row.broader, AREAS)) : null,
              responsibleUnitId: row.responsibleUnitKey ? seedId('Unit', unit(row.responsibleUnitKey, AREAS)) : null,
              targetWorkingDays: row.targetWorkingDays.normal,
              urgentWorkingDays: row.targetWorkingDays.urgent,
              reviewersRequired: row.reviewersRequired,
              position,
            },
          })),
        ),
      ];
    },
  },
];
