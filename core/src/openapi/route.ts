import type { FastifyInstance } from 'fastify'
import type { Needs } from '../access/needs.ts'
import type { ErrorDefinition } from '../errors/problem.ts'
import type { Json } from './schema.ts'

/**
 * What a route that is no operation (sign-in, uploads, imports) tells about itself in `config: { needs, api }`,
 * so that it stands in the API's description like everything else.
 */
export interface RouteDescription {
  summary: string
  description?: string
  /** What it takes, where the route's own `needs` cannot say so. */
  needs?: Needs
  /** Heading it stands under; the collection of its address unless told. */
  tag?: string
  /** Query parameters: name → JSON Schema, with its `description`. */
  query?: Record<string, Json>
  /** Media type → schema of the body. */
  body?: Record<string, Json>
  /** Example of a JSON body. */
  example?: unknown
  /** Status → what it means, with the schema of each media type it may come in. */
  answers: Record<
    number,
    { description: string; content?: Record<string, Json>; headers?: Record<string, Json> }
  >
  errors?: ErrorDefinition[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    api?: RouteDescription
  }
}

export interface DescribedRoute {
  method: string
  /** The whole address, with `:id`. */
  path: string
  needs: Needs
  api: RouteDescription | undefined
}

/** Notes every route registered from now on that is no operation. Call it before the first one. */
export function collectRoutes(app: FastifyInstance): DescribedRoute[] {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.operation) return
    for (const one of [method].flat()) {
      if (one !== 'HEAD' && one !== 'OPTIONS')
        routes.push({ method: one, path: url, needs: config?.needs ?? '', api: config?.api })
    }
  })
  return routes
}
