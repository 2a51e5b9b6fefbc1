import type pg from 'pg';
import { unitKeys } from '../access/organisation.seed.js';
import { Role } from '../access/person.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { SeedLink, seedLinks } from '../catalogue/link.seed.js';
import { EntrySubjectArea } from '../catalogue/subject-area.entity.js';
import { canonicalId } from '../citations/canonical-id.js';
import { readDossiers } from '../dossiers/dossier.seed.js';
import { Certainty, Claim, ClaimEvidence, ClaimGrade, ClaimGrading, ClaimProvision } from '../goals/claim.entity.js';
import { Goal, GoalState } from '../goals/goal.entity.js';
import { SeedError, SeedFile, SeedFiles, seedTable } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { type Outcome, readBarriers2011, readOutcomes } from './strategy.seed.js';

const OUTCOMES = 'reference/strategy-outcomes.json';
const OWNER = { organisation: 'skr', unit: 'skr/avdelningen-for-digitalisering' };
/** When the strategy was adopted the claims were made. */
const CLAIMED = '2011-04-01';
/** The day to which the files were checked against the public records; an outcome without a day of its own stands from here. */
const CHECKED = '2026-09-01';

const CERTAINTY: Record<'H' | 'M' | 'L', Certainty> = { H: Certainty.HIGH, M: Certainty.MEDIUM, L: Certainty.LOW };
const WORDS: Record<ClaimGrade, string> = {
  [ClaimGrade.PENDING]: 'inte avgjort',
  [ClaimGrade.MET]: 'tillgodosett',
  [ClaimGrade.LARGELY_MET]: 'i huvudsak tillgodosett',
  [ClaimGrade.PARTLY_MET]: 'delvis tillgodosett',
  [ClaimGrade.REJECTED]: 'avvisat',
  [ClaimGrade.OVERTAKEN]: 'överspelat',
  [ClaimGrade.UNKNOWN]: 'okänt',
  [ClaimGrade.DROPPED]: 'nedlagt',
};
const SURE = { H: 'hög', M: 'medel', L: 'låg' };

type Chain = Outcome['chains'][number];

/** As the table shows it again, so that a second seeding finds nothing new. */
const moment = (day: string): Date => `${day}T00:00:00+00:00` as never as Date;
const goalId = (key: string): string => seedId('Goal', key);
const claimId = (chain: Chain): string => seedId('Claim', chain.key);

/** A goal ends when all that it demanded is settled and most of it was gained, or when the question itself went away. */
function stateOf({ grade, chains }: Outcome): GoalState {
  const open = chains.some((chain) => chain.grade === 'PENDING' || chain.grade === 'UNKNOWN');
  if (open) return GoalState.ACTIVE;
  if (grade === 'MET' || grade === 'LARGELY_MET') return GoalState.ACHIEVED;
  return grade === 'OVERTAKEN' ? GoalState.ABANDONED : GoalState.ACTIVE;
}

/** The day from which the outcome stands: its own, the last day of its documents, or the day the files were checked. */
function settledOn({ on, documents }: Chain): string {
  const days = documents.flatMap(({ date }) => (date ? [date] : [])).sort();
  return on ?? days.at(-1) ?? CHECKED;
}

/** A claim that still waits has but the grade it was made with. */
function gradingsOf(chain: Chain): { key: string; at: string; grade: ClaimGrade; final: boolean }[] {
  const final = chain.grade !== 'PENDING';
  const made = { key: `${chain.key}/yrkat`, at: CLAIMED, grade: ClaimGrade.PENDING, final: !final };
  if (!final) return [made];
  return [made, { key: `${chain.key}/utfall`, at: settledOn(chain), grade: ClaimGrade[chain.grade], final: true }];
}

/** Documents, and the places in the law where what they did shows. */
function evidenceOf({ documents }: Chain): { target: string; note: string | null }[] {
  const targets = documents.flatMap(({ id, provision, note }) => [
    { target: id, note },
    ...(provision ? [{ target: provision, note }] : []),
  ]);
  const seen = new Set<string>();
  return targets.filter(({ target }) => !seen.has(target) && seen.add(target));
}

