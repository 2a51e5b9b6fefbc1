import { z } from 'zod';
import { SeedError, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { organisationKeys, readRoles, unitKeys } from './organisation.seed.js';
import { Membership, Person, Role } from './person.entity.js';

const PEOPLE = 'demo/people.json';

const PersonSeed = z.object({
  key: z.string(),
  email: z.string().regex(/^[a-z0-9-]+@[a-z0-9-]+\.demo$/, 'a demo person has a lower-case address under .demo'),
  name: z.string().min(1),
  organisation: z.string(),
  memberships: z.array(z.object({ unit: z.string(), title: z.string(), roles: z.array(z.enum(Role)).min(1) })).min(1),
  assuranceLevel: z.number().int().min(2).max(4),
  language: z.enum(['sv', 'en']),
  // The file may never name anybody who exists.
  fictitious: z.literal(true),
});

export const readPeople = (files: SeedFiles) => files.json(PEOPLE, z.array(PersonSeed));

/** The id of a demo person, by the address that the other demo files use. */
export function personIdOf(files: SeedFiles, email: string, from: string): string {
  const person = readPeople(files).find((one) => one.email === email);
  if (!person) throw new SeedError(from, email, `refers to nobody in seeds/${PEOPLE}`);
  return seedId('Person', person.key);
}

/** Only for development and demonstration: with the demo provider of identities, anybody can sign in as them. */
export const personSeeds: SeedFile[] = [
  {
    file: PEOPLE,
    tables: (files) => {
      const people = readPeople(files);
      const organisation = organisationKeys(files);
      const unit = unitKeys(files);
      const heldBy = new Map(readRoles(files).map((role) => [role.key, role.heldBy]));
      return [
        seedTable<Person>(
          'person',
          'Person',
          people.map(({ key, name, email, language }) => ({ key, values: { name, email, language } })),
        ),
        seedTable<Membership>(
          'membership',
          'Membership',
          people.flatMap((person) =>
            person.memberships.flatMap((membership) =>
              membership.roles.map((role) => {
                const staff = person.organisation === 'skr';
                if ((heldBy.get(role) === 'STAFF') !== staff)
                  throw new SeedError(PEOPLE, person.key, `${role} is not held in ${person.organisation}`);
                if (!membership.unit.startsWith(`${person.organisation}/`))
                  throw new SeedError(PEOPLE, person.key, `${membership.unit} is no unit of ${person.organisation}`);
                return {
                  key: `${person.key}/${membership.unit}/${role}`,
                  values: {
                    personId: seedId('Person', person.key),
                    organisationId: seedId('Organisation', organisation(person.organisation, PEOPLE)),
                    unitId: seedId('Unit', unit(membership.unit, PEOPLE)),
                    role,
                  },
                };
              }),
            ),
          ),
        ),
      ];
    },
  },
];
