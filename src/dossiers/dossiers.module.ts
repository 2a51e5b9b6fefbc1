import { Module } from '@nestjs/common';
import { PoliteClient } from './polite.client.js';
import { RiksdagenClient } from './riksdagen.client.js';
import { Waiter } from './waiter.js';

/** Legislative dossiers: their stages, the public sources they are followed in, remiss deadlines and calendars. */
@Module({
  providers: [Waiter, PoliteClient, RiksdagenClient],
})
export class DossiersModule {}
