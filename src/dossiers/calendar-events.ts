import ical, { ICalEventTransparency } from 'ical-generator';
import { createHash } from 'node:crypto';
import { Actor } from '../access/actor.js';
import { dateOfDay, dayNumber } from '../calendar/stockholm-time.js';
import { Reader, Reads } from '../platform/database/reads.js';
import { Language, say } from '../platform/i18n/messages.js';
import { CalendarScope, CalendarToken } from './calendar-token.entity.js';

/** A date in a calendar; the same row gives the same event, whenever it is asked for. */
export interface CalendarRow {
  id: string;
  kind: 'REMISS' | 'DRAFT' | 'UNITS' | 'BOARD' | 'SEND';
  on: string;
  entryId: string;
  ref: string | null;
  title: string;
  link: string | null;
  ministryReference: string | null;
  changedAt: Date;
}

/** Calendars show what lies ahead and what has just been; a calendar that only grows is slow in every program. */
const DAYS_BACK = 90;
const MOST_EVENTS = 1_000;

const EVENT = `e.id as "entryId", e.ref, e.title, e.updated_at as "changedAt"`;
const REMISS = `select s.id, 'REMISS' as kind, s.deadline as on, ${EVENT}, s.link, s.ministry_reference as "ministryReference"
  from dossier_stage s join entry e on e.id = s.entry_id join dossier d on d.id = e.id
 where s.deadline is not null and s.state = 'CONFIRMED' and e.state in ('OPEN','RESTING')`;
const MILESTONE = `select m.id, m.milestone as kind, m.due_on as on, ${EVENT}, null::text as link, null::text as "ministryReference"
  from dossier_milestone m join entry e on e.id = m.entry_id join dossier d on d.id = e.id where m.state = 'OPEN'`;
const ASKED = (organisations: string): string =>
  `exists (select 1 from dossier_consultee c where c.stage_id = s.id and c.organisation_id = any(${organisations}::uuid[]))`;

const within = (union: string): string =>
  `select * from (${union}) x where x.on >= $1::date order by x.on, x.id limit ${MOST_EVENTS}`;

/** Remisser of dossiers that the world sees. */
export function publicDates(reads: Reads, reader: Reader, today: string): Promise<CalendarRow[]> {
  return reads.all<CalendarRow>(reader, 'calendar_public', within(REMISS), [from(today)]);
}

/**
 * Of a person: remisser of dossiers that they follow or watch, or that their organisation was asked in, and milestones that
 * they have. Of a unit: remisser of its dossiers or that its organisation was asked in, and the milestones of its dossiers.
 */
export function datesOf(
  reads: Reads,
  actor: Actor,
  token: Pick<CalendarToken, 'scope' | 'unitId'>,
  today: string,
): Promise<CalendarRow[]> {
  if (token.scope === CalendarScope.UNIT) {
    const organisations = actor.memberships
      .filter((one) => one.unitId === token.unitId)
      .map((one) => one.organisationId);
    return reads.all<CalendarRow>(
      actor,
      'calendar_of_unit',
      within(`${REMISS} and (e.owner_unit_id = $2 or ${ASKED('$3')}) union all ${MILESTONE} and e.owner_unit_id = $2`),
      [from(today), token.unitId, organisations],
    );
  }
  return reads.all<CalendarRow>(
    actor,
    'calendar_of_person',
    within(
      `${REMISS} and (d.responsible_id = $2 or ${ASKED('$3')}
          or exists (select 1 from watch w where w.entry_id = e.id and w.person_id = $2))
       union all ${MILESTONE} and (m.responsible_id = $2 or (m.responsible_id is null and d.responsible_id = $2)
          or exists (select 1 from task t where t.entry_id = e.id and t.task_kind = 'MILESTONE' and t.cause = m.id::text
                      and t.assignee_id = $2 and t.state in ('OPEN','CLAIMED')))`,
    ),
    [from(today), actor.personId, actor.context!.organisations],
  );
}

const from = (today: string): string => dateOfDay(dayNumber(today) - DAYS_BACK);

/** The calendar as text, with a tag that changes only when it does. */
export function calendarText(
  rows: readonly CalendarRow[],
  { name, language, address }: { name: string; language: Language; address: string },
): { body: string; tag: string } {
  const calendar = ical({
    name,
    prodId: { company: 'Lagrum', product: 'Lagrum', language: language.toUpperCase() },
    // Programs that heed it ask four times a day and not every minute.
    ttl: 6 * 60 * 60,
  });
  for (const row of rows) {
    const words = say(`CALENDAR_${row.kind}`, language);
    calendar.createEvent({
      id: `${row.id}@lagrum`,
      // Days of Stockholm, not moments: a program in another zone shows the same day.
      start: new Date(`${row.on}T00:00:00Z`),
      end: new Date(`${dateOfDay(dayNumber(row.on) + 1)}T00:00:00Z`),
      allDay: true,
      stamp: row.changedAt,
      summary: `${words}: ${row.title}${row.ref ? ` (${row.ref})` : ''}`,
      description: [row.ministryReference, row.link].filter(Boolean).join('\n') || null,
      url: `${address}/entry/${encodeURIComponent(row.ref ?? row.entryId)}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  const body = calendar.toString();
  return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
}
