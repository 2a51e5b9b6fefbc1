import { Module } from '@nestjs/common';
import './access.messages.js';
import { ActorService } from './actor.service.js';
import { DemoProvider } from './demo-provider.js';
import { OidcClient } from './oidc.client.js';
import { PublicAddress } from './public-address.js';
import { SessionService } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { TokenService } from './tokens.service.js';

/** Who somebody is, and what they may: organisations, people, sessions, tokens, sign-in. */
@Module({
  controllers: [SignInController],
  providers: [ActorService, DemoProvider, OidcClient, PublicAddress, SessionService, SignInService, TokenService],
  exports: [ActorService, DemoProvider, PublicAddress, SessionService, TokenService],
})
export class AccessModule {}
