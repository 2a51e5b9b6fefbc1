import { Module } from '@nestjs/common';
import './access.messages.js';
import { ActorService } from './actor.service.js';
import { DemoProvider } from './demo-provider.js';
import { OidcClient } from './oidc.client.js';
import { OrganisationResolver, UnitResolver } from './organisations.resolver.js';
import { OrganisationService } from './organisations.service.js';
import { MembershipResolver, PeopleResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';
import { PublicAddress } from './public-address.js';
import { SessionService } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { TokenService } from './tokens.service.js';
import { ViewerResolver } from './viewer.resolver.js';

/** Who somebody is, and what they may: organisations, people, sessions, tokens, sign-in. */
@Module({
  controllers: [SignInController],
  providers: [
    ActorService,
    DemoProvider,
    OidcClient,
    PublicAddress,
    SessionService,
    SignInService,
    TokenService,
    OrganisationService,
    PeopleService,
    OrganisationResolver,
    UnitResolver,
    PeopleResolver,
    MembershipResolver,
    ViewerResolver,
  ],
  exports: [ActorService, DemoProvider, PublicAddress, SessionService, TokenService],
})
export class AccessModule {}
