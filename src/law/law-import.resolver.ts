import { Args, Extensions, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { FileService } from '../catalogue/file.service.js';
import { connectionOf, type Page, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import { LawImport, LawImportRecord, LawImportRecordState, LawLedgerEntry } from './law-import.entity.js';
import { LawImportInput, LawLedgerFilter, LawLedgerHandleInput } from './law-import.inputs.js';
import {
  IMPORT_COLUMNS,
  importList,
  LEDGER_COLUMNS,
  LEDGER_FROM,
  ledgerList,
  recordList,
} from './law-import.queries.js';
import { MOST_SHOWN, recordsOfImport } from './law-import.loaders.js';
import { LawImports } from './law-imports.service.js';
import { LawLedgers } from './law-ledger.service.js';
import { designationOf } from './statute-record.js';
import { MAX_DOCUMENT_BYTES } from './statute-text.js';

const MOST_RECORDS = 200;
const MOST_NAME = 200;
const MOST_ADDRESS = 2_000;

const LawImportConnection = connectionOf(() => LawImport, 'LawImport');
const LawImportRecordConnection = connectionOf(() => LawImportRecord, 'LawImportRecord');
const LawLedgerConnection = connectionOf(() => LawLedgerEntry, 'LawLedgerEntry');
const LawImportPayload = payloadOf('LawImport', {
  lawImport: { type: () => LawImport, description: 'The import; its job does the work.' },
});
const LawLedgerHandlePayload = payloadOf('LawLedgerHandle', {
  line: { type: () => LawLedgerEntry, description: 'The line as it is now.' },
});

@Resolver(() => LawImport)
export class LawImportResolver {
  constructor(
    private readonly imports: LawImports,
    private readonly files: FileService,
    private readonly gate: PrivacyGate,
    private readonly seal: CursorSeal,
  ) {}

  @Mutation(() => LawImportPayload, {
    description:
      'Reads statutes in, as a job. The same record again changes nothing; a newer consolidation gives a change set.',
  })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  async lawImport(
    @CurrentActor() actor: Actor,
    @Args('input') input: LawImportInput,
    @Ctx() context: RequestContext,
  ): Promise<{ lawImport: LawImport | null }> {
    const { id } = await this.imports.request(actor, await this.given(actor, input));
    return { lawImport: await this.one(context, id) };
  }

  @Query(() => LawImportConnection, { description: 'Imports of law, the latest first.' })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  lawImports(@Ctx() context: RequestContext, @Args() args: PageArgs): Promise<Page<LawImport>> {
    return page<LawImport>(context, this.seal, importList(), args);
  }

  @Query(() => LawImport, { name: 'lawImport', nullable: true, description: 'One import of law.' })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  lawImportById(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'The import.' }) id: string,
  ): Promise<LawImport | null> | null {
    return isId(id, 'LawImport') ? this.one(context, id) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who asked for it; null for the command line.' })
  requestedBy(@Parent() row: LawImport, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.requestedBy ? context.load(personById, row.requestedBy) : null;
  }

  @ResolveField(() => [LawImportRecord], {
    description: 'Its first 100 records: those that failed, then the others as they were given. All: lawImportRecords.',
  })
  @Extensions({ size: MOST_SHOWN })
  async records(@Parent() row: LawImport, @Ctx() context: RequestContext): Promise<LawImportRecord[]> {
    return (await context.load(recordsOfImport, row.id)) ?? [];
  }

  @Query(() => LawImportRecordConnection, {
    description: 'Records of an import, in the order in which they were given.',
  })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  lawImportRecords(
    @Ctx() context: RequestContext,
    @Args('import', { type: () => ID, description: 'The import.' }) id: string,
    @Args() args: PageArgs,
    @Args('states', { type: () => [LawImportRecordState], nullable: true, description: 'Only those that fared so.' })
    states: LawImportRecordState[] | null,
  ): Promise<Page<LawImportRecord>> {
    if (!isId(id, 'LawImport')) throw notFound('import');
    return page<LawImportRecord>(context, this.seal, recordList(id, states ?? null), args);
  }

  private one(context: RequestContext, id: string): Promise<LawImport | null> {
    return context.reads.one<LawImport>(
      context,
      'law_import_by_id',
      `select ${IMPORT_COLUMNS} from law_import i where i.id = $1`,
      [id],
    );
  }

  /** The words of the law pass no gate: they are published, and the numbers in them are of acts. Names of files do. */
  private async given(
    actor: Actor,
    { texts, uploads, addresses }: LawImportInput,
  ): Promise<{ name: string; bytes: Uint8Array | null; expected: string | null }[]> {
    const count = (texts?.length ?? 0) + (uploads?.length ?? 0) + (addresses?.length ?? 0);
    if (count === 0) throw new UserError('LAW_IMPORT_EMPTY', 'input');
    if (count > MOST_RECORDS) throw new UserError('LAW_IMPORT_TOO_MANY', 'input', { max: MOST_RECORDS });
    const named = (text: string, path: string, max: number): string => {
      const rule = { max, path, required: true, singleLine: true };
      return this.gate.pass({ name: { text, rule } }, null, { restricted: false }).name!;
    };
    const inline = (texts ?? []).map(({ name, text, expected }, at) => ({
      name: named(name, `input.texts.${at}.name`, MOST_NAME),
      bytes: Buffer.from(text, 'utf8'),
      expected: expectedOf(expected, `input.texts.${at}.expected`),
    }));
    const uploaded = [];
    for (const [at, { upload, name, expected }] of (uploads ?? []).entries()) {
      uploaded.push({
        name: named(name, `input.uploads.${at}.name`, MOST_NAME),
        bytes: await this.files.contentOf(actor, upload, MAX_DOCUMENT_BYTES),
        expected: expectedOf(expected, `input.uploads.${at}.expected`),
      });
    }
    const fetched = (addresses ?? []).map(({ url, expected }, at) => ({
      name: named(url, `input.addresses.${at}.url`, MOST_ADDRESS),
      bytes: null,
      expected: expectedOf(expected, `input.addresses.${at}.expected`),
    }));
    return [...inline, ...uploaded, ...fetched];
  }
}

function expectedOf(given: string | null | undefined, path: string): string | null {
  if (given === null || given === undefined) return null;
  const designation = designationOf(given.replace(/^sfs\//i, ''));
  if (designation === null) throw new UserError('LAW_DESIGNATION', path);
  return `sfs/${designation}`;
}

@Resolver(() => LawLedgerEntry)
export class LawLedgerResolver {
  constructor(
    private readonly ledgers: LawLedgers,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => LawLedgerConnection, {
    description: 'What was kept of the law and not understood, for whoever keeps the catalogue; the latest first.',
  })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  lawLedger(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => LawLedgerFilter, nullable: true, description: 'Which lines.' })
    filter: LawLedgerFilter | null,
  ): Promise<Page<LawLedgerEntry>> {
    return page<LawLedgerEntry>(context, this.seal, ledgerList(filter ?? {}), args);
  }

  @Mutation(() => LawLedgerHandlePayload, { description: 'Says that a line of the ledger has been looked at.' })
  @Can('law:import', Role.CATALOGUER, Role.ADMIN)
  async lawLedgerHandle(
    @CurrentActor() actor: Actor,
    @Args('input') input: LawLedgerHandleInput,
    @Ctx() context: RequestContext,
  ): Promise<{ line: LawLedgerEntry | null }> {
    const { id } = await this.ledgers.handle(actor, input);
    const line = await context.reads.one<LawLedgerEntry>(
      context,
      'law_ledger_by_id',
      `select ${LEDGER_COLUMNS} ${LEDGER_FROM} where l.id = $1`,
      [id],
    );
    return { line };
  }

  @ResolveField(() => String, { description: 'Canonical id of the source, such as sfs/2010:800.' })
  source(@Parent() row: LawLedgerEntry & { sourceKey: string }): string {
    return row.sourceKey;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who looked at it.' })
  handledBy(@Parent() row: LawLedgerEntry, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.handledBy ? context.load(personById, row.handledBy) : null;
  }
}
