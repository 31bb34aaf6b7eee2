import type { FastifyInstance } from 'fastify'
import { registerAdmin } from '../admin/routes.ts'
import { createAuthenticate } from '../auth/authenticate.ts'
import { registerAuthRoutes } from '../auth/routes.ts'
import { registerFiles } from '../files/register.ts'
import { registerExplorer } from '../graphql/explorer.ts'
import { registerGraphql } from '../graphql/register.ts'
import type { HealthService } from '../health/health.ts'
import { registerHealthRoutes } from '../health/routes.ts'
import { registerOperation } from '../http/operation-routes.ts'
import { registerUploads } from '../http/upload-routes.ts'
import { registerMetrics } from '../metrics/routes.ts'
import type { ApiParts } from '../openapi/document.ts'
import { registerOpenApi } from '../openapi/register.ts'
import { registerPortals } from '../pages/portals.ts'
import { version } from '../version.ts'
import type { Kernel } from './kernel.ts'
import type { AppOptions } from './options.ts'

export interface RouteParts {
  options: AppOptions
  kernel: Kernel
  health: HealthService
  api: ApiParts
  isStopping(): boolean
  problems: string[]
}

/** Everything the server answers: operations over REST and GraphQL, sign-in, files, admin, health, metrics, docs. */
export async function registerRoutes(server: FastifyInstance, parts: RouteParts): Promise<void> {
  const { options, kernel, health, api, isStopping, problems } = parts
  const { config, settings, admin } = options
  const operations = [...kernel.operations.values()]
  const authenticate = createAuthenticate(kernel)
  registerHealthRoutes(server, health, isStopping)
  registerMetrics(server, kernel.metrics, authenticate, options.gatherMetrics)
  registerAuthRoutes(server, kernel, authenticate)
  for (const operation of operations.filter(({ rest, upload }) => rest && !upload)) {
    registerOperation(server, kernel, authenticate, operation)
  }
  await registerUploads(server, kernel, authenticate, operations)
  await registerFiles(server, kernel, authenticate)
  await registerGraphql(server, kernel, api.plugins, authenticate, config.graphql?.documents)
  if (admin) {
    const app = {
      name: config.name ?? 'Bezel',
      version,
      currency: config.currency ?? 'USD',
      locales: ['en', 'de'],
      demo: settings.demo,
    }
    const { production } = settings
    await registerExplorer(server, { folder: admin.folder, title: app.name, production })
    await registerAdmin(server, admin, { kernel, plugins: api.plugins, app }, authenticate, problems)
  }
  if (options.portals) await registerPortals(server, api.plugins, problems)
  for (const plugin of api.plugins) await plugin.routes?.(server)
  registerOpenApi(server, api)
}
