import { z } from 'zod';
import { organisationKeys } from '../access/organisation.seed.js';
import { Day, keysOf, SeedError, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { Act, ActFamily, ActName, ActNameForm, Succession, SuccessionKind, SuccessionPartyRow } from './act.entity.js';

const ACTS = 'reference/acts.json';
const SUCCESSIONS = 'reference/successions.json';

const ActSeed = z.object({
  key: z.string().regex(/^[a-z-]+\/\S+$/),
  family: z.enum(ActFamily),
  name: z.string().min(1),
  names: z
    .array(z.object({ text: z.string().min(1), form: z.enum(ActNameForm), from: Day.nullable(), to: Day.nullable() }))
    .min(1),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  successor: z.string().nullable(),
  verified: z.boolean(),
  note: z.string().nullable(),
});

const PartySeed = z.union([
  z.strictObject({ organisation: z.string(), name: z.string().optional() }),
  z.strictObject({ act: z.string(), fragment: z.string().optional() }),
  z.strictObject({ term: z.string() }),
]);
const SuccessionSeed = z.object({
  key: z.string(),
  kind: z.enum(SuccessionKind),
  from: PartySeed,
  to: z.array(PartySeed),
  date: Day,
  part: z.string().nullable(),
  verified: z.boolean(),
  note: z.string().nullable(),
});

const readActs = (files: SeedFiles) => files.json(ACTS, z.array(ActSeed));
export const actKeys = (files: SeedFiles) => keysOf(ACTS, readActs(files));

/** An act's names have no key of their own: form, text and their count make one that a corrected date does not move. */
function namesOf(act: z.infer<typeof ActSeed>) {
  const seen = new Map<string, number>();
  return act.names.map((name) => {
    const key = `${act.key}/${name.form}/${name.text}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { key: before === 0 ? key : `${key}/${before + 1}`, name };
  });
}

export const actSeeds: SeedFile[] = [
  {
    file: ACTS,
    tables: (files) => {
      const known = actKeys(files);
      const acts = readActs(files);
      return [
        seedTable<Act>(
          'act',
          'Act',
          acts.map((act) => ({
            key: act.key,
            values: {
              key: act.key,
              family: act.family,
              name: act.name,
              validFrom: act.validFrom,
              validTo: act.validTo,
              successorId: act.successor ? seedId('Act', known(act.successor, ACTS)) : null,
              verified: act.verified,
              note: act.note,
            },
          })),
        ),
        seedTable<ActName>(
          'act_name',
          'ActName',
          acts.flatMap((act) =>
            namesOf(act).map(({ key, name }) => {
              if (name.from && name.to && name.from >= name.to)
                throw new SeedError(ACTS, act.key, `${name.text} ends before it begins`);
              return {
                key,
                values: {
                  actId: seedId('Act', act.key),
                  text: name.text,
                  form: name.form,
                  validFrom: name.from,
                  validTo: name.to,
                },
              };
            }),
          ),
        ),
      ];
    },
  },
  {
    file: SUCCESSIONS,
    tables: (files) => {
      const act = actKeys(files);
      const organisation = organisationKeys(files);
      const party = (seed: z.infer<typeof PartySeed>): SuccessionPartyRow => {
        if ('organisation' in seed)
          return {
            organisationId: seedId('Organisation', organisation(seed.organisation, SUCCESSIONS)),
            name: seed.name,
          };
        if ('act' in seed) return { actId: seedId('Act', act(seed.act, SUCCESSIONS)), fragment: seed.fragment };
        return { name: seed.term };
      };
      return [
        seedTable<Succession>(
          'succession',
          'Succession',
          files.json(SUCCESSIONS, z.array(SuccessionSeed)).map((row) => {
            if ((row.kind === SuccessionKind.ENDED) !== (row.to.length === 0))
              throw new SeedError(SUCCESSIONS, row.key, 'what ENDED has no successor, and nothing else lacks one');
            return {
              key: row.key,
              values: {
                key: row.key,
                kind: row.kind,
                predecessor: party(row.from),
                successors: row.to.map(party),
                date: row.date,
                part: row.part,
                verified: row.verified,
                note: row.note,
              },
            };
          }),
        ),
      ];
    },
  },
];
