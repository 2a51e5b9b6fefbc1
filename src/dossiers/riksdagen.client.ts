import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';
import { familyOf } from './document-id.js';
import { readReferralFeed, ReferralItem } from './referral-feed.js';
import { PoliteClient, SourceError } from './polite.client.js';
import { canonicalId, DocumentStatus, ListRow, readListPage, readStatus } from './riksdagen-data.js';

const PAGE = 200;
/** A session has some 250 bills and 1,500 reports; more pages than this is a list that goes round. */
const MOST_PAGES = 50;
const FOLLOWED = ['prop', 'bet', 'rskr', 'sou', 'dir'];

/** Riksdagen's open data by the ids that a dossier knows. Source: Sveriges riksdag, data.riksdagen.se. */
@Injectable()
export class RiksdagenClient {
  constructor(
    private readonly client: PoliteClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get on(): boolean {
    return this.config.riksdagen.on;
  }

  /**
   * The row of one document; null when Riksdagen does not have it. The search by number finds by beginnings too (20 finds
   * 200), so that rows are compared whole.
   *
   * @throws SourceError
   */
  async find(documentId: string): Promise<ListRow | null> {
    const type = familyOf(documentId);
    if (!FOLLOWED.includes(type)) return null;
    const rest = documentId.slice(type.length + 1);
    const at = rest.lastIndexOf(':');
    const session = rest.slice(0, at);
    const designation = rest.slice(at + 1);
    for await (const row of this.rows({ doktyp: type, rm: session, bet: designation })) {
      if (row.type === type && canonicalId(row.type, row.session, row.designation) === documentId) return row;
    }
    return null;
  }

  /** @throws SourceError */
  async status(dokId: string): Promise<DocumentStatus> {
    if (!/^[A-Za-z0-9]{4,40}$/.test(dokId)) throw new SourceError('UNREADABLE', '/dokumentstatus/');
    return this.json(`/dokumentstatus/${dokId}.json`, readStatus);
  }

  /** Referrals to the Council on Legislation, which only the government publishes. @throws SourceError */
  async referrals(): Promise<ReferralItem[]> {
    const url = this.config.riksdagen.feedUrl;
    const xml = await this.client.get(url, 'application/rss+xml, application/xml');
    try {
      return readReferralFeed(xml);
    } catch {
      throw new SourceError('UNREADABLE', new URL(url).pathname);
    }
  }

  /**
   * Rows of a list, page after page. Pages are capped and a page beyond the last may come as the last again, so it is
   * the rows that say when it is over: a page that brings nothing new ends it.
   */
  async *rows(query: Record<string, string>): AsyncGenerator<ListRow> {
    const seen = new Set<string>();
    for (let p = 1; p <= MOST_PAGES; p++) {
      const params = new URLSearchParams({ ...query, utformat: 'json', sz: String(PAGE), p: String(p) });
      const page = await this.json(`/dokumentlista/?${params.toString()}`, readListPage);
      const fresh = page.rows.filter((row) => !seen.has(row.dokId));
      for (const row of fresh) {
        seen.add(row.dokId);
        yield row;
      }
      if (fresh.length === 0 || page.to >= page.total) return;
    }
  }

  private async json<T>(path: string, read: (json: unknown) => T): Promise<T> {
    const url = `${this.config.riksdagen.url.replace(/\/$/, '')}${path}`;
    const body = await this.client.get(url, 'application/json');
    try {
      return read(JSON.parse(body));
    } catch {
      throw new SourceError('UNREADABLE', new URL(url).pathname);
    }
  }
}
