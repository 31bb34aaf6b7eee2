import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { anonymous } from '../access/actor.ts'
import { refusalOf } from '../access/verbs.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import { servePages } from '../pages/serve.ts'
import { createManifests } from './manifests.ts'
import { readPanels, registerPanels, takesBrotli } from './panels.ts'
import type { ManifestSource } from './to-manifest.ts'

export interface AdminOptions {
  /** Folder with the built shell. */
  folder: string
  /** Shown on the sign-in page while the shop holds demo data. */
  demoSignIn?: { email: string; password: string } | undefined
}

async function pageOf({ folder, demoSignIn }: AdminOptions): Promise<string> {
  const template = await readFile(join(folder, 'index.html'), 'utf8')
  const config = JSON.stringify(demoSignIn ? { demoSignIn } : {}).replace(/</g, '\\u003c')
  return template.replaceAll('__BEZEL_CONFIG__', config)
}

/** Serves the shell, the panels and the manifest of the admin. */
export async function registerAdmin(
  app: FastifyInstance,
  options: AdminOptions,
  source: Omit<ManifestSource, 'panels'>,
  authenticate: Authenticate,
  problems: string[],
): Promise<void> {
  const panels = await readPanels(source.plugins, problems)
  registerPanels(app, panels)
  const entries = panels.map(({ plugin, entry }) => ({ plugin, entry }))
  const manifests = createManifests({ ...source, panels: entries })
  app.get('/api/v1/admin/manifest', { config: { needs: 'signed-in' } }, async (request, reply) => {
    const identity = await authenticate(request)
    const refusal = refusalOf({ needs: 'signed-in' }, identity?.actor ?? anonymous, new Date())
    if (!identity || refusal) throw refusal
    const { etag, json, brotli } = await manifests(identity.actor, identity.email)
    // Never kept by the browser: the shell keeps it until sign-out, and asks with the tag of what it has.
    reply.headers({ 'cache-control': 'no-store', etag, vary: 'accept-encoding' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    const small = takesBrotli(request)
    if (small) reply.header('content-encoding', 'br')
    return reply.type('application/json; charset=utf-8').send(small ? brotli : json)
  })

  await servePages(app, {
    at: '/admin',
    folder: options.folder,
    page: await pageOf(options),
    hashed: /^(assets|shared)\//,
    fresh: /^icons\/|^(sw\.js|manifest\.webmanifest)$/,
  })
  app.get('/', { config: { needs: 'public' }, logLevel: 'warn' }, (_, reply) => reply.redirect('/admin'))
}