/** What it wanted changed: the places in the law that were, else the acts. */
function provisionsOf({ documents }: Chain): string[] {
  const law = documents.flatMap(({ id, stage, provision }) => {
    if (provision) return [provision];
    return stage === 'IN_FORCE' && canonicalId(id)?.law ? [id] : [];
  });
  return [...new Set(law)];
}

function sourceOf(target: string, key: string): string {
  const id = canonicalId(target);
  if (!id) throw new SeedError(OUTCOMES, key, `${target} is no canonical id`);
  return id.source;
}

const explanationOf = ({ result, note }: Chain): string => (note ? `${result} ${note}` : result);
const described = ({ summary, grade, certainty }: Outcome): string =>
  `${summary}\n\nSamlad bedömning: ${WORDS[ClaimGrade[grade]]} (säkerhet: ${SURE[certainty]}).`;

/** Dossiers that hold a document of one of its chains: both files name documents as the law pages do. */
function dossiersOf(files: SeedFiles, outcome: Outcome) {
  const documents = new Set(outcome.chains.flatMap((chain) => chain.documents.map(({ id }) => id)));
  return readDossiers(files).filter(({ stages }) => stages.some((one) => one.document && documents.has(one.document)));
}

function linksOf(files: SeedFiles, outcome: Outcome): SeedLink[] {
  const goal = goalId(outcome.key);
  const link = (type: LinkType, fromId: string, toId: string, key: string): SeedLink => ({
    key: `${outcome.key}/${key}`,
    type,
    fromId,
    toId,
  });
  return [
    link(LinkType.PART_OF, goal, seedId('Measure', outcome.measure), outcome.measure),
    ...dossiersOf(files, outcome).map(({ key }) => link(LinkType.TRACKED_IN, goal, seedId('Dossier', key), key)),
    ...readBarriers2011(files)
      .filter(({ measure }) => measure === outcome.measure)
      .map(({ key }) => link(LinkType.PURSUED_BY, seedId('Barrier', key), goal, key)),
  ];
}

/** Numbers of the goals' own series, in the order of the file: what people have set before has the lower ones. */
async function numberGoals(client: pg.ClientBase, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await client.query(
      `with free as (select id from entry where id = $1 and ref is null),
       next as (insert into ref_counter (series, last) select 'P', 1 from free
                on conflict (series) do update set last = ref_counter.last + 1 returning last)
       update entry e set ref = 'P-' || next.last from free, next where e.id = free.id`,
      [goalId(key)],
    );
  }
}

/**
 * What became of the ten measures on law: each an advocacy goal with its claims, their grades, what shows them and how
 * sure that is. Only what was seen in the law's own text or register is verified; each other claim waits in the inbox of
 * the reviewers (VERIFY_SEED) until somebody has looked.
 */
