import { Injectable } from '@nestjs/common';
import { RequestContext } from '../platform/graphql/context.js';
import { TextLink } from './markdown-links.js';

/** Which text: of a revision or of the entry itself, by the name of its field in the API. */
export interface LinkedText {
  subjectId: string;
  field: string;
}

type LinkSource = (context: RequestContext, text: LinkedText) => Promise<readonly TextLink[]>;

/**
 * What in a text leads somewhere. The spine shows texts and knows nothing of law; whoever finds citations in them
 * (`citations/`) registers here.
 */
@Injectable()
export class TextLinks {
  private readonly sources: LinkSource[] = [];

  register(source: LinkSource): void {
    this.sources.push(source);
  }

  async of(context: RequestContext, text: LinkedText): Promise<TextLink[]> {
    return (await Promise.all(this.sources.map((source) => source(context, text)))).flat();
  }
}
