import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs } from '../platform/graphql/connection.js';
import { ActionInput } from '../platform/graphql/payload.js';

@InputType({ description: 'Marks one notification as read.' })
export class NotificationReadInput extends ActionInput {
  @Field(() => ID, { description: 'The notification.' })
  id!: string;
}

@InputType({ description: 'Marks all notifications of the caller as read.' })
export class NotificationReadAllInput extends ActionInput {}

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field({ defaultValue: false, description: 'Only what has not been read.' })
  unreadOnly!: boolean;
}
