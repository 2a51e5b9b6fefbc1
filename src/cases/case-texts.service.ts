import { Injectable } from '@nestjs/common';
import { CitationSpans } from '../citations/citation-spans.service.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { TextLink } from '../catalogue/markdown-links.js';
import { LawReading } from '../law/law-reading.service.js';
import { RequestContext } from '../platform/graphql/context.js';

type Names = ReturnType<CitationSpans['table']>;

/**
 * What people write in a case, as safe HTML in which the law that it cites can be opened. Read on the spot and kept
 * nowhere: that a board's matter turns on a provision is not counted among what cites it.
 */
@Injectable()
export class CaseTexts {
  private readonly tables = new WeakMap<RequestContext, Names>();

  constructor(
    private readonly spans: CitationSpans,
    private readonly reading: LawReading,
  ) {}

  async html(context: RequestContext, text: string): Promise<string> {
    const found = await this.spans.read(context, text, null, null, this.names(context));
    const links = await Promise.all(
      found.map(async ({ start, end, target, label }): Promise<TextLink[]> => {
        const [source, fragment] = target?.split('#') ?? [];
        if (!source || !(await this.reading.source(context, source))) return [];
        return [{ start, end, href: `/lag/${source}${fragment ? `#${fragment}` : ''}`, title: label ?? target! }];
      }),
    );
    return renderMarkdown(text, links.flat());
  }

  /** The names of acts, read once however many texts a request shows. */
  private names(context: RequestContext): Names {
    const known = this.tables.get(context) ?? this.spans.table();
    this.tables.set(context, known);
    return known;
  }
}
