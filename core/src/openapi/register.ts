import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { routeNotFound } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { type ApiParts, openApiDocument } from './document.ts'
import { errorTable } from './error-table.ts'
import { browserPage, errorsPage } from './pages.ts'
import { type Prepared, prepare, sendPrepared } from './prepared.ts'

// No inline script or style, nothing from elsewhere; the browser of operations draws its arrows as data: images.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const vendor = createRequire(import.meta.url)

/** File name below `/docs/assets` → where it lies and what it is. */
const assets: Record<string, { type: string; read(): Promise<Buffer> }> = {
  'swagger-ui-bundle.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFile(vendor.resolve('@fastify/swagger-ui/static/swagger-ui-bundle.js')),
  },
  'swagger-ui.css': {
    type: 'text/css; charset=utf-8',
    read: () => readFile(vendor.resolve('@fastify/swagger-ui/static/swagger-ui.css')),
  },
  'docs.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFile(new URL('./browser/docs.js', import.meta.url)),
  },
  'docs.css': {
    type: 'text/css; charset=utf-8',
    read: () => readFile(new URL('./browser/docs.css', import.meta.url)),
  },
}

/** Makes each body when it is first asked for, and keeps it: nothing in it changes while the process runs. */
function remembered(): (name: string, make: () => Promise<Prepared> | Prepared) => Promise<Prepared> {
  const made = new Map<string, Promise<Prepared>>()
  return (name, make) => {
    const known = made.get(name) ?? Promise.resolve().then(make)
    made.set(name, known)
    known.catch(() => made.delete(name))
    return known
  }
}

/** Serves the API's description, a browser for it, and the table of errors. All of it tells shapes and no data, so it is public. */
export function registerOpenApi(app: FastifyInstance, parts: ApiParts): void {
  const keep = remembered()
  const config = { needs: 'public' }
  const html = 'text/html; charset=utf-8'

  app.get('/openapi.json', { config }, async (request, reply) => {
    const document = await keep('document', () =>
      prepare('application/json; charset=utf-8', JSON.stringify(openApiDocument(parts))),
    )
    return sendPrepared(request, reply, document)
  })
  app.get('/docs', { config }, async (request, reply) => {
    reply.header('content-security-policy', policy)
    return sendPrepared(request, reply, await keep('browser', () => prepare(html, browserPage(parts.title))))
  })
  app.get('/docs/errors', { config }, async (request, reply) => {
    reply.header('content-security-policy', policy)
    return sendPrepared(
      request,
      reply,
      await keep('errors', () => prepare(html, errorsPage(parts.title, errorTable(parts.plugins)))),
    )
  })
  app.get<{ Params: { file: string } }>('/docs/assets/:file', { config }, async (request, reply) => {
    const { file } = request.params
    const asset = Object.hasOwn(assets, file) ? assets[file] : undefined
    if (!asset) throw new Problem(routeNotFound)
    return sendPrepared(
      request,
      reply,
      await keep(`asset ${file}`, async () => prepare(asset.type, await asset.read())),
    )
  })
}
