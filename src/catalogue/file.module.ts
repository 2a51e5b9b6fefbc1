import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { FileController } from './file.controller.js';
import './file.messages.js';
import { FileResolver } from './file.resolver.js';
import { FileService } from './file.service.js';
import { FileStore } from './file-store.service.js';

/** Attached files: a module of its own beside the spine, since only it has doors for contents. */
@Module({
  imports: [AccessModule, PrivacyModule],
  controllers: [FileController],
  providers: [FileStore, FileService, FileResolver],
  exports: [FileStore, FileService],
})
export class FileModule {}
