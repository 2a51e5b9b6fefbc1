import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { defineNode, loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { EntryRow } from './entry.entity.js';
import { File } from './entry-parts.entity.js';
import { FileAttachInput } from './file.inputs.js';
import { fileById } from './file.loaders.js';
import { FileService } from './file.service.js';

defineNode('File', fileById);

const FileAttachPayload = payloadOf('FileAttach', {
  file: { type: () => File, description: 'The file.' },
  entry: { type: () => EntryRow, description: 'The entry as it is now.' },
});

@Resolver(() => File)
export class FileResolver {
  constructor(private readonly files: FileService) {}

  @Mutation(() => FileAttachPayload, { description: 'Attaches a file that was uploaded with POST /files.' })
  @Can('file:attach')
  async fileAttach(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: FileAttachInput,
  ) {
    const { id, entry } = await this.files.attach(actor, input);
    return { file: await context.load(fileById, id), entry: await loadNode(context, entry) };
  }

  @ResolveField(() => String, { description: 'Where it is fetched, always as an attachment; as the same reader.' })
  url(@Parent() file: File): string {
    return `/files/${file.id}/${encodeURIComponent(file.name)}`;
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Whose people attached it; nobody is named.' })
  organisation(@Parent() file: File, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return file.authorOrgId ? context.load(organisationById, file.authorOrgId) : null;
  }
}
