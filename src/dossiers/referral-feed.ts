import { XMLParser } from 'fast-xml-parser';
import { stockholmDate } from '../calendar/working-days.js';
import { httpsLink } from './riksdagen-data.js';

/** A referral to the Council on Legislation, as the government's feed tells of it. */
export interface ReferralItem {
  /** lagradsremiss/<date>/<slug>, the slug of the government's own address. */
  documentId: string;
  date: string;
  title: string;
  link: string;
  /** Acts named by number in title or description: `sfs/2009:400`. */
  acts: string[];
}

const MOST_ITEMS = 500;
/** No entities of its own: a document type may name files and grow without end. */
const parser = new XMLParser({ ignoreAttributes: true, processEntities: true, parseTagValue: false, trimValues: true });

/** @throws Error when it is no RSS */
export function readReferralFeed(xml: string): ReferralItem[] {
  if (/<!DOCTYPE/i.test(xml)) throw new Error('A feed has no document type');
  const parsed = parser.parse(xml) as { rss?: { channel?: { item?: unknown } } };
  const channel = parsed.rss?.channel;
  if (channel === undefined) throw new Error('Not RSS');
  const items = channel.item;
  const all = items === undefined ? [] : Array.isArray(items) ? (items as unknown[]) : [items];
  return all.slice(0, MOST_ITEMS).flatMap((item) => read(item as Record<string, unknown>) ?? []);
}

function read(item: Record<string, unknown>): ReferralItem | null {
  const link = httpsLink(item.link);
  const at = typeof item.pubDate === 'string' ? Date.parse(item.pubDate) : Number.NaN;
  const title = typeof item.title === 'string' ? item.title : '';
  if (!link || Number.isNaN(at) || title === '') return null;
  const slug = new URL(link).pathname.split('/').filter(Boolean).at(-1) ?? '';
  if (!/^[a-z0-9-]{1,160}$/.test(slug)) return null;
  const date = stockholmDate(new Date(at));
  const said = `${title} ${typeof item.description === 'string' ? item.description : ''}`.slice(0, 10_000);
  const acts = [...new Set([...said.matchAll(/\((\d{4}:\d{1,5})\)/g)].map((found) => `sfs/${found[1]}`))];
  return { documentId: `lagradsremiss/${date}/${slug}`, date, title, link, acts };
}