export const outcomeSeeds: SeedFile[] = [
  {
    file: OUTCOMES,
    tables: (files) => {
      const outcomes = readOutcomes(files);
      const ownerUnitId = seedId('Unit', unitKeys(files)(OWNER.unit, OUTCOMES));
      const ownerOrgId = seedId('Organisation', OWNER.organisation);
      const under = ({ key }: Outcome) => ({
        entryId: goalId(key),
        kind: 'GOAL',
        ownerUnitId,
        visibility: 'WORLD' as const,
      });
      const chains = outcomes.flatMap((outcome) =>
        outcome.chains.map((chain, index) => ({ outcome, chain, number: index + 1, parent: under(outcome) })),
      );
      const gradings = chains.flatMap(({ chain, parent }) =>
        gradingsOf(chain).map((grading) => ({ ...grading, chain, parent })),
      );
      const provisions = chains.flatMap(({ chain, parent }) =>
        provisionsOf(chain).map((target) => ({ target, chain, parent })),
      );
      return [
        seedTable<EntryRow>(
          'entry',
          'Goal',
          outcomes.map((outcome) => ({
            key: outcome.key,
            values: {
              kind: 'GOAL' as EntryRow['kind'],
              title: outcome.goal,
              ownerOrgId,
              ownerUnitId,
              access: 'PUBLIC' as EntryRow['access'],
              visibility: 'WORLD',
              state: stateOf(outcome),
              createdBy: 'system:seed',
              publishedAt: moment(CLAIMED),
            },
          })),
        ),
        seedTable<Goal>(
          'goal',
          'Goal',
          outcomes.map((outcome) => {
            const ended = stateOf(outcome) !== GoalState.ACTIVE;
            return {
              key: outcome.key,
              values: {
                ...under(outcome),
                description: described(outcome),
                reason: ended ? outcome.summary : null,
                endedAt: ended ? moment(outcome.chains.map(settledOn).sort().at(-1)!) : null,
              },
            };
          }),
        ),
        seedTable<Claim>(
          'claim',
          'Claim',
          chains.map(({ chain, number, parent }) => ({
            key: chain.key,
            values: {
              ...parent,
              number,
              title: chain.claim,
              grade: ClaimGrade[chain.grade],
              certainty: CERTAINTY[chain.certainty],
              explanation: explanationOf(chain),
              provisions: provisionsOf(chain),
              verified: chain.verified,
              gradedAt: moment(chain.grade === 'PENDING' ? CLAIMED : settledOn(chain)),
              createdAt: moment(CLAIMED),
            },
          })),
        ),
        seedTable<ClaimProvision>(
          'claim_provision',
          'ClaimPart',
          provisions.map(({ target, chain, parent }) => ({
            key: `${chain.key}/${target}`,
            values: { ...parent, claimId: claimId(chain), target, source: sourceOf(target, chain.key) },
          })),
        ),
        seedTable<ClaimGrading>(
          'claim_grading',
          'ClaimPart',
          gradings.map(({ key, at, grade, final, chain, parent }) => ({
            key,
            values: {
              ...parent,
              claimId: claimId(chain),
              grade,
              certainty: final ? CERTAINTY[chain.certainty] : null,
              explanation: final ? explanationOf(chain) : null,
              at: moment(at),
            },
          })),
        ),
        seedTable<ClaimEvidence>(
          'claim_evidence',
          'ClaimPart',
          gradings
            .filter(({ final }) => final)
            .flatMap(({ key, chain, parent }) =>
              evidenceOf(chain).map(({ target, note }, i) => ({
                key: `${key}/${target}`,
                values: {
                  ...parent,
                  gradingId: seedId('ClaimPart', key),
                  target,
                  source: sourceOf(target, chain.key),
                  note,
                  position: i + 1,
                },
              })),
            ),
        ),
        seedTable<EntrySubjectArea>(
          'entry_subject_area',
          'Link',
          outcomes.flatMap((outcome) =>
            [...new Set(dossiersOf(files, outcome).flatMap(({ subjectAreas }) => subjectAreas))].map((area) => ({
              key: `${outcome.key}/${area}`,
              values: { ...under(outcome), subjectAreaId: seedId('SubjectArea', area) },
            })),
          ),
        ),
        seedTable(
          'task',
          'Task',
          chains
            .filter(({ chain }) => !chain.verified)
            .map(({ chain, parent }) => ({
              key: chain.key,
              values: {
                ...parent,
                taskKind: 'VERIFY_SEED',
                cause: claimId(chain),
                note: `${chain.claim}: ${explanationOf(chain)}`,
                orgId: ownerOrgId,
                role: Role.REVIEWER,
              },
            })),
        ),
      ];
    },
    after: async (client, files) => {
      const outcomes = readOutcomes(files);
      await numberGoals(
        client,
        outcomes.map(({ key }) => key),
      );
      return seedLinks(
        client,
        OUTCOMES,
        outcomes.flatMap((outcome) => linksOf(files, outcome)),
      );
    },
  },
];
