import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { anonymous } from '../access/actor.ts'
import { refusalOf } from '../access/verbs.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import { createManifests } from './manifests.ts'
import { readPanels, registerPanels, takesBrotli, year } from './panels.ts'
import type { ManifestSource } from './to-manifest.ts'

export interface AdminOptions {
  /** Folder with the built shell. */
  folder: string
  /** Shown on the sign-in page while the shop holds demo data. */
  demoSignIn?: { email: string; password: string } | undefined
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

/** Scripts that stand in the page itself: the import map, and what starts the first requests. */
const inlineScript = /<script( type="importmap")?>([\s\S]*?)<\/script>/g

async function pageMaker({
  folder,
  demoSignIn,
}: AdminOptions): Promise<(reply: FastifyReply) => FastifyReply> {
  const template = await readFile(join(folder, 'index.html'), 'utf8')
  const config = JSON.stringify(demoSignIn ? { demoSignIn } : {}).replace(/</g, '\\u003c')
  const page = template.replaceAll('__BEZEL_CONFIG__', config)
  const inline = [...template.matchAll(inlineScript)].map(([, , text = '']) => `'sha256-${sha256(text)}'`)
  return (reply) => {
    const nonce = randomBytes(16).toString('base64')
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${inline.join(' ')}`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob: data:",
      "font-src 'self'",
      "media-src 'self' blob:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'self'",
      "frame-ancestors 'none'",
    ]
    return reply
      .header('content-security-policy', policy.join('; '))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
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

  const sendPage = await pageMaker(options)
  await app.register(fastifyStatic, {
    root: options.folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
  })
  const page = { config: { needs: 'public' }, logLevel: 'warn' } as const
  app.get('/admin', page, (_, reply) => sendPage(reply))
  app.get<{ Params: { '*': string } }>('/admin/*', page, (request, reply) => {
    const path = request.params['*']
    if (!/^(assets|shared|icons)\/|^(sw\.js|manifest\.webmanifest)$/.test(path)) return sendPage(reply)
    reply.header('cache-control', /^(assets|shared)\//.test(path) ? year : 'no-cache')
    return reply.sendFile(path)
  })
  app.get('/', page, (_, reply) => reply.redirect('/admin'))
}
