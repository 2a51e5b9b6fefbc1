import { z } from 'zod';
import { Bilingual, Day, keysOf, SeedError, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { Organisation, OrganisationKind, OrganisationName, Unit } from './organisation.entity.js';
import { organisationNumber } from './access.texts.js';
import { Role } from './person.entity.js';

const ORGANISATIONS = 'reference/organisations.tsv';
const NAMES = 'reference/organisation-names.json';
const UNITS = 'reference/units.json';
const ROLES = 'reference/roles.json';

function isOrganisationNumber(number: string): boolean {
  try {
    return organisationNumber(number, 'orgNumber') === number;
  } catch {
    return false;
  }
}

const OrganisationSeed = z.object({
  key: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(OrganisationKind),
  name: z.string(),
  shortName: z.string().nullable(),
  orgNumber: z
    .string()
    .regex(/^\d{6}-\d{4}$/)
    .refine(isOrganisationNumber, 'is no organisation number')
    .nullable(),
  scbCode: z
    .string()
    .regex(/^\d{2}(\d{2})?$/)
    .nullable(),
  county: z.string().nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  successorKey: z.string().nullable(),
  tasks: z
    .string()
    .regex(/^(MUNICIPAL|REGIONAL)(,(MUNICIPAL|REGIONAL))*$/)
    .nullable(),
  verified: z.enum(['true', 'false']),
});

const NameSeed = z.object({
  key: z.string(),
  organisation: z.string(),
  name: z.string().min(1),
  form: z.enum(['FULL', 'FORMER', 'ABBREVIATION', 'USED']),
  from: Day.nullable(),
  to: Day.nullable(),
});

const UnitSeed = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  name: Bilingual,
  type: z.enum(['BOARD', 'DEPARTMENT']),
});
const UnitsSeed = z.object({
  defaults: z.array(z.object({ kind: z.enum(OrganisationKind), units: z.array(UnitSeed) })),
  extra: z.array(z.object({ organisation: z.string(), units: z.array(UnitSeed), replacesDefaults: z.boolean() })),
});

/** Roles are code (`Role`); the file says them in words, and is checked to say neither more nor fewer. */
const RolesSeed = z.array(
  z.object({
    key: z.enum(Role),
    label: Bilingual,
    description: Bilingual,
    heldBy: z.enum(['MEMBER', 'STAFF']),
    handles: z.array(z.string()),
  }),
);

const readOrganisations = (files: SeedFiles) => files.tsv(ORGANISATIONS, OrganisationSeed);
export const readRoles = (files: SeedFiles) => files.json(ROLES, RolesSeed);

/** Look-up for the files that refer to organisations: gives back the key, or throws. */
export const organisationKeys = (files: SeedFiles) => keysOf(ORGANISATIONS, readOrganisations(files));
export const unitKeys = (files: SeedFiles) => keysOf(UNITS, readUnits(files));

/** `<organisation key>/<slug>`: the units that all organisations of a kind have, then those of single ones. */
export function readUnits(files: SeedFiles): { key: string; organisation: string; name: string }[] {
  const { defaults, extra } = files.json(UNITS, UnitsSeed);
  const known = organisationKeys(files);
  const replaced = new Set(extra.filter((one) => one.replacesDefaults).map((one) => known(one.organisation, UNITS)));
  const usual = readOrganisations(files)
    .filter((organisation) => !replaced.has(organisation.key))
    .map(({ key, kind }) => ({ organisation: key, units: defaults.find((one) => one.kind === kind)?.units ?? [] }));
  return [...usual, ...extra].flatMap(({ organisation, units }) =>
    units.map((unit) => ({ key: `${known(organisation, UNITS)}/${unit.slug}`, organisation, name: unit.name.sv })),
  );
}

export const organisationSeeds: SeedFile[] = [
  {
    file: ORGANISATIONS,
    tables: (files) => {
      const known = organisationKeys(files);
      return [
        seedTable<Organisation>(
          'organisation',
          'Organisation',
          readOrganisations(files).map((row) => {
            if (row.validFrom && row.validTo && row.validFrom >= row.validTo)
              throw new SeedError(ORGANISATIONS, row.key, 'it ends before it begins');
            return {
              key: row.key,
              values: {
                key: row.key,
                kind: row.kind,
                name: row.name,
                shortName: row.shortName ?? row.name,
                orgNumber: row.orgNumber,
                scbCode: row.scbCode,
                county: row.county,
                verified: row.verified === 'true',
                // Gotland: a municipality with a region's tasks is one legal person, and weighs once.
                regionalTasks: row.kind === OrganisationKind.MUNICIPALITY && /REGIONAL/.test(row.tasks ?? ''),
                validFrom: row.validFrom,
                validTo: row.validTo,
                successorId: row.successorKey ? seedId('Organisation', known(row.successorKey, ORGANISATIONS)) : null,
              },
            };
          }),
        ),
      ];
    },
  },
  {
    file: NAMES,
    tables: (files) => {
      const known = organisationKeys(files);
      return [
        seedTable<OrganisationName>(
          'organisation_name',
          'OrganisationName',
          files.json(NAMES, z.array(NameSeed)).map((row) => ({
            key: row.key,
            values: {
              organisationId: seedId('Organisation', known(row.organisation, NAMES)),
              name: row.name,
              validFrom: row.from,
              validTo: row.to,
            },
          })),
        ),
      ];
    },
  },
  {
    file: UNITS,
    tables: (files) => [
      seedTable<Unit>(
        'unit',
        'Unit',
        readUnits(files).map(({ key, organisation, name }) => ({
          key,
          values: { organisationId: seedId('Organisation', organisation), key, name },
        })),
      ),
    ],
  },
  {
    file: ROLES,
    tables: (files) => {
      const said = new Set(readRoles(files).map((role) => role.key));
      for (const role of Object.values(Role))
        if (!said.has(role)) throw new SeedError(ROLES, role, 'the role is missing');
      return [];
    },
  },
];
