import type { Command } from 'commander';
import pg from 'pg';
import { CommandFailure, type CommandLine } from '../platform/command-line.js';
import { newId } from '../platform/ids.js';
import { Role, STAFF_ROLES } from './person.entity.js';

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.[^\s@<>".]{2,}$/;

interface Wanted {
  email: string;
  name: string;
  role: Role;
  organisation: string;
  unit: string | null;
}

/**
 * The first administrator of a new installation, whom nobody is there to invite: it takes the deploy login, so whoever can
 * do it could do anything. Everybody else is invited in the program, by somebody who is seen in the trail.
 */
export function personCommands(program: Command, cli: CommandLine): void {
  const person = program.command('person').description('Personer. (People.)');
  cli
    .add(
      person,
      'add <e-mail>',
      'Lägger in en person med en roll, för den första administratören. (A person with a role.)',
      async ([email = ''], options) => {
        const wanted: Wanted = {
          email: email.trim().toLowerCase(),
          name: String(options.name).trim(),
          role: String(options.role).toUpperCase() as Role,
          organisation: String(options.organisation ?? 'skr'),
          unit: options.unit === undefined ? null : String(options.unit),
        };
        check(wanted);
        const done = await cli.withDeployLogin((url) => addPerson(url, wanted));
        const what = done.granted ? `har nu rollen ${wanted.role}` : `hade redan rollen ${wanted.role}`;
        return { text: `${wanted.name} <${wanted.email}> ${what} i ${done.unit}.`, json: { ...done, ...wanted } };
      },
    )
    .requiredOption('--name <name>', 'för- och efternamn (full name)')
    .option('--role <role>', `en av ${Object.values(Role).join(', ')} (one of)`, 'ADMIN')
    .option('--organisation <key>', 'organisationens nyckel i grunddata (its key in the reference data)', 'skr')
    .option('--unit <key>', 'enhetens nyckel; annars den första (key of the unit; else the first)')
    .addHelpText('after', '\nExempel:\n  npx lagrum person add anna.berg@example.se --name "Anna Berg" --role ADMIN');
}

function check({ email, name, role }: Wanted): void {
  if (!EMAIL.test(email)) throw new CommandFailure('E-postadressen är inte en adress. (Not an e-mail address.)');
  if (name.length < 2 || name.length > 200) throw new CommandFailure('Ange för- och efternamn. (Give the full name.)');
  if (!Object.values(Role).includes(role)) {
    throw new CommandFailure(`Rollen finns inte. Välj en av ${Object.values(Role).join(', ')}. (No such role.)`);
  }
}

/** One transaction, with its line in the trail of the person; twice changes nothing. */
async function addPerson(url: string, wanted: Wanted): Promise<{ id: string; unit: string; granted: boolean }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const { rows: units } = await client.query<{ id: string; name: string; organisation: string; kind: string }>(
      `select u.id, u.name, o.id as organisation, o.kind from unit u join organisation o on o.id = u.organisation_id
       where o.key = $1 and ($2::text is null or u.key = $2) and u.valid_to is null order by u.key limit 1`,
      [wanted.organisation, wanted.unit],
    );
    const unit = units[0];
    if (!unit)
      throw new CommandFailure('Organisationen eller enheten finns inte i grunddata. (No such organisation or unit.)');
    if (STAFF_ROLES.includes(wanted.role) !== (unit.kind === 'ASSOCIATION')) {
      throw new CommandFailure(
        `Rollen ${wanted.role} hör ${STAFF_ROLES.includes(wanted.role) ? 'hemma på förbundet' : 'till medlemmarna'}. (The role belongs elsewhere.)`,
      );
    }
    await client.query('insert into person (id, name, email) values ($1, $2, $3) on conflict (email) do nothing', [
      newId('Person'),
      wanted.name,
      wanted.email,
    ]);
    const { rows: people } = await client.query<{ id: string }>('select id from person where email = $1', [
      wanted.email,
    ]);
    const id = people[0]!.id;
    const { rowCount } = await client.query(
      `insert into membership (id, person_id, organisation_id, unit_id, role) values ($1, $2, $3, $4, $5)
       on conflict (person_id, unit_id, role) where ended_at is null do nothing`,
      [newId('Membership'), id, unit.organisation, unit.id, wanted.role],
    );
    if (rowCount) {
      await client.query(
        `select audit_append($1, 'membership.granted', 'system:command-line', null, $2, 'SHARED', now(), null, $3, '{}')`,
        [id, unit.organisation, JSON.stringify({ role: wanted.role, unit: unit.id })],
      );
    }
    await client.query('commit');
    return { id, unit: unit.name, granted: Boolean(rowCount) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
