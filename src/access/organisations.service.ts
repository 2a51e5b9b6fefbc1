import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { organisationNumber, shortText } from './access.texts.js';
import { Actor } from './actor.js';
import { Organisation, Unit } from './organisation.entity.js';
import { OrganisationUpdateInput, UnitCreateInput } from './organisations.inputs.js';
import { Role } from './person.entity.js';

/** ADMIN manages every organisation; an ORG_ADMIN its own, except what its identity rests on. */
@Injectable()
export class OrganisationService {
  constructor(private readonly database: Database) {}

  async update(actor: Actor, input: OrganisationUpdateInput): Promise<{ id: string }> {
    const { id, expectedVersion: version, approvesSending } = input;
    requireManager(actor, id, 'input.id');
    for (const field of ['orgNumber', 'shortName', 'verified'] as const) {
      if (isGiven(input[field]) && !actor.has(Role.ADMIN)) throw new UserError('FORBIDDEN', `input.${field}`);
    }
    const set: Partial<Organisation> = {
      ...(isGiven(input.orgNumber) ? { orgNumber: organisationNumber(input.orgNumber, 'input.orgNumber') } : {}),
      ...(isGiven(input.shortName) ? { shortName: shortText(input.shortName, 'input.shortName', 100) } : {}),
      ...(isGiven(input.verified) ? { verified: input.verified } : {}),
      ...(isGiven(approvesSending) ? { approvesSending } : {}),
    };
    return this.database.transact(actor, async (tx) => {
      if (set.orgNumber) {
        const taken = await tx.one('select 1 as taken from organisation where org_number = $1 and id <> $2', [
          set.orgNumber,
          id,
        ]);
        if (taken) throw new UserError('ORG_NUMBER_TAKEN', 'input.orgNumber');
      }
      const now = await tx.guard(Organisation, { id, version, path: 'input.id' }, set);
      await tx.record({ subject: id, action: 'organisation.updated', facts: { version: now, ...set } as never });
      return { id };
    });
  }

  async createUnit(actor: Actor, input: UnitCreateInput): Promise<{ id: string }> {
    const { organisationId } = input;
    requireManager(actor, organisationId, 'input.organisationId');
    const name = shortText(input.name, 'input.name');
    return this.database.transact(actor, async (tx) => {
      // Locked, so that two of the same name do not slip past each other.
      const found = await tx.one('select id from organisation where id = $1 for update', [organisationId]);
      if (!found) throw notFound('input.organisationId');
      const same = await tx.one(
        `select 1 as same from unit where organisation_id = $1 and (lower(name) = lower($2) or key = $3)
         and (valid_to is null or valid_to > $4::date)`,
        [organisationId, name, keyOf(name), tx.now],
      );
      if (same) throw new UserError('UNIT_EXISTS', 'input.name');
      const id = newId('Unit', tx.now.getTime());
      const taken = await tx.one('select 1 as taken from unit where organisation_id = $1 and key = $2', [
        organisationId,
        keyOf(name),
      ]);
      await tx.insert(Unit, {
        id,
        organisationId,
        key: taken ? `${keyOf(name)}-${id}` : keyOf(name),
        name,
        validFrom: input.validFrom ?? null,
      });
      await tx.record({ subject: organisationId, action: 'unit.created', facts: { unit: id }, values: { name } });
      return { id };
    });
  }
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

/** The same answer for what is not there and for what is somebody else's to manage. */
function requireManager(actor: Actor, organisationId: string, path: string): void {
  const manages = actor.has(Role.ADMIN) || actor.hasInOrganisation(organisationId, Role.ORG_ADMIN);
  if (!isId(organisationId, 'Organisation') || !manages) throw notFound(path);
}

/** `Barn- och utbildningsnämnden` → `barn-och-utbildningsnamnden`, as the seed files name units. */
function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
