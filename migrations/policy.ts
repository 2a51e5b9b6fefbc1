/**
 * The one text of the read-and-write policy (doc/architecture.md, "Who sees what"), for an entry or for a child that
 * carries copies of its columns. Its twin in TypeScript is `catalogue/visibility.ts`; the two are tested against each
 * other. A change here is a new migration that re-creates the policies.
 *
 * `id`, `kind`, `unit`, `visibility`: the columns as the table names them.
 */
export function visibleSql(columns: { id: string; kind: string; unit: string; visibility: string }): string {
  const { id, kind, unit, visibility } = columns;
  return (
    `(${visibility} = 'WORLD'` +
    ` or (${visibility} = 'MEMBERS' and (select app_member()))` +
    ` or (${visibility} <> 'RESTRICTED' and ${unit} = any((select app_units())::uuid[]))` +
    ` or (${visibility} in ('PARTIES','MEMBERS') and ${kind} = any((select app_kinds())::text[]))` +
    ` or ${id} = any((select app_granted())::uuid[])` +
    ` or ${kind} = any((select app_system_kinds())::text[]))`
  );
}

export const ENTRY_COLUMNS = { id: 'id', kind: 'kind', unit: 'owner_unit_id', visibility: 'visibility' };
export const CHILD_COLUMNS = { id: 'entry_id', kind: 'kind', unit: 'owner_unit_id', visibility: 'visibility' };

/**
 * Row security on one table: ENABLE + FORCE, the policy for signed-in logins, and for nobody-signed-in only what the
 * world sees. `also` narrows what signed-in readers see (drafts, internal notes), `world` what the public sees; `world:
 * null` = the public sees nothing of it.
 */
export function protect(
  table: string,
  visible: string,
  { also, world, force = true }: { also?: string; world: string | null; force?: boolean },
): string[] {
  const rule = also ? `(${visible} and ${also})` : visible;
  return [
    `alter table ${table} enable row level security`,
    ...(force ? [`alter table ${table} force row level security`] : []),
    `create policy ${table}_visible on ${table} for all to lagrum_app, lagrum_reader using ${rule} with check ${rule}`,
    ...(world === null
      ? []
      : [`create policy ${table}_public on ${table} for select to lagrum_anonymous using (${world})`]),
  ];
}
