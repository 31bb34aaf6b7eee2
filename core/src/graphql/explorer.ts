import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { filePolicy } from '../pages/serve.ts'

const page = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title} GraphQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<script type="module" src="/graphiql/graphiql.js"></script>
</head>
<body><div id="root">Loading the explorer…</div></body>
</html>
`

// Nothing inline and nothing from elsewhere: the shop may have no way out to the internet.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export interface ExplorerOptions {
  /** Folder of the built admin. */
  folder: string
  /** Name of the shop. */
  title: string
  production: boolean
}

/** Serves GraphiQL at `/graphiql`, from files built with the admin: for developers, so never in production. */
export async function registerExplorer(
  app: FastifyInstance,
  { folder, title, production }: ExplorerOptions,
): Promise<void> {
  if (production) return
  const config = { needs: 'public' }
  const html = page(title.replace(/[<>&"]/g, ''))
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: join(folder, 'graphiql'),
      serve: false,
      cacheControl: false,
      index: false,
    })
    scope.get('/graphiql', { config, logLevel: 'warn' }, (_, reply) =>
      reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html),
    )
    scope.get<{ Params: { '*': string } }>('/graphiql/*', { config, logLevel: 'warn' }, (request, reply) =>
      reply
        .headers({ 'cache-control': 'no-cache', 'content-security-policy': filePolicy })
        .sendFile(request.params['*']),
    )
  })
}
