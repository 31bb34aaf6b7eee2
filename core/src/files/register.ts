import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import { registerDownloads } from './download-route.ts'
import { type FileService, files } from './files.ts'
import { registerUpload } from './upload-route.ts'

/** The routes of files that are no operations: bytes in, bytes out. */
export async function registerFiles(
  app: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
): Promise<void> {
  const service = kernel.services.get(files.name) as FileService
  await app.register(async (scope) => {
    await registerUpload(scope, kernel, authenticate, service)
    registerDownloads(scope, kernel, authenticate, service)
  })
}
